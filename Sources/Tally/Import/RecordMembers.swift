/// The members of one object: where the value of each key is.
struct RecordMembers {
  /// A member that a decoder has no field for.
  struct Other {
    var name: String
    var index: Int
    /// Whether the key is one of upstream's all the same.
    var isUpstream: Bool
  }

  /// The token of each ``UpstreamKey``'s value; 0 where the object does not have it.
  private var indices = [Int](repeating: 0, count: UpstreamKey.count)
  private var present: [UpstreamKey] = []
  private var unknown: [Other] = []

  var isEmpty: Bool { present.isEmpty && unknown.isEmpty }

  /// The token of a key's value; nil where the object does not have it.
  subscript(key: UpstreamKey) -> Int? {
    let index = indices[key.code]
    return index == 0 ? nil : index
  }

  subscript(name: String) -> Int? {
    UpstreamKey.named(name).flatMap { self[$0] }
  }

  /// Whether the object has all of these keys and no other.
  func areExactly(_ keys: [UpstreamKey]) -> Bool {
    unknown.isEmpty && present.count == keys.count && keys.allSatisfy { self[$0] != nil }
  }

  /// A few of the keys, for messages.
  var someNames: String {
    let names = present.map(\.name) + unknown.map(\.name)
    return names.prefix(6).map { "\"\($0)\"" }.joined(separator: ", ")
      + (names.count > 6 ? ", …" : "")
  }

  func others(than known: UpstreamKeySet) -> [Other] {
    present.filter { !known.contains($0) }
      .map { Other(name: $0.name, index: indices[$0.code], isUpstream: true) } + unknown
  }

  /// Adds a member whose value is at token `index`; false where there is one of that name.
  mutating func add(_ name: String, at index: Int) -> Bool {
    if let key = UpstreamKey.named(name) {
      guard indices[key.code] == 0 else { return false }
      indices[key.code] = index
      present.append(key)
    } else {
      guard !unknown.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
        return false
      }
      unknown.append(Other(name: name, index: index, isUpstream: false))
    }
    return true
  }

  /// Says that the value at token `index` is at another token.
  mutating func move(_ index: Int, to other: Int) {
    if let key = present.first(where: { indices[$0.code] == index }) {
      indices[key.code] = other
    } else if let position = unknown.firstIndex(where: { $0.index == index }) {
      unknown[position].index = other
    }
  }

  /// Forgets the last object and reads the one at token `object`.
  mutating func read(_ fields: JSONFields, _ bytes: Span<UInt8>, object: Int) throws(RecordFault) {
    for key in present { indices[key.code] = 0 }
    present.removeAll(keepingCapacity: true)
    unknown.removeAll(keepingCapacity: true)
    var child = object + 1
    while child < fields.tokens[object].next {
      let token = fields.tokens[child]
      if token.kind == .string, let key = UpstreamKey.find(bytes, token.start, token.end) {
        try add(key, child + 1)
      } else {
        try addUnknown(token, child + 1, bytes)
      }
      child = fields.tokens[child + 1].next
    }
  }

  private mutating func add(_ key: UpstreamKey, _ index: Int) throws(RecordFault) {
    guard indices[key.code] == 0 else { throw duplicate(key.name) }
    indices[key.code] = index
    present.append(key)
  }

  private mutating func addUnknown(
    _ token: JSONTape.Token,
    _ index: Int,
    _ bytes: Span<UInt8>
  )
    throws(RecordFault)
  {
    guard let name = JSONText.unescaped(bytes, token.start, token.end) else {
      throw RecordFault(
        reason: .malformedJSON,
        message: "a key has an escape that JSON does not know"
      )
    }
    if let key = UpstreamKey.named(name) { return try add(key, index) }
    guard !unknown.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      throw duplicate(name)
    }
    unknown.append(Other(name: name, index: index, isUpstream: false))
  }

  private func duplicate(_ name: String) -> RecordFault {
    RecordFault(
      reason: .duplicateKey,
      message: "the key \"\(name)\" comes twice in one object; which value is meant is unknown"
    )
  }
}
