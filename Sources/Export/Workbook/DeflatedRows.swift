internal import CZlib
internal import Glibc
internal import Reports

/// Rows of one sheet that are deflated on both cores and wait on disk for their place in the file.
///
/// Each batch is deflated on its own and ends at a whole byte, so that the parts in their order are
/// one stream whichever was ready first.
final class DeflatedRows {
  struct Piece: Sendable {
    var encoder: SheetRowEncoder
    var batch: RowBatch
    var rows: Range<Int>
    var firstSheetRow: Int
    var deflated = DeflatedBytes()
  }

  let entryName: String
  private(set) var sum = DeflatedSum()
  private let file: ScratchFile
  private let descriptor: CInt
  private var pieces = BackgroundPair<Piece>()
  /// One for each piece under way: they learn as they go, and go along with it.
  private var encoders: [SheetRowEncoder]
  private(set) var widths: [Int]
  private var shortenedNumbers: Int64 = 0

  init(entryName: String, encoder: SheetRowEncoder) throws(ExportError) {
    self.entryName = entryName
    encoders = [encoder, encoder]
    widths = encoder.widths
    let made = try ScratchFile()
    let opened = unsafe open(made.path, O_RDWR | O_CLOEXEC)
    let code = errno
    let path = made.path
    file = made
    descriptor = opened
    guard opened >= 0 else { throw .refused(.create, path: path, code: code) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  func append(_ batch: RowBatch, rows: Range<Int>, firstSheetRow: Int) throws(ExportError) {
    if let piece = pieces.takeOlder() { try take(piece) }
    let piece = Piece(
      encoder: encoders.removeLast(),
      batch: batch,
      rows: rows,
      firstSheetRow: firstSheetRow
    )
    pieces.start(piece) { piece in
      let text = piece.encoder.encoded(
        piece.batch,
        rows: piece.rows,
        firstSheetRow: piece.firstSheetRow
      )
      piece.deflated = DeflatedBytes(text, isLast: false)
    }
  }

  /// Waits for the last batches.
  func finish() throws(ExportError) {
    while let piece = pieces.takeFirst() { try take(piece) }
    for encoder in encoders {
      for (index, width) in encoder.widths.enumerated() {
        widths[index] = max(widths[index], width)
      }
      shortenedNumbers += encoder.shortenedNumbers
    }
    encoders = []
  }

  /// How many numbers lost digits since this was asked last.
  func takeShortenedNumbers() -> Int64 {
    defer { shortenedNumbers = 0 }
    return shortenedNumbers
  }

  /// Copies the deflated rows to where they belong.
  func copy(to output: inout Output) throws(ExportError) {
    try output.copy(contentOf: file.path)
  }

  private func take(_ piece: Piece) throws(ExportError) {
    try piece.deflated.check(path: file.path)
    encoders.append(piece.encoder)
    sum.append(piece.deflated.sum)
    var written = 0
    let bytes = piece.deflated.bytes
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(
          descriptor,
          buffer.baseAddress.map { unsafe $0 + written },
          buffer.count - written
        )
      }
      if count < 0, errno != EINTR {
        throw .refused(.write, path: file.path, code: errno)
      }
      written += max(0, count)
    }
  }
}
