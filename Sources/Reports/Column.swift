/// One column of a table: its name for machines, its title for people, and what it means.
package struct Column: Sendable, Hashable {
  /// How a column's total follows from its rows, for exporters that write formulas.
  package enum Total: Sendable, Hashable {
    /// The sum of the rows.
    case sum
    /// The total of one column divided by the sum of those of others.
    case quotient(dividend: String, divisors: [String])
    /// Known only from the attempts, as for distinct calls and percentiles.
    case value
    /// A label or a dimension has none.
    case none
  }

  /// The name in CSV headers, JSON keys and `--metrics`, such as `attempt_answer_rate`.
  package var name: String
  /// The heading people read, such as `Attempt answer rate`.
  package var title: String
  package var unit: Unit
  package var total: Total
  /// One sentence that says exactly what is counted, for the Definitions sheet and help.
  package var definition: String
  /// Whether the column is a dimension that rows are grouped by, as opposed to a metric.
  package var isDimension: Bool

  package init(
    name: String,
    title: String,
    unit: Unit,
    total: Total = .none,
    definition: String = "",
    isDimension: Bool = false
  ) {
    self.name = name
    self.title = title
    self.unit = unit
    self.total = total
    self.definition = definition
    self.isDimension = isDimension
  }
}
