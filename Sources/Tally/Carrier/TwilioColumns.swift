/// What the columns of a CSV of Twilio's console are for.
struct TwilioColumns {
  let names: [String]
  let members: TwilioMembers

  /// Reads a header; nil where the columns are not those of calls.
  init?(_ names: [String]) throws(RecordFault) {
    var members = TwilioMembers()
    for (index, name) in names.enumerated() where !name.isEmpty {
      try members.add(name, TwilioKey.named(name), at: index + 1)
    }
    guard members[.sid] != nil,
      members[.status] != nil || members[.direction] != nil || members[.price] != nil
    else { return nil }
    self.names = names
    self.members = members
  }

  /// Puts a token for each cell behind that of the object which the row stands for.
  func read(_ row: borrowing TableRow, into tokens: inout [JSONTape.Token]) {
    tokens.removeAll(keepingCapacity: true)
    tokens.append(JSONTape.Token(kind: .object, start: 0, end: 0, next: row.count + 1))
    for (index, cell) in row.cells.enumerated() {
      tokens.append(
        JSONTape.Token(
          kind: cell == nil ? .null : .plainText,
          start: cell?.lowerBound ?? 0,
          end: cell?.upperBound ?? 0,
          next: index + 2
        )
      )
    }
  }

  /// Whether a row has the columns' names in it, as files do that were put together.
  func isHeader(_ row: borrowing TableRow) -> Bool {
    names.indices.allSatisfy { index in
      row.cells[index].map { row.bytes[$0].elementsEqual(names[index].utf8) }
        ?? names[index].isEmpty
    }
  }
}
