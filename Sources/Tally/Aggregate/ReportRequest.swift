/// What a report is asked to show.
package struct ReportRequest: Sendable {
  /// One table: what its rows are and which columns follow.
  package struct Grouping: Sendable {
    /// The heading; nil for one made of the dimensions, such as `By user and rule`.
    package var name: String?
    package var dimensions: [Dimension]
    package var metrics: [Metric]
    /// Nil for the order of the dimensions.
    package var sort: RowOrder?
    /// How many rows are kept; one more stands for all others.
    ///
    /// That row has `(12 others)` in the column that names the first dimension, whatever the
    /// column's unit, and nothing in the other columns of dimensions. It counts the attempts of
    /// all those groups as one: a call that several of them share counts once.
    package var top: Int?

    package init(
      name: String? = nil,
      dimensions: [Dimension],
      metrics: [Metric] = Metric.defaultSet,
      sort: RowOrder? = nil,
      top: Int? = nil
    ) {
      self.name = name
      self.dimensions = dimensions
      self.metrics = metrics
      self.sort = sort
      self.top = top
    }
  }

  package var title: String
  /// The first is the main one: `by` and the charts follow it.
  package var groupings: [Grouping]
  package var period: Period
  package var filters: [AttemptFilter]
  package var costBasis: CostBasis
  package var rateCard: RateCardChoice
  /// Whether the report is to be drawn as well, which costs counting by day and by member.
  package var hasCharts = true

  package init(
    title: String,
    groupings: [Grouping],
    period: Period,
    filters: [AttemptFilter] = [],
    costBasis: CostBasis = .effective,
    rateCard: RateCardChoice = .automatic
  ) {
    self.title = title
    self.groupings = groupings
    self.period = period
    self.filters = filters
    self.costBasis = costBasis
    self.rateCard = rateCard
  }
}
