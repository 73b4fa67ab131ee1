internal import Reports

/// Encodes batches on another core while the next one is read, and writes them in their order.
struct BatchOutput: ~Copyable {
  struct Piece: Sendable {
    var encoder: RowEncoder
    var batch: RowBatch
    var bytes: [UInt8] = []
  }

  private let encoder: RowEncoder
  private var pending: Background<Piece>?

  init(encoder: RowEncoder) {
    self.encoder = encoder
  }

  /// Has a batch encoded, and writes the one before meanwhile.
  mutating func write(_ batch: RowBatch, to output: inout Output) throws(ExportError) {
    let piece = pending.take()?.result()
    pending = Background(Piece(encoder: encoder, batch: batch)) { piece in
      piece.bytes = piece.encoder.encoded(piece.batch)
    }
    if let piece { try output.write(piece.bytes) }
  }

  /// Writes what is still being encoded; more batches may follow.
  mutating func finish(output: inout Output) throws(ExportError) {
    guard let piece = pending.take() else { return }
    try output.write(piece.result().bytes)
  }
}
