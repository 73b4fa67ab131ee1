internal import Reports

extension DefinitionVocabulary {
  /// The names of this version's dimensions, metrics and outcomes.
  ///
  /// `formats` are the file name extensions that outputs may have.
  package static func standard(formats: [String]) -> Self {
    Self(
      dimensions: Dimension.allCases.map(\.rawValue),
      metrics: Metric.allCases.map(\.rawValue),
      standardMetrics: Metric.defaultSet.map(\.rawValue),
      outcomes: Outcome.allCases.map(\.name),
      formats: formats,
      columns: { Dimension(rawValue: $0)?.columns.map(\.name) ?? [] }
    )
  }
}
