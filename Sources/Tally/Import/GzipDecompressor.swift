internal import CZlib

/// gzip (RFC 1952) and zlib (RFC 1950) through zlib; several members one after another are one text.
@safe
final class GzipDecompressor: Decompressor {
  private var stream = unsafe z_stream()
  private(set) var isBetweenMembers = false

  init() throws(InputError) {
    // 15 window bits, and 32 to have the header tell which of the two it is.
    let code = unsafe inflateInit2_(
      &stream,
      15 + 32,
      ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size)
    )
    guard code == Z_OK else {
      throw .damagedCompression(reason: "zlib could not be started (code \(code))")
    }
  }

  deinit {
    _ = unsafe inflateEnd(&stream)
  }

  func decompress(
    _ input: [UInt8],
    from inputStart: Int,
    into output: inout [UInt8],
    from start: Int,
    to end: Int
  ) throws(InputError) -> (used: Int, made: Int) {
    if isBetweenMembers {
      _ = unsafe inflateReset(&stream)
      isBetweenMembers = false
    }
    var code = Z_OK
    var used = 0
    var made = 0
    unsafe input.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target in
        unsafe stream.next_in = UnsafeMutablePointer(
          mutating: source.baseAddress.map { unsafe $0 + inputStart }
        )
        unsafe stream.avail_in = UInt32(source.count - inputStart)
        unsafe stream.next_out = target.baseAddress.map { unsafe $0 + start }
        unsafe stream.avail_out = UInt32(end - start)
        code = unsafe inflate(&stream, Z_NO_FLUSH)
        used = unsafe source.count - inputStart - Int(stream.avail_in)
        made = unsafe end - start - Int(stream.avail_out)
      }
    }
    if code == Z_STREAM_END {
      isBetweenMembers = true
    } else if code != Z_OK, made == 0, code != Z_BUF_ERROR || used == 0 {
      // Where bytes were made before the damage they come first; zlib says it again when asked.
      throw .damagedCompression(reason: "the gzip data is damaged (zlib code \(code))")
    }
    return (used, made)
  }
}
