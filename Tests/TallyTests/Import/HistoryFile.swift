import Support

/// The bytes of a file with some records in it, in one of the forms that are imported.
struct HistoryFile {
  enum Form: CaseIterable {
    case page
    case documentedPage
    case array
    case lines
    case concatenated
    case windowsLines
  }

  enum Compression: CaseIterable {
    case none
    case gzip
    case zstandard
  }

  static func bytes(
    of records: [String],
    form: Form,
    compression: Compression = .none
  ) -> [UInt8] {
    let bytes = Array(text(of: records, form: form).utf8)
    return switch compression {
    case .none: bytes
    case .gzip: StoredCompression.gzip(bytes)
    case .zstandard: StoredCompression.zstandard(bytes)
    }
  }

  static func text(of records: [String], form: Form) -> String {
    let list = records.joined(separator: ",")
    return switch form {
    case .page: "{\"data\":[\(list)],\"count\":\(records.count),\"skip\":0,\"limit\":100}"
    case .documentedPage:
      "{\"count\": \(records.count),\n \"limit\": 10, \"skip\": 0,\n \"data\": [\(list)]\n}\n"
    case .array: "[\(records.joined(separator: ",\n"))]"
    case .lines: records.map { $0 + "\n" }.joined()
    case .concatenated: records.joined()
    case .windowsLines: "\u{FEFF}" + records.joined(separator: "\r\n")
    }
  }
}
