/// One cell of a table, exact and typed; how it looks is the exporter's business.
package enum Value: Sendable, Hashable {
  /// Unknown or not applicable. Never zero.
  case null
  case text(String)
  case integer(Int64)
  case decimal(FixedDecimal)
  /// A decimal for machines, which people read beside its parts.
  case ratio(Ratio)
  /// A point in time, with the offset of the report's zone at that time in seconds east of UTC.
  case instant(Instant, offsetSeconds: Int)
  case boolean(Bool)
}
