import Reports

@testable import Tally

extension NaiveReport {
  /// Rows by group and the totals, as a table should have them.
  func table(
    by dimensions: [Dimension],
    metrics: [Metric],
    top: Int?,
    where isSelected: (Attempt) -> Bool
  ) -> (rows: [[Value]], totals: [Value]) {
    let selected = attempts.filter(isSelected)
    var groups: [[Value]: (keys: [SortKey?], attempts: [Attempt])] = [:]
    if dimensions.isEmpty { groups[[]] = ([], []) }
    for attempt in selected {
      let labels = dimensions.map { label($0, attempt) }
      groups[labels.flatMap(\.values), default: (labels.map(\.key), [])].attempts.append(attempt)
    }
    let sorted = groups.sorted { precedes($0.value.keys, $1.value.keys) }
    let kept = sorted.prefix(top ?? sorted.count)
    var rows = kept.map { group in group.key + metrics.map { value($0, group.value.attempts) } }
    let others = sorted.dropFirst(kept.count)
    if !others.isEmpty {
      var labels = dimensions.flatMap(\.columns).map { _ in Value.null }
      let name: Value = .text(others.count == 1 ? "(1 other)" : "(\(others.count) others)")
      labels[dimensions[0].columns.count > 1 ? 1 : 0] = name
      rows.append(labels + metrics.map { value($0, others.flatMap(\.value.attempts)) })
    }
    let none = dimensions.flatMap(\.columns).map { _ in Value.null }
    return (rows, none + metrics.map { value($0, selected) })
  }

  private func precedes(_ left: [SortKey?], _ right: [SortKey?]) -> Bool {
    for (left, right) in zip(left, right) where left != right {
      guard let left else { return false }
      guard let right else { return true }
      return left < right
    }
    return false
  }

  private func value(_ metric: Metric, _ all: [Attempt]) -> Value {
    let answered = all.filter(\.record.isAnswered)
    let closed = all.filter { !$0.isOpen }
    let calls = Dictionary(grouping: all, by: \.record.call)
    let answeredCalls = Set(answered.map(\.record.call)).count
    let ringingCalls = calls.values.filter { $0.allSatisfy { $0.isOpen && !$0.isStale } }.count
    let dial = answered.compactMap { $0.record.dialSeconds.map(Int64.init) }.sorted()
    let ring = closed.compactMap(\.ring).sorted()
    let talked = answered.filter { $0.record.dialSeconds ?? 0 > 0 }
    let isBlank = !talked.isEmpty && talked.allSatisfy { $0.cost == nil }
    let cost = isBlank ? nil : all.compactMap(\.cost).reduce(0, +)
    let answeredCost = isBlank ? nil : answered.compactMap(\.cost).reduce(0, +)
    let dialTotal = dial.reduce(0, +)
    switch metric {
    case .attempts: return .integer(Int64(all.count))
    case .calls: return .integer(Int64(calls.count))
    case .openAttempts: return .integer(Int64(all.filter { $0.isOpen && !$0.isStale }.count))
    case .staleAttempts: return .integer(Int64(all.filter(\.isStale).count))
    case .answeredAttempts: return .integer(Int64(answered.count))
    case .unansweredAttempts: return .integer(Int64(closed.count - answered.count))
    case .attemptAnswerRate: return rate(answered.count, closed.count)
    case .answeredCalls: return .integer(Int64(answeredCalls))
    case .callAnswerRate: return rate(answeredCalls, calls.count - ringingCalls)
    case .dialSecondsTotal:
      return !answered.isEmpty && dial.isEmpty ? .null : .integer(dialTotal)
    case .dialSecondsAverage: return ratio(dialTotal, Int64(dial.count), 4)
    case .dialSecondsMinimum: return dial.first.map(Value.integer) ?? .null
    case .dialSecondsMaximum: return dial.last.map(Value.integer) ?? .null
    case .dialSecondsP50: return percentile(50, dial)
    case .dialSecondsP90: return percentile(90, dial)
    case .dialSecondsP95: return percentile(95, dial)
    case .dialSecondsP99: return percentile(99, dial)
    case .ringSecondsAverage: return ratio(ring.reduce(0, +), Int64(ring.count), 4)
    case .ringSecondsP50: return percentile(50, ring)
    case .ringSecondsP95: return percentile(95, ring)
    case .cost: return dollars(cost)
    case .answeredCost: return dollars(answeredCost)
    case .unansweredCost:
      return dollars(all.filter { !$0.record.isAnswered }.compactMap(\.cost).reduce(0, +))
    case .costedAttempts: return .integer(Int64(all.compactMap(\.cost).count))
    case .recordedCost: return dollars(sum(of: \.recordedCost, in: all, talked: talked))
    case .carrierCost: return dollars(sum(of: \.carrierCost, in: all, talked: talked))
    case .ratedCost: return all.isEmpty ? dollars(0) : .null
    case .recordedCostedAttempts: return .integer(Int64(all.compactMap(\.recordedCost).count))
    case .carrierCostedAttempts: return .integer(Int64(all.compactMap(\.carrierCost).count))
    case .ratedCostedAttempts: return .integer(0)
    case .costPerAttempt: return ratio(cost, Int64(all.count) * 100_000_000, 6)
    case .costPerAnsweredAttempt: return ratio(cost, Int64(answered.count) * 100_000_000, 6)
    case .costPerAnsweredCall: return ratio(cost, Int64(answeredCalls) * 100_000_000, 6)
    case .costPerDialMinute: return ratio(cost.map { $0 * 60 }, dialTotal * 100_000_000, 6)
    case .loggedCalls, .undialledCalls: return .null
    }
  }

