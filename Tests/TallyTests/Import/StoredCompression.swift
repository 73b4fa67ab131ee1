/// Compressed formats that hold their bytes as they are, so that tests need no compressor.
enum StoredCompression {
  /// RFC 1952 with stored blocks (RFC 1951, 3.2.4).
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var start = 0
    repeat {
      let end = min(start + 65535, bytes.count)
      let length = UInt16(end - start)
      result.append(end == bytes.count ? 1 : 0)
      result += littleEndian(UInt64(length), byteCount: 2)
      result += littleEndian(UInt64(~length), byteCount: 2)
      result += bytes[start..<end]
      start = end
    } while start < bytes.count
    return result + littleEndian(UInt64(checksum(bytes)), byteCount: 4)
      + littleEndian(UInt64(bytes.count), byteCount: 4)
  }

  /// RFC 8878 with raw blocks.
  static func zstandard(_ bytes: [UInt8]) -> [UInt8] {
    // A single segment whose size takes eight bytes, no checksum.
    var result: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0xE0]
    result += littleEndian(UInt64(bytes.count), byteCount: 8)
    var start = 0
    repeat {
      let end = min(start + 65536, bytes.count)
      let isLast: UInt64 = end == bytes.count ? 1 : 0
      result += littleEndian(UInt64(end - start) << 3 | isLast, byteCount: 3)
      result += bytes[start..<end]
      start = end
    } while start < bytes.count
    return result
  }

  private static func littleEndian(_ value: UInt64, byteCount: Int) -> [UInt8] {
    (0..<byteCount).map { UInt8(truncatingIfNeeded: value >> UInt64($0 * 8)) }
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var remainder: UInt32 = ~0
    for byte in bytes {
      remainder ^= UInt32(byte)
      for _ in 0..<8 {
        remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1
      }
    }
    return ~remainder
  }
}
