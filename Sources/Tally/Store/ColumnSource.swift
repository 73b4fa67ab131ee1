internal import SQLite

/// A row whose columns can be read, whoever has found it.
protocol ColumnSource: ~Copyable {
  /// The column as an integer; 0 where it is NULL.
  func integer(_ column: Int) -> Int64
  func optionalInteger(_ column: Int) -> Int64?
  func optionalText(_ column: Int) -> String?
  /// A 16-byte blob as two big-endian words; nil where the column is anything else.
  func words(_ column: Int) -> (high: UInt64, low: UInt64)?
}

extension Statement: ColumnSource {}
