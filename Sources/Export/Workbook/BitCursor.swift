/// A place in memory that bits are written to, the lowest of each byte first.
///
/// It does not look where its room ends: whoever makes one reckons the room beforehand, with eight
/// bytes more.
@unsafe
struct BitCursor {
  private(set) var position: UnsafeMutablePointer<UInt8>
  private var pending: UInt64 = 0
  /// Below eight, except behind ``gather(_:count:)``.
  private var pendingCount: UInt64 = 0

  init(_ start: UnsafeMutablePointer<UInt8>) {
    unsafe position = start
  }

  /// Appends the lowest bits of a word, at most 56, of which those above are 0.
  @inline(__always)
  mutating func append(_ bits: UInt64, count: UInt64) {
    unsafe pending |= bits &<< pendingCount
    unsafe pendingCount &+= count
    unsafe flush()
  }

  /// Appends at most 15 bits, and writes them with those that follow.
  @inline(__always)
  mutating func gather(_ bits: UInt64, count: UInt64) {
    unsafe pending |= bits &<< pendingCount
    unsafe pendingCount &+= count
    if unsafe pendingCount > 48 { unsafe flush() }
  }

  /// Writes all whole bytes.
  @inline(__always)
  mutating func flush() {
    unsafe UnsafeMutableRawPointer(position)
      .storeBytes(of: pending.littleEndian, as: UInt64.self)
    let byteCount = unsafe pendingCount >> 3
    unsafe position += Int(byteCount)
    unsafe pending &>>= byteCount &<< 3
    unsafe pendingCount &= 7
  }

  /// Appends the lengths of a block's codes; see RFC 1951, section 3.2.7.
  mutating func append(_ letters: [UInt8], _ distances: [UInt8]) {
    var symbols: [(symbol: Int, extra: UInt64, extraBits: UInt64)] = []
    let lengths = letters + distances
    var index = 0
    while index < lengths.count {
      let zeros = lengths[index...].prefix(138).prefix { $0 == 0 }.count
      if zeros >= 11 {
        symbols.append((18, UInt64(zeros - 11), 7))
        index += zeros
      } else if zeros >= 3 {
        symbols.append((17, UInt64(zeros - 3), 3))
        index += zeros
      } else {
        symbols.append((Int(lengths[index]), 0, 0))
        index += 1
      }
    }
    var frequencies = [UInt32](repeating: 0, count: 19)
    for symbol in symbols { frequencies[symbol.symbol] += 1 }
    let codes = DeflateCodes(frequencies: frequencies, limit: 7)
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    unsafe append(UInt64(letters.count - 257), count: 5)
    unsafe append(UInt64(distances.count - 1), count: 5)
    unsafe append(UInt64(order.count - 4), count: 4)
    for symbol in order { unsafe append(UInt64(codes.lengths[symbol]), count: 3) }
    for (symbol, extra, extraBits) in symbols {
      unsafe append(UInt64(codes.codes[symbol]), count: UInt64(codes.lengths[symbol]))
      unsafe append(extra, count: extraBits)
    }
  }

  /// Appends a block of nothing, which ends at a whole byte.
  mutating func appendEmptyBlock() {
    unsafe append(0, count: 3)
    if unsafe pendingCount > 0 { unsafe append(0, count: 8 - pendingCount) }
    unsafe append(0xFFFF_0000, count: 32)
  }
}
