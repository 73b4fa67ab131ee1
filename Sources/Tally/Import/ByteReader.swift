internal import Glibc

/// Reads words from bytes without a check at each: the caller stays below ``count``.
///
/// The one place where the fast path of the import is unsafe. Every read is of a position below
/// `count`, or, for words, up to seven bytes behind it, which the buffer has as slack.
@safe
struct ByteReader {
  private let base: UnsafeRawPointer
  /// How many bytes there are.
  let count: Int

  /// Bytes behind the last one that may be read (and are not used).
  static let slackBytes = 8

  /// `buffer` outlives the reader and has ``slackBytes`` bytes behind `count`.
  init(_ buffer: UnsafeRawBufferPointer, count: Int) {
    // An empty buffer has no address, and nothing is ever read of it.
    unsafe base = buffer.baseAddress ?? UnsafeRawPointer(("" as StaticString).utf8Start)
    self.count = count
  }

  @inline(__always)
  subscript(position: Int) -> UInt8 {
    unsafe base.load(fromByteOffset: position, as: UInt8.self)
  }

  /// Eight bytes, the first one lowest.
  @inline(__always)
  func word(at position: Int) -> UInt64 {
    UInt64(littleEndian: unsafe base.loadUnaligned(fromByteOffset: position, as: UInt64.self))
  }

  /// Four bytes, the first one lowest.
  @inline(__always)
  func halfWord(at position: Int) -> UInt32 {
    UInt32(littleEndian: unsafe base.loadUnaligned(fromByteOffset: position, as: UInt32.self))
  }

  /// Whether bytes of an array, with ``slackBytes`` behind them, stand at a position; the caller
  /// stays below both counts.
  @inline(__always)
  func isSame(as other: [UInt8], from start: Int, count: Int, at position: Int) -> Bool {
    unsafe other.withUnsafeBytes { pointer in
      let other = unsafe ByteReader(pointer, count: pointer.count)
      return isSame(as: other, from: start, count: count, at: position)
    }
  }

  @inline(__always)
  private func isSame(as other: Self, from start: Int, count: Int, at position: Int) -> Bool {
    if count >= 16 {
      // The last sixteen overlap those before, which costs less than looking at the rest.
      let last = count &- 16
      var offset = 0
      var difference = pair(at: position &+ last) ^ other.pair(at: start &+ last)
      while offset < last {
        difference |= pair(at: position &+ offset) ^ other.pair(at: start &+ offset)
        offset &+= 16
      }
      return difference[0] | difference[1] == 0
    }
    if count >= 8 {
      let last = count &- 8
      let difference = word(at: position) ^ other.word(at: start)
      return difference | (word(at: position &+ last) ^ other.word(at: start &+ last)) == 0
    }
    let mask: UInt64 = 1 &<< UInt64(truncatingIfNeeded: count &* 8) &- 1
    return (word(at: position) ^ other.word(at: start)) & mask == 0
  }

  @inline(__always)
  private func pair(at position: Int) -> SIMD2<UInt64> {
    unsafe base.loadUnaligned(fromByteOffset: position, as: SIMD2<UInt64>.self)
  }

  /// Where a byte comes first from a position on; nil where it does not.
  @inline(__always)
  func first(_ byte: UInt8, from position: Int) -> Int? {
    guard position < count,
      let found = unsafe memchr(base + position, Int32(byte), count - position)
    else { return nil }
    return unsafe UnsafeRawPointer(found) - base
  }

  /// Hands over some of the bytes as what is checked at each look.
  func withSpan<Result>(_ range: Range<Int>, _ body: (Span<UInt8>) -> Result) -> Result {
    let bytes = unsafe UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
    return unsafe body(bytes.bindMemory(to: UInt8.self).span)
  }

  /// The text that bytes known to be UTF-8 spell.
  func text(_ range: Range<Int>) -> String {
    unsafe String(
      decoding: UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count),
      as: UTF8.self
    )
  }

  /// Puts bytes in the place of some of an array's.
  func copy(_ range: Range<Int>, to array: inout [UInt8], at start: Int) {
    let bytes = unsafe UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
    unsafe array.replaceSubrange(start..<(start + range.count), with: bytes)
  }

  /// Appends bytes to an array.
  @inline(__always)
  func append(_ range: Range<Int>, to array: inout [UInt8]) {
    // Most are short: sixteen bytes are copied whatever of them counts.
    guard range.count <= 16, range.lowerBound &+ 16 <= count else {
      return appendMany(range, to: &array)
    }
    array.append(addingCapacity: 16) { span in
      unsafe span.withUnsafeMutableBufferPointer { buffer, initializedCount in
        unsafe UnsafeMutableRawBufferPointer(buffer).storeBytes(
          of: pair(at: range.lowerBound),
          toByteOffset: initializedCount,
          as: SIMD2<UInt64>.self
        )
        initializedCount &+= range.count
      }
    }
  }

  @inline(never)
  private func appendMany(_ range: Range<Int>, to array: inout [UInt8]) {
    unsafe array.append(
      contentsOf: UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
    )
  }
}
