package import Reports

extension Metric {
  /// The metric as a column; its total is the rule, which a table may find not to hold for it.
  package var column: Column {
    Column(name: rawValue, title: title, unit: unit, total: total, definition: definition)
  }

  /// The heading people read.
  package var title: String {
    switch self {
    case .attempts: "Attempts"
    case .calls: "Calls"
    case .openAttempts: "Open attempts"
    case .staleAttempts: "Stale attempts"
    case .answeredAttempts: "Answered attempts"
    case .unansweredAttempts: "Unanswered attempts"
    case .attemptAnswerRate: "Attempt answer rate"
    case .answeredCalls: "Answered calls"
    case .callAnswerRate: "Call answer rate"
    case .dialSecondsTotal: "Dial time"
    case .dialSecondsAverage: "Average dial time"
    case .dialSecondsMinimum: "Shortest dial time"
    case .dialSecondsMaximum: "Longest dial time"
    case .dialSecondsP50: "Median dial time"
    case .dialSecondsP90: "90th percentile dial time"
    case .dialSecondsP95: "95th percentile dial time"
    case .dialSecondsP99: "99th percentile dial time"
    case .ringSecondsAverage: "Average ring time"
    case .ringSecondsP50: "Median ring time"
    case .ringSecondsP95: "95th percentile ring time"
    case .cost: "Cost (USD)"
    case .answeredCost: "Cost of answered attempts (USD)"
    case .unansweredCost: "Cost of other attempts (USD)"
    case .costedAttempts: "Attempts with a known cost"
    case .recordedCost: "Recorded cost (USD)"
    case .carrierCost: "Carrier cost (USD)"
    case .ratedCost: "Rated cost (USD)"
    case .recordedCostedAttempts: "Attempts with a recorded cost"
    case .carrierCostedAttempts: "Attempts with a carrier cost"
    case .ratedCostedAttempts: "Attempts with a rated cost"
    case .costPerAttempt: "Cost per attempt (USD)"
    case .costPerAnsweredAttempt: "Cost per answered attempt (USD)"
    case .costPerAnsweredCall: "Cost per answered call (USD)"
    case .costPerDialMinute: "Cost per dial minute (USD)"
    case .loggedCalls: "Logged calls"
    case .undialledCalls: "Undialled calls"
    case .inboundCost: "Inbound cost (USD)"
    case .inboundCostedCalls: "Calls with a known inbound cost"
    }
  }

  package var unit: Unit {
    switch self {
    case .attempts, .calls, .openAttempts, .staleAttempts, .answeredAttempts, .unansweredAttempts,
      .answeredCalls, .costedAttempts, .recordedCostedAttempts, .carrierCostedAttempts,
      .ratedCostedAttempts, .loggedCalls, .undialledCalls, .inboundCostedCalls:
      .count
    case .attemptAnswerRate, .callAnswerRate: .rate
    case .dialSecondsTotal, .dialSecondsMinimum, .dialSecondsMaximum: .seconds
    case .dialSecondsAverage, .ringSecondsAverage: .fractionalSeconds(decimals: 4...4)
    case .dialSecondsP50, .dialSecondsP90, .dialSecondsP95, .dialSecondsP99, .ringSecondsP50,
      .ringSecondsP95:
      .fractionalSeconds(decimals: 0...4)
    case .cost, .answeredCost, .unansweredCost, .recordedCost, .carrierCost, .ratedCost,
      .inboundCost:
      .dollars
    case .costPerAttempt, .costPerAnsweredAttempt, .costPerAnsweredCall, .costPerDialMinute:
      .dollarsPerUnit
    }
  }

  /// What its values are in the rows of a table; see ``GroupFacts/value(of:)``.
  var rowColumn: RowLayout.Column {
    switch unit {
    case .rate: .ratio(decimals: 6)
    case .fractionalSeconds: .decimal(scale: 4)
    case .dollars: .decimal(scale: 8)
    case .dollarsPerUnit: .decimal(scale: 6)
    default: .integer
    }
  }

