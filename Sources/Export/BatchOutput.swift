internal import Reports

/// Encodes batches on other threads while the next one is read, and writes them in their order.
struct BatchOutput: ~Copyable {
  struct Piece: Sendable {
    var encoder: RowEncoder
    var batch: RowBatch
    var firstRow: Int
    var bytes: [UInt8] = []
  }

  private let encoder: RowEncoder
  private var pieces = BackgroundPair<Piece>()

  init(encoder: RowEncoder) {
    self.encoder = encoder
  }

  /// Has the rows of a batch encoded, from one on, and writes those of an earlier one.
  mutating func write(
    _ batch: RowBatch,
    from firstRow: Int = 0,
    to output: inout Output
  ) throws(ExportError) {
    let piece = pieces.takeOlder()
    pieces.start(Piece(encoder: encoder, batch: batch, firstRow: firstRow)) { piece in
      piece.bytes = piece.encoder.encoded(piece.batch, from: piece.firstRow)
    }
    if let piece { try output.write(piece.bytes) }
  }

  /// Writes what is still being encoded; more batches may follow.
  mutating func finish(output: inout Output) throws(ExportError) {
    while let piece = pieces.takeFirst() { try output.write(piece.bytes) }
  }
}
