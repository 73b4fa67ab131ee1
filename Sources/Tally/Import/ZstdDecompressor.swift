internal import CZstd

/// zstd (RFC 8878) through libzstd; several frames one after another are one text.
@safe
final class ZstdDecompressor: Decompressor {
  private let stream: OpaquePointer
  private(set) var isBetweenMembers = false

  init() throws(InputError) {
    guard let stream = unsafe ZSTD_createDStream() else {
      throw .damagedCompression(reason: "libzstd could not be started")
    }
    unsafe self.stream = stream
  }

  deinit {
    _ = unsafe ZSTD_freeDStream(stream)
  }

  func decompress(
    _ input: [UInt8],
    from inputStart: Int,
    into output: inout [UInt8],
    from start: Int,
    to end: Int
  ) throws(InputError) -> (used: Int, made: Int) {
    var code = 0
    var used = 0
    var made = 0
    unsafe input.withUnsafeBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        var from = unsafe ZSTD_inBuffer(
          src: source.baseAddress,
          size: source.count,
          pos: inputStart
        )
        var into = unsafe ZSTD_outBuffer(
          dst: target.baseAddress.map { unsafe $0 + start },
          size: end - start,
          pos: 0
        )
        code = unsafe ZSTD_decompressStream(stream, &into, &from)
        used = unsafe from.pos - inputStart
        made = unsafe into.pos
      }
    }
    guard ZSTD_isError(code) == 0 else {
      let name = unsafe String(cString: ZSTD_getErrorName(code))
      throw .damagedCompression(reason: "the zstd data is damaged (\(name))")
    }
    isBetweenMembers = code == 0
    return (used, made)
  }
}
