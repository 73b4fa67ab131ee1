/// A series drawn beside the numbers.
package struct Chart: Sendable {
  package enum Style: Sendable {
    /// Upright columns along time.
    case columns
    /// Lying bars, one for each member of a dimension.
    case bars
  }

  package var title: String
  package var style: Style
  /// What the horizontal values are: the unit and meaning of ``values``.
  package var column: Column
  /// One label for each value.
  package var categories: [String]
  /// `.null` leaves a gap.
  package var values: [Value]

  package init(
    title: String,
    style: Style,
    column: Column,
    categories: [String],
    values: [Value]
  ) {
    self.title = title
    self.style = style
    self.column = column
    self.categories = categories
    self.values = values
  }
}
