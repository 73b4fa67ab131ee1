/// Where the members of one record are among its tokens.
struct TwilioMembers {
  /// A member that Twilio is not known to have.
  struct Other {
    var name: String
    var index: Int
  }

  /// The token of each ``TwilioKey``'s value; 0 where the record does not have it.
  private var places = [Int](repeating: 0, count: TwilioKey.allCases.count)
  private(set) var others: [Other] = []
  /// The keys of the record before, in their order: those of the next one are nearly always the same.
  private var known: [(name: [UInt8], key: TwilioKey?)] = []

  subscript(key: TwilioKey) -> Int? {
    places[key.rawValue] == 0 ? nil : places[key.rawValue]
  }

  /// Adds a member whose value is at token `index`; throws where there is one of that name.
  mutating func add(_ name: String, _ key: TwilioKey?, at index: Int) throws(RecordFault) {
    if let key {
      guard key != .ignored else { return }
      guard places[key.rawValue] == 0 else { throw Self.duplicate(name) }
      places[key.rawValue] = index
    } else {
      guard !others.contains(where: { $0.name == name }) else { throw Self.duplicate(name) }
      others.append(Other(name: name, index: index))
    }
  }

  private static func duplicate(_ name: String) -> RecordFault {
    RecordFault(
      reason: .duplicateKey,
      message: "\"\(name)\" comes twice in one record; which value is meant is unknown"
    )
  }

  /// Forgets the last record and reads the object whose tokens these are.
  mutating func read(_ tokens: [JSONTape.Token], _ bytes: Span<UInt8>) throws(RecordFault) {
    for index in places.indices { places[index] = 0 }
    others.removeAll(keepingCapacity: true)
    var child = 1
    var position = 0
    while child < tokens[0].next {
      let token = tokens[child]
      if position >= known.count || !Self.equal(known[position].name, token, bytes) {
        guard let name = JSONText.unescaped(bytes, token.start, token.end) else {
          throw RecordFault(
            reason: .malformedJSON,
            message: "a key has an escape that JSON does not know"
          )
        }
        known.removeSubrange(min(position, known.count)...)
        known.append((Array(name.utf8), TwilioKey.named(name)))
      }
      let member = known[position]
      if let key = member.key, key != .ignored, places[key.rawValue] == 0 {
        places[key.rawValue] = child + 1
      } else {
        try add(String(decoding: member.name, as: UTF8.self), member.key, at: child + 1)
      }
      position += 1
      child = tokens[child + 1].next
    }
  }

  private static func equal(
    _ name: [UInt8],
    _ token: JSONTape.Token,
    _ bytes: Span<UInt8>
  ) -> Bool {
    guard token.kind == .string, token.end - token.start == name.count else { return false }
    for index in name.indices where bytes[token.start + index] != name[index] { return false }
    return true
  }
}
