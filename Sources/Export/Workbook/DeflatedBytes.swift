internal import CZlib

/// Bytes deflated without any header, https://www.rfc-editor.org/rfc/rfc1951.
struct DeflatedBytes: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var sum = DeflatedSum()
  /// What zlib refused, if anything; the bytes are then not to be used.
  private var failure: Int32?

  init() {}

  /// Throws where zlib has failed, which it does for want of memory only.
  func check(path: String) throws(ExportError) {
    guard let failure else { return }
    throw .workbook(path: path, reason: "zlib could not deflate the rows (code \(failure))")
  }

  /// Level 1 is three times as fast as the usual 6, for a file a fifth larger.
  private static let level: Int32 = 1

  /// Deflates all of it; more may follow unless it `isLast`.
  init(_ text: [UInt8], isLast: Bool) {
    var text = text
    var stream = unsafe z_stream()
    let code = unsafe deflateInit2_(
      &stream,
      Self.level,
      Z_DEFLATED,
      -15,
      8,
      Z_DEFAULT_STRATEGY,
      ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size)
    )
    guard code == Z_OK else {
      failure = code
      return
    }
    defer { _ = unsafe deflateEnd(&stream) }
    // The bound is for one stream that ends; a flush adds less than sixteen bytes to it.
    let capacity = Int(unsafe deflateBound(&stream, UInt(text.count))) + 16
    let count = text.count
    var outcome = Z_OK
    bytes = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, used in
      unsafe text.withUnsafeMutableBufferPointer { input in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        outcome = unsafe deflate(&stream, isLast ? Z_FINISH : Z_SYNC_FLUSH)
        used = unsafe output.count - Int(stream.avail_out)
      }
    }
    if outcome != (isLast ? Z_STREAM_END : Z_OK) { failure = outcome }
    let check = unsafe text.withUnsafeBufferPointer {
      unsafe crc32_z(0, $0.baseAddress, $0.count)
    }
    sum = DeflatedSum(
      check: UInt32(check),
      textCount: Int64(count),
      deflatedCount: Int64(bytes.count)
    )
  }
}

/// What an archive says of an entry.
struct DeflatedSum: Sendable {
  /// CRC-32 of the text.
  var check: UInt32 = 0
  var textCount: Int64 = 0
  var deflatedCount: Int64 = 0

  /// Takes in what follows in the same entry.
  mutating func append(_ next: DeflatedSum) {
    check = UInt32(crc32_combine(UInt(check), UInt(next.check), Int(next.textCount)))
    textCount += next.textCount
    deflatedCount += next.deflatedCount
  }
}
