/// What the columns of a table in a dump or a CSV are for.
///
/// A column is known by the name it has in PostgreSQL, which is that of the JSON key.
struct TableColumns {
  /// How cells say what is not a text.
  enum Style {
    /// As PostgreSQL writes them: `t` and `f`, `true` and `false`, and NULL apart from texts.
    case postgres
    /// As programs and people save them: `TRUE`, `1`, values wrapped in JSON; a cell without
    /// anything in it is NULL unless it is a text.
    case loose
  }

  let kind: RecordKind
  let names: [String]
  private let style: Style
  let forms: [EntityField.Form?]
  private let isKept: [Bool]
  /// The columns that have numbers of phones.
  let phoneColumns: [Int]
  private let members: RecordMembers

  /// Throws where two columns have the same name.
  init(kind: RecordKind, names: [String], style: Style) throws(RecordFault) {
    var members = RecordMembers()
    var isKept: [Bool] = []
    for (index, name) in names.enumerated() {
      isKept.append(Self.isKept(name, kind))
      guard isKept[index] else { continue }
      guard members.add(name, at: index + 1) else {
        throw RecordFault(
          reason: .duplicateKey,
          message: "two columns are named \"\(name)\"; which of them is meant is unknown"
        )
      }
    }
    self.kind = kind
    self.names = names
    self.style = style
    self.isKept = isKept
    self.members = members
    forms = names.map { Self.form(of: $0, kind) }
    phoneColumns = names.indices.filter { names[$0].hasSuffix("PhoneNumber") }
  }

  /// The kind of record that columns of these names make; nil where it is none of ours.
  static func kind(of names: [String]) -> RecordKind? {
    var members = RecordMembers()
    for (index, name) in names.enumerated() { _ = members.add(name, at: index + 1) }
    guard members["_id"] != nil else { return nil }
    return RecordRecognition.kind(of: members)
  }

  /// Upstream's tables that are read, attempts first.
  static let tables = [
    "IncomingCallLogItem", "IncomingCallLog", "IncomingCallPolicy",
    "IncomingCallPolicyEscalationRule", "TeamMember", "User", "Project",
  ]

  /// The kind of record that rows of one of upstream's tables are; nil for all other tables.
  static func kind(ofTable name: String) -> RecordKind? {
    switch name {
    case "IncomingCallLogItem": .attempts
    case "IncomingCallLog": .calls
    case "IncomingCallPolicy": .policies
    case "IncomingCallPolicyEscalationRule": .rules
    case "TeamMember": .teamMembers
    case "User": .users
    case "Project": .projects
    default: nil
    }
  }

  /// Whether a column is read: of kinds with secrets only what reports show is.
  static func isKept(_ name: String, _ kind: RecordKind) -> Bool {
    guard let entity = kind.entity, entity.hasSecrets else { return true }
    return UpstreamKey.named(name).map { EntityKeys.of(entity).all.contains($0) } ?? false
  }

  private static func form(of name: String, _ kind: RecordKind) -> EntityField.Form? {
    if let entity = kind.entity { return entity.fields.first { $0.key == name }?.form }
    return (AttemptKeys.integers + AttemptKeys.texts).first { $0.name == name }?.form
  }

  /// Reads a row as if it had been an object of JSON: its tokens, and where the members are.
  ///
  /// Each cell has the token behind that of the object which its place gives; of values that are
  /// JSON themselves the tokens follow behind all cells.
  func read(
    _ row: borrowing TableRow,
    _ tape: inout JSONTape,
    into tokens: inout [JSONTape.Token],
    _ members: inout RecordMembers
  ) {
    members = self.members
    tokens.removeAll(keepingCapacity: true)
    tokens.append(JSONTape.Token(kind: .object, start: 0, end: 0, next: row.count + 1))
    var hasJSON = false
    for index in row.cells.indices {
      guard let cell = row.cells[index], isKept[index],
        forms[index] == .text || style == .postgres || !cell.isEmpty
      else {
        tokens.append(JSONTape.Token(kind: .null, start: 0, end: 0, next: index + 2))
        continue
      }
      let kind = kind(of: row.bytes, cell, forms[index])
      tokens.append(
        JSONTape.Token(kind: kind, start: cell.lowerBound, end: cell.upperBound, next: index + 2)
      )
      if style == .loose, !cell.isEmpty, row.bytes[cell.lowerBound] == 0x7B { hasJSON = true }
    }
    if hasJSON { readJSON(row, &tape, into: &tokens, &members) }
  }

