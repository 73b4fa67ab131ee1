/// What a compiled tzdata file says: TZif, versions 1 to 4 (RFC 9636, section 3).
struct ZoneFile: Sendable, Hashable {
  /// What makes a file unusable.
  enum Problem: Error, Hashable {
    case notZoneInformation
    case truncated(byteCount: Int, expectedByteCount: Int)
    case invalid(String)
    /// Times of the file count leap seconds, as those under `right/` do.
    case hasLeapSeconds
  }

  /// Seconds east of UTC before the first change.
  var firstOffsetSeconds: Int
  /// Ascending; a change to the same offset may occur.
  var changes: [ZoneRule.Change]
  /// What happens after the last change; nil where the file does not say.
  var rule: ZoneRule?

  init(_ bytes: [UInt8]) throws(Problem) {
    var block = try Block(bytes, at: 0, timeByteCount: 4)
    // Version 1 has 32 bits for a time; later versions repeat everything with 64 and add the rule.
    if block.version >= UInt8(ascii: "2") {
      block = try Block(bytes, at: block.end, timeByteCount: 8)
      rule = try Self.rule(bytes, at: block.end)
    }
    guard block.leapCount == 0 else { throw .hasLeapSeconds }
    firstOffsetSeconds = try block.offsetSeconds(ofType: 0)
    changes = []
    changes.reserveCapacity(block.timeCount)
    for index in 0..<block.timeCount {
      let milliseconds = block.milliseconds(index)
      guard changes.last.map({ $0.milliseconds <= milliseconds }) ?? true else {
        throw .invalid("change \(index + 1) is earlier than the one before it")
      }
      changes.append(
        ZoneRule.Change(
          milliseconds: milliseconds,
          offsetSeconds: try block.offsetSeconds(ofType: block.type(index))
        )
      )
    }
  }

  private static func rule(_ bytes: [UInt8], at start: Int) throws(Problem) -> ZoneRule? {
    let newline = UInt8(ascii: "\n")
    guard start < bytes.count, bytes[start] == newline,
      let end = bytes[(start + 1)...].firstIndex(of: newline)
    else { throw .invalid("the rule behind the last change is missing") }
    let text = bytes[(start + 1)..<end]
    guard !text.isEmpty else { return nil }
    guard let rule = ZoneRule(text) else {
      throw .invalid("the rule '\(String(decoding: text, as: UTF8.self))' cannot be read")
    }
    return rule
  }
}

/// The header and the tables of one of the two blocks of a file.
private struct Block {
  let bytes: [UInt8]
  let version: UInt8
  let timeByteCount: Int
  let timeCount: Int
  let typeCount: Int
  let leapCount: Int
  /// Where the tables start.
  let start: Int
  /// Where the next block or the rule starts.
  let end: Int

  init(_ bytes: [UInt8], at header: Int, timeByteCount: Int) throws(ZoneFile.Problem) {
    guard bytes.count >= header + 4, bytes[header..<(header + 4)].elementsEqual("TZif".utf8) else {
      throw .notZoneInformation
    }
    guard bytes.count >= header + 44 else {
      throw .truncated(byteCount: bytes.count, expectedByteCount: header + 44)
    }
    func count(_ index: Int) -> Int {
      Int(Self.bigEndian(bytes, at: header + 20 + index * 4, byteCount: 4))
    }
    let universalCount = count(0)
    let standardCount = count(1)
    leapCount = count(2)
    timeCount = count(3)
    typeCount = count(4)
    let nameByteCount = count(5)
    version = bytes[header + 4]
    self.bytes = bytes
    self.timeByteCount = timeByteCount
    start = header + 44
    end =
      start + timeCount * (timeByteCount + 1) + typeCount * 6 + nameByteCount
      + leapCount * (timeByteCount + 4) + standardCount + universalCount
    guard end <= bytes.count else {
      throw .truncated(byteCount: bytes.count, expectedByteCount: end)
    }
    guard typeCount > 0 else { throw .invalid("no offset is listed") }
  }

  /// UTC milliseconds of a change; those before all of history stay there.
  func milliseconds(_ index: Int) -> Int64 {
    let word = Self.bigEndian(bytes, at: start + index * timeByteCount, byteCount: timeByteCount)
    let seconds =
      timeByteCount == 4
      ? Int64(Int32(truncatingIfNeeded: word)) : Int64(truncatingIfNeeded: word)
    let (milliseconds, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    return overflow ? (seconds < 0 ? .min : .max) : milliseconds
  }

  func type(_ index: Int) -> Int {
    Int(bytes[start + timeCount * timeByteCount + index])
  }

  func offsetSeconds(ofType type: Int) throws(ZoneFile.Problem) -> Int {
    guard type < typeCount else {
      throw .invalid("offset number \(type) is used, but \(typeCount) are listed")
    }
    let position = start + timeCount * (timeByteCount + 1) + type * 6
    let word = Self.bigEndian(bytes, at: position, byteCount: 4)
    let seconds = Int(Int32(truncatingIfNeeded: word))
    guard (-89_999...93_599).contains(seconds) else {
      throw .invalid("an offset of \(seconds) seconds is beyond 26 hours")
    }
    return seconds
  }

  private static func bigEndian(_ bytes: [UInt8], at position: Int, byteCount: Int) -> UInt64 {
    bytes[position..<(position + byteCount)].reduce(0) { $0 << 8 | UInt64($1) }
  }
}
