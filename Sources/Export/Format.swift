/// How a report is written down.
package enum Format: String, CaseIterable, Sendable {
  /// Aligned columns for a terminal.
  case table
  case csv
  case json
  /// One JSON object a line, nothing else.
  case ndjson
  /// A workbook for Excel and its kin.
  case xlsx

  /// The format a file's name asks for: `csv`, `json`, `ndjson` or `jsonl`, `xlsx`, `txt`.
  package init?(pathExtension: String) {
    let wanted = pathExtension.lowercased()
    guard let found = Self.formats.first(where: { $0.pathExtension == wanted }) else { return nil }
    self = found.format
  }

  /// The endings of file names that tell a format.
  package static var pathExtensions: [String] { formats.map(\.pathExtension) }

  private static let formats: [(pathExtension: String, format: Self)] = [
    ("csv", .csv), ("json", .json), ("ndjson", .ndjson), ("jsonl", .ndjson), ("xlsx", .xlsx),
    ("txt", .table),
  ]

  /// Whether one file can hold a report with more than one table.
  package var holdsSeveralTables: Bool {
    switch self {
    case .table, .json, .xlsx: true
    case .csv, .ndjson: false
    }
  }
}