  private func kind(
    of bytes: [UInt8],
    _ cell: Range<Int>,
    _ form: EntityField.Form?
  ) -> JSONTape.Kind {
    switch form {
    case .boolean: boolean(bytes, cell) ?? .plainText
    case .integer, .cents: isNumber(bytes, cell) ? .number : .plainText
    default: .plainText
    }
  }

  private func boolean(_ bytes: [UInt8], _ cell: Range<Int>) -> JSONTape.Kind? {
    if cell.count == 1 {
      switch bytes[cell.lowerBound] {
      case UInt8(ascii: "t"): return .true
      case UInt8(ascii: "f"): return .false
      case UInt8(ascii: "1") where style == .loose: return .true
      case UInt8(ascii: "0") where style == .loose: return .false
      default: break
      }
    }
    let word = String(decoding: bytes[cell], as: UTF8.self)
    switch style == .loose ? word.lowercased() : word {
    case "true": return .true
    case "false": return .false
    default: return nil
    }
  }

  /// Whether a cell is a number as JSON writes them: no blanks, no separators of thousands.
  ///
  /// No program writes costs and seconds with exponents, but spreadsheets do, and drop digits.
  private func isNumber(_ bytes: [UInt8], _ cell: Range<Int>) -> Bool {
    if (1..<10).contains(cell.count), bytes[cell].allSatisfy({ $0 &- 48 < 10 }) { return true }
    if style == .loose, bytes[cell].contains(where: { $0 | 32 == 101 }) { return false }
    do throws(DecimalText.Fault) {
      _ = try DecimalText.parse(bytes.span.extracting(cell), scale: 6)
      return true
    } catch {
      return error != .malformed
    }
  }
}

extension TableColumns {
  /// Takes apart the values that upstream's CSV has as JSON: wrapped ones, and relations.
  ///
  /// A text that only looks like JSON stays a text.
  private func readJSON(
    _ row: borrowing TableRow,
    _ tape: inout JSONTape,
    into tokens: inout [JSONTape.Token],
    _ members: inout RecordMembers
  ) {
    for index in row.cells.indices {
      guard let cell = row.cells[index], isKept[index], !cell.isEmpty,
        row.bytes[cell.lowerBound] == 0x7B,
        case .complete(cell.upperBound) =
          tape.parse(row.bytes, from: cell.lowerBound, to: cell.upperBound),
        forms[index] != .text || isWrapped(tape.tokens, row.bytes)
      else { continue }
      let base = tokens.count
      for var token in tape.tokens {
        token.next += base
        tokens.append(token)
      }
      members.move(index + 1, to: base)
    }
  }

  /// `{"_type":…,"value":…}` and nothing else.
  private func isWrapped(_ tokens: [JSONTape.Token], _ bytes: [UInt8]) -> Bool {
    let fields = JSONFields(tokens: tokens)
    return tokens.count == 5 && fields.isText(tokens[1], "_type", bytes.span)
      && fields.isText(tokens[3], "value", bytes.span)
  }

  /// Whether a row has the columns' names in it.
  func isHeader(_ row: borrowing TableRow) -> Bool {
    for (index, name) in names.enumerated() {
      guard index < row.count, let cell = row.cells[index],
        row.bytes[cell].elementsEqual(name.utf8)
      else { return false }
    }
    return true
  }
}
