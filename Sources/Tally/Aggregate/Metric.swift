/// What is counted of a group of attempts; the raw value is the column's name.
package enum Metric: String, CaseIterable, Sendable {
  case attempts
  case calls
  case openAttempts = "open_attempts"
  case staleAttempts = "stale_attempts"
  case answeredAttempts = "answered_attempts"
  case unansweredAttempts = "unanswered_attempts"
  case attemptAnswerRate = "attempt_answer_rate"
  case answeredCalls = "answered_calls"
  case callAnswerRate = "call_answer_rate"
  case dialSecondsTotal = "dial_seconds_total"
  case dialSecondsAverage = "dial_seconds_average"
  case dialSecondsMinimum = "dial_seconds_min"
  case dialSecondsMaximum = "dial_seconds_max"
  case dialSecondsP50 = "dial_seconds_p50"
  case dialSecondsP90 = "dial_seconds_p90"
  case dialSecondsP95 = "dial_seconds_p95"
  case dialSecondsP99 = "dial_seconds_p99"
  case ringSecondsAverage = "ring_seconds_average"
  case ringSecondsP50 = "ring_seconds_p50"
  case ringSecondsP95 = "ring_seconds_p95"
  case cost = "cost_usd"
  case answeredCost = "answered_cost_usd"
  case unansweredCost = "unanswered_cost_usd"
  case costedAttempts = "costed_attempts"
  case recordedCost = "recorded_cost_usd"
  case carrierCost = "carrier_cost_usd"
  case ratedCost = "rated_cost_usd"
  case recordedCostedAttempts = "recorded_costed_attempts"
  case carrierCostedAttempts = "carrier_costed_attempts"
  case ratedCostedAttempts = "rated_costed_attempts"
  case costPerAttempt = "cost_per_attempt_usd"
  case costPerAnsweredAttempt = "cost_per_answered_attempt_usd"
  case costPerAnsweredCall = "cost_per_answered_call_usd"
  case costPerDialMinute = "cost_per_dial_minute_usd"
  case loggedCalls = "logged_calls"
  case undialledCalls = "undialled_calls"

  /// What a report shows where none are chosen.
  package static let defaultSet: [Self] = [
    .attempts, .calls, .answeredAttempts, .attemptAnswerRate, .answeredCalls, .callAnswerRate,
    .dialSecondsTotal, .dialSecondsAverage, .dialSecondsP50, .dialSecondsP95, .cost,
    .costedAttempts,
  ]

  /// Every metric that attempts grouped by these dimensions have: `--metrics all`.
  ///
  /// Calls by their own records are left out where a dimension is not one of a call.
  package static func all(by dimensions: [Dimension]) -> [Self] {
    let haveCalls = dimensions.allSatisfy(\.belongsToCall)
    return allCases.filter { haveCalls || !$0.countsLoggedCalls }
  }

  /// Reads words of `--metrics`: names, or the single word `all` or `default`.
  ///
  /// `all` leaves out what cannot be told by these dimensions or under these filters.
  package static func list(
    _ names: [String],
    by dimensions: [Dimension],
    filters: [AttemptFilter] = []
  ) throws(ReportError) -> [Self] {
    if names.isEmpty || names == ["default"] { return defaultSet }
    if names == ["all"] {
      let haveCalls = filters.allSatisfy(\.name.belongsToCall)
      return all(by: dimensions).filter { haveCalls || !$0.countsLoggedCalls }
    }
    var metrics: [Self] = []
    for name in names {
      guard let metric = Self(rawValue: name) else {
        throw .unknownMetric(name, similar: Suggestion.near(name, among: allCases.map(\.rawValue)))
      }
      guard !metrics.contains(metric) else { throw .repeatedMetric(name) }
      metrics.append(metric)
    }
    return metrics
  }

  /// Whether it counts calls by their own records, which need not have any attempt.
  package var countsLoggedCalls: Bool {
    self == .loggedCalls || self == .undialledCalls
  }

  /// Whether it is money or made of money.
  package var isCost: Bool {
    switch self {
    case .cost, .answeredCost, .unansweredCost, .recordedCost, .carrierCost, .ratedCost,
      .costPerAttempt, .costPerAnsweredAttempt, .costPerAnsweredCall, .costPerDialMinute:
      true
    default: false
    }
  }

  /// Whether it follows from a sum that may leave 64 bits.
  var isSum: Bool {
    isCost || self == .dialSecondsTotal || self == .dialSecondsAverage
      || self == .ringSecondsAverage
  }

  /// The one source whose costs it tells, whichever cost counts; nil for others.
  var costSource: CostBasis? {
    switch self {
    case .recordedCost, .recordedCostedAttempts: .recorded
    case .carrierCost, .carrierCostedAttempts: .carrier
    case .ratedCost, .ratedCostedAttempts: .rated
    default: nil
    }
  }

  /// Whether calls must be told apart.
  var needsDistinctCalls: Bool {
    switch self {
    case .calls, .answeredCalls, .callAnswerRate, .costPerAnsweredCall: true
    default: false
    }
  }

  /// The percentile of talk time that it is; nil for others.
  var dialPercent: Int? {
    switch self {
    case .dialSecondsP50: 50
    case .dialSecondsP90: 90
    case .dialSecondsP95: 95
    case .dialSecondsP99: 99
    default: nil
    }
  }

  /// The percentile of ring time that it is; nil for others.
  var ringPercent: Int? {
    switch self {
    case .ringSecondsP50: 50
    case .ringSecondsP95: 95
    default: nil
    }
  }
}
