/// The data of one entry of an archive, decompressed: pieces that each have their length before
/// them, the last of which is empty.
final class ArchiveBlock: ByteSource {
  private let bytes: ArchiveBytes
  private let fields: ArchiveFields
  private let decompressor: (any Decompressor)?
  /// What is left of the piece at hand.
  private var pieceLeft = 0
  /// Whether the empty piece has been read.
  private(set) var isFinished = false
  private var compressed: [UInt8] = []
  private var compressedStart = 0
  private var hasData = false
  /// What to tell once all that came before it has been handed over.
  private var fault: InputError?

  /// As much as is worth a call of a decompressor; pieces can be as short as a row.
  private static let gatheredBytes = 1 << 16

  /// Reads on from behind the head of a block.
  init(_ fields: ArchiveFields) throws(InputError) {
    bytes = fields.bytes
    self.fields = fields
    switch fields.header.compression {
    case .none: decompressor = nil
    case .gzip: decompressor = try GzipDecompressor()
    case .lz4: decompressor = try LZ4Decompressor()
    case .zstd: decompressor = try ZstdDecompressor()
    }
  }

  func read(into buffer: inout [UInt8], from start: Int, to end: Int) throws(InputError) -> Int {
    guard let decompressor else { return try readPieces(into: &buffer, from: start, to: end) }
    while true {
      if compressedStart == compressed.count { try gather() }
      guard compressedStart < compressed.count else {
        guard decompressor.isBetweenMembers || !hasData else {
          throw .damagedCompression(reason: "the compressed data ends too early")
        }
        return 0
      }
      let step = try decompressor.decompress(
        compressed,
        from: compressedStart,
        into: &buffer,
        from: start,
        to: end
      )
      compressedStart += step.used
      if step.made > 0 { return step.made }
      guard step.used > 0 else {
        throw .damagedCompression(reason: "the compressed data does not go on")
      }
    }
  }

  /// Passes over what has not been read, up to the next block.
  func finish() throws(InputError) {
    if let fault { throw fault }
    while try beginPiece() {
      guard try bytes.pass(Int64(pieceLeft)) else { throw cut }
      pieceLeft = 0
    }
  }

  private func gather() throws(InputError) {
    if compressed.isEmpty { compressed = Array(repeating: 0, count: Self.gatheredBytes) }
    let room = Self.gatheredBytes
    compressed.append(contentsOf: repeatElement(0, count: room - compressed.count))
    let count = try readPieces(into: &compressed, from: 0, to: room)
    compressed.removeLast(room - count)
    compressedStart = 0
    if count > 0 { hasData = true }
  }

  /// Puts pieces together until there is no room, or no more of them.
  private func readPieces(
    into buffer: inout [UInt8],
    from start: Int,
    to end: Int
  ) throws(InputError) -> Int {
    if let fault { throw fault }
    var filled = start
    do throws(InputError) {
      while filled < end, try beginPiece() {
        let limit = min(end, filled + pieceLeft)
        let count = try bytes.read(into: &buffer, from: filled, to: limit)
        guard count > 0 else { throw cut }
        filled += count
        pieceLeft -= count
      }
    } catch {
      guard filled > start else { throw error }
      fault = error
    }
    return filled - start
  }

  /// Whether there is something left to read, of this piece or the next.
  private func beginPiece() throws(InputError) -> Bool {
    if pieceLeft > 0 { return true }
    guard !isFinished else { return false }
    let start = bytes.offset
    let length = try fields.integer("the data")
    guard length >= 0 else {
      throw .damagedArchive(
        reason: "this pg_dump archive is damaged: at byte \(start) is a piece of \(length) bytes"
      )
    }
    pieceLeft = length
    isFinished = length == 0
    return !isFinished
  }

  private var cut: InputError {
    .cutArchive(reason: "this pg_dump archive ends too early, in the data")
  }
}