  /// What one source knows of attempts, if it knows any of them and any in which people talked.
  private func sum(
    of cost: KeyPath<Attempt, Int64?>,
    in all: [Attempt],
    talked: [Attempt]
  ) -> Int64? {
    let known = all.compactMap { $0[keyPath: cost] }
    if known.isEmpty, !all.isEmpty { return nil }
    if !talked.isEmpty, talked.allSatisfy({ $0[keyPath: cost] == nil }) { return nil }
    return known.reduce(0, +)
  }

  /// Both parts, which have a quotient to themselves in the tests of ``Ratio``.
  private func rate(_ part: Int, _ whole: Int) -> Value {
    Ratio(Int64(part), of: Int64(whole), decimals: 6).map(Value.ratio) ?? .null
  }

  private func dollars(_ microcents: Int64?) -> Value {
    microcents.map { .decimal(FixedDecimal(unscaled: $0, scale: 8)) } ?? .null
  }

  private func percentile(_ percent: Int64, _ sorted: [Int64]) -> Value {
    guard !sorted.isEmpty else { return .null }
    let hundredths = Int64(sorted.count - 1) * percent
    let low = sorted[Int(hundredths / 100)]
    let high = sorted[min(Int(hundredths / 100) + 1, sorted.count - 1)]
    return ratio(low * 100 + (hundredths % 100) * (high - low), 100, 4)
  }

  /// Rounds half away from zero by adding half to the magnitudes.
  private func ratio(_ dividend: Int64?, _ divisor: Int64, _ places: Int) -> Value {
    guard let dividend, divisor != 0 else { return .null }
    let top = Int128(dividend.magnitude) * Int128(powerOfTen(places))
    let bottom = Int128(divisor.magnitude)
    let magnitude = Int64((top * 2 + bottom) / (bottom * 2))
    let isNegative = (dividend < 0) != (divisor < 0)
    return .decimal(FixedDecimal(unscaled: isNegative ? -magnitude : magnitude, scale: places))
  }
}

extension NaiveReport {
  /// The figures of the quality line, in its order.
  func quality(where isSelected: (Attempt) -> Bool) -> [Int64] {
    let selected = attempts.filter(isSelected)
    let unanswered = [
      "NoAnswer", "Busy", "Failed", "CallerHungUp", "Initiated", "Ringing", "Escalated",
    ]
    let conflicts = selected.filter {
      let contrary = $0.record.isAnswered ? unanswered : ["Connected", "Completed"]
      return contrary.contains(status($0.record))
    }
    let counts: [Int] = [
      selected.filter(\.isStale).count,
      conflicts.count,
      selected.filter(\.hasNegativeRing).count,
      selected.filter { $0.record.startedAt == nil }.count,
      selected.filter { $0.cost == nil }.count,
      selected.filter(\.record.isDimensionLost).count,
    ]
    return counts.map { Int64($0) }
  }
}
