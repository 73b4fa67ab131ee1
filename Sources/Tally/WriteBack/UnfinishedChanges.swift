internal import Glibc

/// The changes that a log has the beginning of, and not the end.
struct UnfinishedChanges {
  /// Whether the last line has no end.
  private(set) var endsInLine = false
  private var changes: Set<String> = []

  /// More than what comes before a line's values.
  private static let headByteCount = 160
  private static let bufferByteCount = 1 << 20

  /// Reads a log from its beginning; lines of another kind mean nothing.
  init(_ descriptor: Int32, path: String) throws(ChangeLogError) {
    var buffer = [UInt8](repeating: 0, count: Self.bufferByteCount)
    var head: [UInt8] = []
    while true {
      let count = unsafe read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw ChangeLogError(path: path, code: errno) }
      guard count > 0 else { break }
      var rest = buffer[..<count]
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        head += rest[..<end].prefix(Self.headByteCount - head.count)
        add(head)
        head = []
        rest = rest[(end + 1)...]
      }
      head += rest.prefix(Self.headByteCount - head.count)
    }
    endsInLine = !head.isEmpty
  }

  func contains(_ change: String, _ id: String) -> Bool {
    changes.contains("\(change) \(id)")
  }

  /// Takes a line's beginning: `{"time":"…","change":"…","id":"…","state":"…"`.
  private mutating func add(_ head: [UInt8]) {
    let parts = head.split(separator: UInt8(ascii: "\""), maxSplits: 16)
    guard parts.count > 15, parts[5].elementsEqual("change".utf8),
      parts[9].elementsEqual("id".utf8),
      parts[13].elementsEqual("state".utf8)
    else { return }
    let key = [parts[7], parts[11]].map { String(decoding: $0, as: UTF8.self) }
      .joined(separator: " ")
    if parts[15].elementsEqual(ChangeLog.State.begun.rawValue.utf8) {
      changes.insert(key)
    } else {
      changes.remove(key)
    }
  }
}
