internal import CLZ4

/// The LZ4 frame format through liblz4; several frames one after another are one text.
@safe
final class LZ4Decompressor: Decompressor {
  private var context: OpaquePointer?
  private(set) var isBetweenMembers = false

  init() throws(InputError) {
    let code = unsafe LZ4F_createDecompressionContext(&context, UInt32(LZ4F_VERSION))
    guard LZ4F_isError(code) == 0 else {
      throw .damagedCompression(reason: "liblz4 could not be started")
    }
  }

  deinit {
    _ = unsafe LZ4F_freeDecompressionContext(context)
  }

  func decompress(
    _ input: [UInt8],
    from inputStart: Int,
    into output: inout [UInt8],
    from start: Int,
    to end: Int
  ) throws(InputError) -> (used: Int, made: Int) {
    var used = input.count - inputStart
    var made = end - start
    var code = 0
    unsafe input.withUnsafeBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        code = unsafe LZ4F_decompress(
          context,
          target.baseAddress.map { unsafe $0 + start },
          &made,
          source.baseAddress.map { unsafe $0 + inputStart },
          &used,
          nil
        )
      }
    }
    guard LZ4F_isError(code) == 0 else {
      let name = unsafe String(cString: LZ4F_getErrorName(code))
      throw .damagedCompression(reason: "the lz4 data is damaged (\(name))")
    }
    isBetweenMembers = code == 0
    return (used, made)
  }
}
