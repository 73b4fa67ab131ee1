import Reports

/// What every metric of one group follows from.
struct GroupFacts {
  var cell = Cell()
  var sources = SourceCosts()
  var calls = DistinctCalls.Counts()
  var dial = Distribution()
  var ring = Distribution()

  /// The metric's value; `.null` where it is unknown or its denominator is empty.
  func value(of metric: Metric) throws(ReportError) -> Value {
    if cell.hasOverflowed, metric.isSum { throw .overflow(column: metric.rawValue) }
    switch metric {
    case .attempts: return .integer(cell.attempts)
    case .calls: return .integer(calls.calls)
    case .openAttempts: return .integer(cell.open)
    case .staleAttempts: return .integer(cell.stale)
    case .answeredAttempts: return .integer(cell.answered)
    case .unansweredAttempts: return .integer(cell.closed - cell.answered)
    case .answeredCalls: return .integer(calls.answeredCalls)
    case .costedAttempts: return .integer(cell.costed)
    case .loggedCalls: return .integer(cell.loggedCalls)
    case .undialledCalls: return .integer(cell.undialledCalls)
    case .inboundCostedCalls: return .integer(cell.inboundCosted)
    case .inboundCost:
      let isUnknown = cell.loggedCalls > 0 && cell.inboundCosted == 0
      return dollars(isUnknown ? nil : cell.inboundMicrocents)
    case .attemptAnswerRate:
      return ratio(cell.answered, of: cell.closed)
    case .callAnswerRate:
      return ratio(calls.answeredCalls, of: calls.decidedCalls)
    case .dialSecondsTotal:
      return cell.answered > 0 && cell.timed == 0 ? .null : .integer(cell.dialSeconds)
    case .dialSecondsAverage:
      return try quotient(cell.dialSeconds, cell.timed, decimals: 4, for: metric)
    case .dialSecondsMinimum: return dial.least.map(Value.integer) ?? .null
    case .dialSecondsMaximum: return dial.greatest.map(Value.integer) ?? .null
    case .dialSecondsP50, .dialSecondsP90, .dialSecondsP95, .dialSecondsP99:
      return percentile(metric.dialPercent, of: dial)
    case .ringSecondsP50, .ringSecondsP95: return percentile(metric.ringPercent, of: ring)
    case .ringSecondsAverage:
      return try quotient(cell.ringSeconds, cell.rung, decimals: 4, for: metric)
    case .cost: return dollars(try costMicrocents(for: metric))
    case .answeredCost: return dollars(cell.hasNoCost ? nil : cell.answeredMicrocents)
    case .unansweredCost: return dollars(cell.unansweredMicrocents)
    case .recordedCost: return try dollars(sources.recorded, for: metric)
    case .carrierCost: return try dollars(sources.carrier, for: metric)
    case .ratedCost: return try dollars(sources.rated, for: metric)
    case .recordedCostedAttempts: return .integer(sources.recorded.costed)
    case .carrierCostedAttempts: return .integer(sources.carrier.costed)
    case .ratedCostedAttempts: return .integer(sources.rated.costed)
    case .costPerAttempt: return try cost(per: Int128(cell.attempts), for: metric)
    case .costPerAnsweredAttempt: return try cost(per: Int128(cell.answered), for: metric)
    case .costPerAnsweredCall: return try cost(per: Int128(calls.answeredCalls), for: metric)
    case .costPerDialMinute:
      return try cost(times: 60, per: Int128(cell.dialSeconds), for: metric)
    }
  }

  /// The sum of the known costs; nil where people talked and none of it has a cost.
  private func costMicrocents(for metric: Metric) throws(ReportError) -> Int64? {
    guard !cell.hasNoCost else { return nil }
    let (sum, overflow) = cell.answeredMicrocents.addingReportingOverflow(
      cell.unansweredMicrocents
    )
    guard !overflow else { throw .overflow(column: metric.rawValue) }
    return sum
  }

  /// What one source knows; nothing where it knows no attempt, or none in which people talked.
  private func dollars(_ source: SourceCost, for metric: Metric) throws(ReportError) -> Value {
    if source.hasOverflowed { throw .overflow(column: metric.rawValue) }
    let isUnknown =
      cell.attempts > 0 && source.costed == 0 || cell.talked > 0 && source.costedTalked == 0
    return dollars(isUnknown ? nil : source.microcents)
  }

  private func dollars(_ microcents: Int64?) -> Value {
    guard let microcents else { return .null }
    return .decimal(FixedDecimal(unscaled: microcents, scale: 8))
  }

  private func cost(
    times factor: Int128 = 1,
    per divisor: Int128,
    for metric: Metric
  ) throws(ReportError) -> Value {
    guard let microcents = try costMicrocents(for: metric), divisor != 0 else { return .null }
    // A micro-cent is 10⁻⁸ dollars.
    return try rounded(Int128(microcents) * factor, divisor * 100_000_000, decimals: 6, for: metric)
  }

  /// One count of another that includes it.
  private func ratio(_ part: Int64, of whole: Int64) -> Value {
    Ratio(part, of: whole, decimals: 6).map(Value.ratio) ?? .null
  }

  private func quotient(
    _ dividend: Int64,
    _ divisor: Int64,
    decimals: Int,
    for metric: Metric
  ) throws(ReportError) -> Value {
    guard divisor != 0 else { return .null }
    return try rounded(Int128(dividend), Int128(divisor), decimals: decimals, for: metric)
  }

  private func rounded(
    _ dividend: Int128,
    _ divisor: Int128,
    decimals: Int,
    for metric: Metric
  ) throws(ReportError) -> Value {
    let decimal = FixedDecimal(rounding: dividend, dividedBy: divisor, scale: decimals)
    guard let decimal else { throw .overflow(column: metric.rawValue) }
    return .decimal(decimal)
  }

  private func percentile(_ percent: Int?, of distribution: Distribution) -> Value {
    guard let percent, let value = distribution.percentile(percent) else { return .null }
    return .decimal(value)
  }
}
