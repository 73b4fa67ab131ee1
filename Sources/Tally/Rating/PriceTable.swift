/// A file of prices as people write them: CSV with a header, read whole.
///
/// A file with anything wrong in it is refused whole, with all that is wrong: half a list of
/// prices would have the other half priced by something else.
struct PriceTable {
  struct Row {
    /// Where the row begins, counted from 1.
    let line: Int
    /// As many as the header has, without the space around them.
    let cells: [String]
  }

  let path: String
  /// Names in small letters.
  let header: [String]
  let rows: [Row]

  /// Price lists of carriers with all their prefixes have a few MiB.
  private static let largestBytes = 64 << 20

  init(path: String) throws {
    let text = try TextFile.read(path, largestBytes: Self.largestBytes)
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    let count = bytes.count
    bytes += [UInt8](repeating: 0, count: ByteReader.slackBytes)
    let records = try unsafe bytes.withUnsafeBytes { buffer in
      try Self.records(unsafe ByteReader(buffer, count: count), path: path)
    }
    guard let first = records.first else {
      throw PriceTableError(path: path, problems: [.init(line: 1, message: "the file is empty")])
    }
    self.path = path
    header = first.cells.map { $0.lowercased() }
    rows = Array(records.dropFirst())
    let uneven = rows.filter { $0.cells.count != first.cells.count }.map { row in
      PriceTableError.Problem(
        line: row.line,
        message: "the row has \(row.cells.count) fields, expected \(first.cells.count)"
      )
    }
    guard uneven.isEmpty else { throw PriceTableError(path: path, problems: uneven) }
  }

  /// Where a column is; nil where the file does not have it.
  func column(_ name: String) -> Int? { header.firstIndex(of: name) }

  private static func records(_ bytes: ByteReader, path: String) throws -> [Row] {
    var rows: [Row] = []
    var cells = TableRow()
    var position = 0
    var line = 1
    let end = bytes.first(0x0A, from: 0) ?? bytes.count
    let dialect = dialect(of: bytes, headerEnd: end)
    while position < bytes.count {
      switch DelimitedRecord.read(bytes, from: position, isAtEnd: true, dialect, into: &cells) {
      case .complete(let next):
        if !cells.isEmpty {
          let texts = cells.cells.map { $0.map { trimmed(cells.bytes[$0]) } ?? "" }
          rows.append(Row(line: line, cells: texts))
        }
        line += bytes.lineBreakCount(in: position..<next)
        position = next
      case .fault, .unfinished:
        let problem = PriceTableError.Problem(
          line: line,
          message: "the row is no CSV: a quote is missing, one too many or not doubled"
        )
        throw PriceTableError(path: path, problems: [problem])
      }
    }
    return rows
  }

  /// By the separator that the header has most of.
  private static func dialect(of bytes: ByteReader, headerEnd: Int) -> Dialect {
    let counts = Dialect.all.map { dialect in
      (0..<headerEnd).count { bytes[$0] == dialect.separator }
    }
    let most = counts.max() ?? 0
    return Dialect.all[counts.firstIndex(of: most) ?? 0]
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes
    while bytes.first == 0x20 { bytes.removeFirst() }
    while bytes.last == 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
