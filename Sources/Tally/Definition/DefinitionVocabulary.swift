/// The names that a report definition may use.
package struct DefinitionVocabulary: Sendable {
  package var dimensions: [String]
  /// Every metric, in its order.
  package var metrics: [String]
  /// The metrics of a table that does not choose any.
  package var standardMetrics: [String]
  package var outcomes: [String]
  /// File name extensions that outputs may have.
  package var formats: [String]
  /// The columns that a dimension gives, `user_id` and `user_name` for `user`.
  package var columns: @Sendable (_ dimension: String) -> [String]

  package init(
    dimensions: [String],
    metrics: [String],
    standardMetrics: [String],
    outcomes: [String],
    formats: [String],
    columns: @escaping @Sendable (_ dimension: String) -> [String]
  ) {
    self.dimensions = dimensions
    self.metrics = metrics
    self.standardMetrics = standardMetrics
    self.outcomes = outcomes
    self.formats = formats
    self.columns = columns
  }

  /// What attempts can be filtered by; each also with `not_` before it.
  static let filters = AttemptFilter.Name.allCases.map(\.rawValue)

  static let costs = CostBasis.allCases.map(\.rawValue)
}
