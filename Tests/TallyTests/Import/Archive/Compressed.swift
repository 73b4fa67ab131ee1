internal import CLZ4
internal import CZlib
internal import CZstd

@testable import Tally

/// Bytes as the libraries compress them that pg_dump uses.
enum Compressed {
  static func bytes(_ plain: [UInt8], by compression: ArchiveHeader.Compression) -> [UInt8] {
    switch compression {
    case .none: plain
    case .gzip: zlib(plain)
    case .lz4: lz4(plain)
    case .zstd: zstd(plain)
    }
  }

  /// RFC 1950, as in one file; files of a folder are gzip.
  private static func zlib(_ plain: [UInt8]) -> [UInt8] {
    var count = compressBound(UInt(plain.count))
    var result = [UInt8](repeating: 0, count: Int(count))
    _ = unsafe compress2(&result, &count, plain, UInt(plain.count), 6)
    return Array(result[..<Int(count)])
  }

  private static func lz4(_ plain: [UInt8]) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: LZ4F_compressFrameBound(plain.count, nil))
    let count = unsafe LZ4F_compressFrame(&result, result.count, plain, plain.count, nil)
    return Array(result[..<count])
  }

  private static func zstd(_ plain: [UInt8]) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: ZSTD_compressBound(plain.count))
    let count = unsafe ZSTD_compress(&result, result.count, plain, plain.count, 3)
    return Array(result[..<count])
  }
}
