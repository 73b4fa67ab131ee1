internal import Reports

/// Encodes batches on other threads while the next one is read, and writes them in their order.
struct BatchOutput: ~Copyable {
  struct Piece: Sendable {
    var encoder: RowEncoder
    var batch: RowBatch
    var rows: Range<Int>
    var bytes: [UInt8] = []
  }

  /// Rows that are encoded at once.
  private static let rowCount = 2048

  private let encoder: RowEncoder
  private var pieces = BackgroundPair<Piece>()

  init(encoder: RowEncoder) {
    self.encoder = encoder
  }

  /// Has the rows of a batch encoded, from one on, and writes what is done of those before.
  mutating func write(
    _ batch: RowBatch,
    from firstRow: Int = 0,
    to output: inout Output
  ) throws(ExportError) {
    for start in stride(from: firstRow, to: batch.count, by: Self.rowCount) {
      let rows = start..<min(start + Self.rowCount, batch.count)
      let piece = pieces.takeOlder()
      pieces.start(Piece(encoder: encoder, batch: batch, rows: rows)) { piece in
        piece.bytes = piece.encoder.encoded(piece.batch, rows: piece.rows)
      }
      if let piece { try output.write(piece.bytes) }
    }
  }

  /// Writes what is still being encoded; more batches may follow.
  mutating func finish(output: inout Output) throws(ExportError) {
    while let piece = pieces.takeFirst() { try output.write(piece.bytes) }
  }
}
