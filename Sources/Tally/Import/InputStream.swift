internal import Glibc

/// The bytes of one input, decompressed where they are gzip, zstd or lz4, and made UTF-8 where they
/// are UTF-16, all of which their first bytes tell.
final class InputStream {
  /// The bytes read from the file or pipe so far, before decompression.
  private(set) var consumedByteCount: Int64 = 0
  private let descriptor: Int32
  private let ownsDescriptor: Bool
  private var compressed: [UInt8] = []
  private var compressedStart = 0
  private var decompressor: (any Decompressor)?
  private var isBegun = false
  private var decoder: UTF16Decoder?
  /// Bytes that stand in the buffer already in which the first of all are wanted.
  private var filledByteCount: Int?
  private let ahead: ReadAhead?
  /// What was read ahead and has been used in part.
  private var pending: ReadAhead.Block?

  private static let chunkBytes = 1 << 18

  /// Opens a file, or standard input for `-`.
  ///
  /// With `ahead` what follows is read ahead, which nothing but a plain file allows.
  init(path: String, ahead: ReadAhead? = nil) throws(InputError) {
    self.ahead = ahead
    if path == "-" {
      descriptor = STDIN_FILENO
      ownsDescriptor = false
    } else {
      descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
      ownsDescriptor = true
      guard descriptor >= 0 else { throw .unreadable(reason: Self.lastError()) }
    }
  }

  /// Takes over a file whose beginning was read ahead.
  ///
  /// The buffer of the block is the one that the first bytes are to be read into.
  init(_ block: borrowing ReadAhead.Block, ahead: ReadAhead) throws(InputError) {
    descriptor = block.descriptor
    ownsDescriptor = true
    self.ahead = ahead
    guard block.errorNumber == 0 else {
      throw .unreadable(reason: unsafe String(cString: strerror(block.errorNumber)))
    }
    filledByteCount = block.end
  }

  deinit {
    stopReadingAhead()
    if ownsDescriptor, descriptor >= 0 { close(descriptor) }
  }

  /// Fills some of `buffer` from `start` on, below `end`; returns how much, 0 at the end of input.
  func read(into buffer: inout [UInt8], from start: Int, to end: Int) throws(InputError) -> Int {
    if !isBegun {
      isBegun = true
      let count = try readPlain(into: &buffer, from: start, to: end)
      decoder = UTF16Decoder(mark: buffer[start..<(start + count)])
      guard decoder != nil else { return count }
      decoder?.decode(buffer[(start + 2)..<(start + count)])
    }
    guard decoder != nil else { return try readPlain(into: &buffer, from: start, to: end) }
    while decoder?.isEmpty == true {
      let count = try readPlain(into: &buffer, from: start, to: end)
      decoder?.decode(buffer[start..<(start + count)])
      if count == 0 {
        decoder?.finish()
        break
      }
    }
    return decoder?.take(into: &buffer, from: start, to: end) ?? 0
  }

  /// The same before UTF-16 is decoded.
  private func readPlain(
    into buffer: inout [UInt8],
    from start: Int,
    to end: Int
  ) throws(InputError) -> Int {
    if decompressor != nil { return try decompress(into: &buffer, from: start, to: end) }
    let isFirst = consumedByteCount == 0
    let count = try readBytes(into: &buffer, at: start, limit: end - start)
    guard isFirst, try isCompressed(buffer[start..<(start + count)]) else { return count }
    compressed = Array(buffer[start..<(start + count)])
    return try decompress(into: &buffer, from: start, to: end)
  }

  /// How many bytes there are, where reading can go on at any of them: in a plain file.
  var seekableByteCount: Int64? {
    var status = stat()
    guard ownsDescriptor, decompressor == nil, unsafe fstat(descriptor, &status) == 0,
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return Int64(status.st_size)
  }

