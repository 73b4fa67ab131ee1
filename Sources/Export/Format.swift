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
    switch pathExtension.lowercased() {
    case "csv": self = .csv
    case "json": self = .json
    case "ndjson", "jsonl": self = .ndjson
    case "xlsx": self = .xlsx
    case "txt": self = .table
    default: return nil
    }
  }

  /// Whether one file can hold a report with more than one table.
  package var holdsSeveralTables: Bool {
    switch self {
    case .table, .json, .xlsx: true
    case .csv, .ndjson: false
    }
  }
}
