/// The part of a stream of bytes that is being looked at, a block at a time.
///
/// What lies before ``position`` may be gone after any call that reads on, and what is behind it
/// may have moved: positions are kept as distances from ``position``.
struct ByteWindow {
  /// Bytes from the source, of which those below ``end`` count; ``ByteReader`` may read them.
  private(set) var buffer: [UInt8]
  /// Where the bytes from the source end.
  private(set) var end: Int
  /// All before it has been dealt with.
  var position = 0
  /// Whether the source has no more.
  private(set) var isAtEnd = false
  private let source: any ByteSource
  private var discardedByteCount: Int64 = 0
  /// Line breaks before ``countedPosition``, from the start of the source.
  private var lineCount = 0
  private var countedPosition = 0

  private static let blockBytes = 1 << 20

  /// Reading less than this at a time would cost more than moving what is there.
  private static let leastReadBytes = 1 << 16

  /// Reads a source, of which `buffer` may have the first `count` bytes already.
  init(_ source: any ByteSource, buffer: consuming [UInt8] = [], count: Int = 0) {
    self.source = source
    self.buffer = buffer.isEmpty ? Array(repeating: 0, count: Self.blockBytes) : buffer
    end = count
  }

  /// Gives the buffer away, for the next reader; there is nothing to read afterwards.
  mutating func takeBuffer() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &buffer)
    (position, end, countedPosition, isAtEnd) = (0, 0, 0, true)
    return taken
  }

  /// How many bytes are at hand.
  var count: Int { end - position }

  /// Bytes before a place in ``buffer``, from the start of the source.
  func byteOffset(at index: Int) -> Int64 { discardedByteCount + Int64(index) }

  /// The line a place in ``buffer`` is in, counted from 1; places are asked for in their order.
  mutating func line(at index: Int) -> Int {
    countLines(to: index)
    return lineCount + 1
  }

  /// Moves to a place with as many line breaks before it, from ``position``, as are given.
  mutating func move(to index: Int, lineBreakCount: Int) {
    countLines(to: position)
    position = index
    lineCount += lineBreakCount
    countedPosition = index
  }

  /// Reads on; false where there is no more.
  mutating func readMore() throws(InputError) -> Bool {
    guard !isAtEnd else { return false }
    forget()
    if buffer.count - end < Self.leastReadBytes {
      buffer.append(contentsOf: repeatElement(0, count: buffer.count))
    }
    let limit = buffer.count - ByteReader.slackBytes
    let count = try source.read(into: &buffer, from: end, to: limit)
    isAtEnd = count == 0
    end += count
    return count > 0
  }

  /// The byte at a distance from ``position``; nil behind the end of the source.
  mutating func byte(at distance: Int) throws(InputError) -> UInt8? {
    while position + distance >= end {
      guard try readMore() else { return nil }
    }
    return buffer[position + distance]
  }

  /// How far from ``position`` the next byte of this value is, of those at hand; nil for none.
  func distance(to byte: UInt8, from start: Int = 0) -> Int? {
    withBytes { bytes in
      bytes.first(byte, from: position + start).map { $0 - position }
    }
  }

  /// Hands over what is at hand, to be looked at without a check at each byte.
  @inline(__always)
  func withBytes<Result>(_ body: (ByteReader) -> Result) -> Result {
    unsafe buffer.withUnsafeBytes { bytes in unsafe body(ByteReader(bytes, count: end)) }
  }

  private mutating func forget() {
    guard position > 0 else { return }
    countLines(to: position)
    discardedByteCount += Int64(position)
    let kept = count
    unsafe buffer.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      unsafe base.copyMemory(from: base + position, byteCount: kept)
    }
    end = kept
    countedPosition = 0
    position = 0
  }

  private mutating func countLines(to limit: Int) {
    guard limit > countedPosition else { return }
    let range = countedPosition..<limit
    lineCount += withBytes { $0.lineBreakCount(in: range) }
    countedPosition = limit
  }
}

extension ByteReader {
  /// How many line feeds there are in a range, counted in eight lanes at once.
  func lineBreakCount(in range: Range<Int>) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    var total = 0
    var position = range.lowerBound
    while position + 8 <= range.upperBound {
      // A lane holds 255 at most.
      let stop = min(position + 255 * 8, range.upperBound - 7)
      var lanes: UInt64 = 0
      while position < stop {
        let word = self.word(at: position) ^ ones &* 0x0A
        // The high bit of a byte stays clear where the byte is zero, and only there.
        let others = (word & lows) &+ lows | word
        lanes &+= ~others >> 7 & ones
        position += 8
      }
      // Pairs of lanes first, for the sum of eight may not fit one.
      let pairs = (lanes & 0x00FF_00FF_00FF_00FF) &+ (lanes >> 8 & 0x00FF_00FF_00FF_00FF)
      total += Int((pairs &* 0x0001_0001_0001_0001) >> 48)
    }
    while position < range.upperBound {
      if self[position] == 0x0A { total += 1 }
      position += 1
    }
    return total
  }
}