  /// Has reading go on at another place of a plain file.
  func seek(to offset: Int64) throws(InputError) {
    guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
      throw .unreadable(reason: Self.lastError())
    }
    consumedByteCount = offset
  }

  /// Reads a pipe to its end, so that the program that writes it does not fail; a plain file has no
  /// writer that would.
  func drain() throws(InputError) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return }
    var bytes = [UInt8](repeating: 0, count: Self.chunkBytes)
    while try readBytes(into: &bytes, at: 0) > 0 {}
  }

  /// Looks at the first bytes, and has what they need decompressed from here on.
  private func isCompressed(_ bytes: ArraySlice<UInt8>) throws(InputError) -> Bool {
    if bytes.starts(with: [0x1F, 0x8B]) {
      decompressor = try GzipDecompressor()
    } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      decompressor = try ZstdDecompressor()
    } else if bytes.starts(with: [0x04, 0x22, 0x4D, 0x18]) {
      decompressor = try LZ4Decompressor()
    }
    return decompressor != nil
  }

  private func decompress(
    into buffer: inout [UInt8],
    from start: Int,
    to end: Int
  )
    throws(InputError) -> Int
  {
    var made = 0
    while made == 0 {
      if compressedStart == compressed.count {
        compressed = Array(repeating: 0, count: Self.chunkBytes)
        let count = try readBytes(into: &compressed, at: 0)
        compressed.removeLast(compressed.count - count)
        compressedStart = 0
        if count == 0 {
          guard decompressor?.isBetweenMembers ?? true else {
            throw .damagedCompression(reason: "the compressed data ends too early")
          }
          return 0
        }
      }
      guard
        let step = try decompressor?.decompress(
          compressed,
          from: compressedStart,
          into: &buffer,
          from: start,
          to: end
        )
      else { return 0 }
      compressedStart += step.used
      made = step.made
    }
    return made
  }

  private func readBytes(
    into buffer: inout [UInt8],
    at start: Int,
    limit: Int = chunkBytes
  )
    throws(InputError) -> Int
  {
    if let filled = filledByteCount {
      filledByteCount = nil
      consumedByteCount += Int64(filled)
      return filled
    }
    if let count = try readPending(into: &buffer, at: start, limit: limit) { return count }
    var count = 0
    repeat {
      count = unsafe buffer.withUnsafeMutableBytes { bytes in
        unsafe Glibc.read(descriptor, bytes.baseAddress.map { unsafe $0 + start }, limit)
      }
    } while count < 0 && errno == EINTR
    guard count >= 0 else { throw .unreadable(reason: Self.lastError()) }
    consumedByteCount += Int64(count)
    return count
  }

  private static func lastError() -> String {
    unsafe String(cString: strerror(errno))
  }
}

/// Reading ahead, for those who can do with a buffer of the stream's instead of one of their own.
extension InputStream {
  private var isReadingAhead: Bool { ahead?.request == .rest(descriptor: descriptor) }

  /// Has what follows read meanwhile, where that can be: in a plain file, while nothing else is.
  ///
  /// `buffer` is what it may be read into.
  func readAhead(into buffer: inout [UInt8]) {
    guard let ahead, ahead.request == nil, pending == nil, decompressor == nil, decoder == nil,
      isBegun
    else { return }
    _ = ahead.ask(.rest(descriptor: descriptor), into: &buffer)
  }

  /// What was read ahead; nil where nothing was.
  ///
  /// There are ``ReadAhead/headByteCount`` bytes of room before it.
  func takeAhead() throws(InputError) -> ReadAhead.Block? {
    if pending == nil, isReadingAhead { pending = ahead?.take() }
    guard let block = pending.take() else { return nil }
    guard block.errorNumber == 0 else {
      throw .unreadable(reason: unsafe String(cString: strerror(block.errorNumber)))
    }
    consumedByteCount += Int64(block.end - block.start)
    return block
  }

  /// The same for those who have no use for another buffer: as much as fits theirs.
  private func readPending(
    into buffer: inout [UInt8],
    at start: Int,
    limit: Int
  ) throws(InputError) -> Int? {
    guard var block = try takeAhead() else { return nil }
    let count = min(limit, block.end - block.start)
    buffer.replaceSubrange(
      start..<(start + count),
      with: block.buffer[block.start..<(block.start + count)]
    )
    block.start += count
    consumedByteCount -= Int64(block.end - block.start)
    if block.start < block.end { pending = block }
    return count
  }

  /// Drops what was read ahead, before the file is closed.
  func stopReadingAhead() {
    if isReadingAhead { _ = ahead?.take() }
    pending = nil
  }
}