  /// How the total follows from the rows; averages and percentiles need the attempts.
  package var total: Column.Total {
    switch self {
    case .attempts, .openAttempts, .staleAttempts, .answeredAttempts, .unansweredAttempts,
      .dialSecondsTotal, .cost, .answeredCost, .unansweredCost, .costedAttempts, .recordedCost,
      .carrierCost, .ratedCost, .recordedCostedAttempts, .carrierCostedAttempts,
      .ratedCostedAttempts, .loggedCalls, .undialledCalls, .inboundCost, .inboundCostedCalls:
      .sum
    case .attemptAnswerRate:
      .quotient(
        dividend: Self.answeredAttempts.rawValue,
        divisors: [Self.answeredAttempts.rawValue, Self.unansweredAttempts.rawValue]
      )
    case .costPerAttempt:
      .quotient(dividend: Self.cost.rawValue, divisors: [Self.attempts.rawValue])
    case .costPerAnsweredAttempt:
      .quotient(dividend: Self.cost.rawValue, divisors: [Self.answeredAttempts.rawValue])
    case .costPerAnsweredCall:
      .quotient(dividend: Self.cost.rawValue, divisors: [Self.answeredCalls.rawValue])
    case .calls, .answeredCalls, .callAnswerRate, .dialSecondsAverage,
      .dialSecondsMinimum, .dialSecondsMaximum, .dialSecondsP50, .dialSecondsP90, .dialSecondsP95,
      .dialSecondsP99, .ringSecondsAverage, .ringSecondsP50, .ringSecondsP95, .costPerDialMinute:
      .value
    }
  }

  /// One sentence that says exactly what is counted.
  package var definition: String {
    switch self {
    case .attempts: "Rings of one user's phone each."
    case .calls: "Distinct calls among the attempts; one call may count in several rows."
    case .openAttempts: "Attempts that are still ringing, without the stale ones."
    case .staleAttempts: "Attempts still ringing on record more than 4 hours after they began."
    case .answeredAttempts: "Attempts whose isAnswered is true, whatever their status."
    case .unansweredAttempts: "Attempts that are neither answered nor still ringing nor stale."
    case .attemptAnswerRate:
      "answered_attempts divided by all attempts that are not open or stale (ITU-T E.425)."
    case .answeredCalls: "Calls with at least one answered attempt in the row."
    case .callAnswerRate:
      "answered_calls divided by calls, without those that are only still ringing."
    case .dialSecondsTotal: "Seconds talked, over answered attempts with a duration."
    case .dialSecondsAverage: "Mean seconds talked, over answered attempts with a duration."
    case .dialSecondsMinimum: "Fewest seconds talked, over answered attempts with a duration."
    case .dialSecondsMaximum: "Most seconds talked, over answered attempts with a duration."
    case .dialSecondsP50, .dialSecondsP90, .dialSecondsP95, .dialSecondsP99:
      "Percentile (Hyndman-Fan type 7) of seconds talked, over answered attempts with a duration."
    case .ringSecondsAverage:
      "Mean whole seconds from start to end less those talked, over closed attempts with both."
    case .ringSecondsP50, .ringSecondsP95:
      "Percentile (Hyndman-Fan type 7) of ring seconds, over closed attempts with start and end."
    case .cost:
      "Sum of the known costs; empty where people talked and none of those attempts has a cost."
    case .answeredCost: "The part of cost_usd that answered attempts cost; empty as cost_usd is."
    case .unansweredCost: "The part of the known costs that all other attempts cost."
    case .costedAttempts:
      "Attempts whose cost is known; a recorded 0 is unknown where people talked."
    case .recordedCost:
      "Sum of what OneUptime recorded, whichever cost counts; a 0 is unknown where people talked."
    case .carrierCost: "Sum of what the carrier charged, whichever cost counts."
    case .ratedCost: "Sum of what the rate card asks, whichever cost counts."
    case .recordedCostedAttempts: "Attempts whose recorded cost is known."
    case .carrierCostedAttempts: "Attempts whose price at the carrier is known."
    case .ratedCostedAttempts: "Attempts that the rate card has a price for."
    case .costPerAttempt: "cost_usd divided by attempts, from the unrounded sum."
    case .costPerAnsweredAttempt: "cost_usd divided by answered_attempts, from the unrounded sum."
    case .costPerAnsweredCall: "cost_usd divided by answered_calls, from the unrounded sum."
    case .costPerDialMinute: "cost_usd divided by 60ths of dial_seconds_total, from unrounded sums."
    case .loggedCalls: "Calls by their own records, dialled or not; empty where none are imported."
    case .undialledCalls: "Logged calls without any attempt: nobody's phone rang."
    case .inboundCost:
      "What the carrier charged for the legs that came in, apart from cost_usd; empty where unknown."
    case .inboundCostedCalls: "Logged calls of which the inbound leg's price is known."
    }
  }
}
