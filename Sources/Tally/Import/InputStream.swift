internal import Glibc

/// The bytes of one input, decompressed where they are gzip or zstd, which their first bytes tell.
final class InputStream {
  /// The bytes read from the file or pipe so far, before decompression.
  private(set) var consumedByteCount: Int64 = 0
  private let descriptor: Int32
  private let ownsDescriptor: Bool
  private var compressed: [UInt8] = []
  private var compressedStart = 0
  private var decompressor: (any Decompressor)?
  private var isAtEnd = false

  private static let chunkBytes = 1 << 18

  /// Opens a file, or standard input for `-`.
  init(path: String) throws(InputError) {
    if path == "-" {
      descriptor = STDIN_FILENO
      ownsDescriptor = false
    } else {
      descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
      ownsDescriptor = true
      guard descriptor >= 0 else { throw .unreadable(reason: Self.lastError()) }
    }
    compressed = try readChunk()
    if compressed.starts(with: [0x1F, 0x8B]) {
      decompressor = try GzipDecompressor()
    } else if compressed.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      decompressor = try ZstdDecompressor()
    }
  }

  deinit {
    if ownsDescriptor, descriptor >= 0 { close(descriptor) }
  }

  /// Appends some bytes to `buffer`; false at the end of the input.
  func read(into buffer: inout [UInt8]) throws(InputError) -> Bool {
    guard decompressor != nil else {
      if !compressed.isEmpty {
        buffer.append(contentsOf: compressed)
        compressed = []
        return true
      }
      guard !isAtEnd else { return false }
      let chunk = try readChunk()
      buffer.append(contentsOf: chunk)
      return !chunk.isEmpty
    }
    return try decompress(into: &buffer)
  }

  private func decompress(into buffer: inout [UInt8]) throws(InputError) -> Bool {
    let before = buffer.count
    while buffer.count == before {
      if compressedStart == compressed.count {
        compressed = isAtEnd ? [] : try readChunk()
        compressedStart = 0
        if compressed.isEmpty {
          guard decompressor?.isBetweenMembers ?? true else {
            throw .damagedCompression(reason: "the compressed data ends too early")
          }
          return false
        }
      }
      compressedStart +=
        try decompressor?.decompress(compressed, from: compressedStart, into: &buffer)
        ?? 0
    }
    return true
  }

  private func readChunk() throws(InputError) -> [UInt8] {
    var count = 0
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: Self.chunkBytes) { target, filled in
      repeat {
        count = unsafe Glibc.read(descriptor, target.baseAddress, Self.chunkBytes)
      } while count < 0 && errno == EINTR
      filled = max(count, 0)
    }
    guard count >= 0 else { throw .unreadable(reason: Self.lastError()) }
    isAtEnd = count == 0
    consumedByteCount += Int64(count)
    return chunk
  }

  private static func lastError() -> String {
    unsafe String(cString: strerror(errno))
  }
}
