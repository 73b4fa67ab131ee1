/// What the numbers or texts of a column mean, from which each exporter derives their looks.
package enum Unit: Sendable, Hashable {
  /// Words: names, statuses, messages.
  case text
  /// A UUID or another opaque id.
  case identifier
  /// An E.164 number, or whatever upstream stored in its place.
  case phone
  /// A count of things.
  case count
  /// A plain number that is not a count: a position, an hour of the day.
  case ordinal
  /// A number of which nothing is known, as in the answer to a query.
  case number
  /// Whole seconds of a duration.
  case seconds
  /// Seconds with up to four decimals; an average has always four, a percentile as many as it needs.
  case fractionalSeconds(decimals: ClosedRange<Int>)
  /// A quotient between 0 and 1 with six decimals.
  case rate
  /// US dollars, two to eight decimals, exact.
  case dollars
  /// An amount of the currency that the column or one beside it names, two to eight decimals, exact.
  case money
  /// US dollars for one thing (a call, a minute), six decimals.
  case dollarsPerUnit
  /// A point in time.
  case instant
  /// `2026-03`.
  case month
  /// `2026-W09`.
  case week
  /// `2026-03-01`.
  case day
  case boolean

  /// How many digits a decimal of this unit shows behind the point, at least and at most.
  package var decimals: ClosedRange<Int> {
    switch self {
    case .fractionalSeconds(let decimals): decimals
    case .rate, .dollarsPerUnit: 6...6
    case .dollars, .money: 2...8
    case .number: 0...18
    default: 0...8
    }
  }
}
