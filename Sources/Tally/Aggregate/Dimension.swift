package import Reports

/// What attempts can be grouped by; the raw value is the word in `--by`.
package enum Dimension: String, CaseIterable, Sendable {
  case project
  case user
  /// ``user`` with a column for the email address.
  case userEmail = "user_email"
  case rule
  case policy
  case number
  case status
  case outcome
  case country
  case position
  case round
  case month
  case week
  case day
  case hour
  case weekday

  /// Reads words of `--by`; `user` beside `user_email` adds nothing.
  package static func list(_ names: [String]) throws(ReportError) -> [Self] {
    var dimensions: [Self] = []
    for name in names {
      guard let dimension = Self(rawValue: name) else {
        throw .unknownDimension(
          name,
          similar: Suggestion.near(name, among: allCases.map(\.rawValue))
        )
      }
      guard !dimensions.contains(dimension) else { throw .repeatedDimension(name) }
      dimensions.append(dimension)
    }
    if dimensions.contains(.userEmail) { dimensions.removeAll { $0 == .user } }
    return dimensions
  }

  /// Whether its values are places in time.
  package var isTime: Bool {
    switch self {
    case .month, .week, .day, .hour, .weekday: true
    default: false
    }
  }

  /// Whether a call has it by its own record, without looking at its attempts.
  package var belongsToCall: Bool {
    self == .project || self == .policy || isTime
  }

  /// Whether its values follow from the other attempts of the call.
  var needsCallFacts: Bool {
    self == .position || self == .round
  }

  /// The column of a block that it is told by; nil where it follows from others besides.
  var blockColumn: BlockColumn? {
    switch self {
    case .project: .project
    case .user, .userEmail: .user
    case .rule: .rule
    case .number, .country: .phone
    case .status: .status
    case .position, .round: .attempt
    case .policy, .outcome, .month, .week, .day, .hour, .weekday: nil
    }
  }

  /// Whether it has one column for the id and one for the name.
  var isNamed: Bool {
    switch self {
    case .project, .user, .userEmail, .rule, .policy: true
    default: false
    }
  }

  /// The columns that its values take up, in order.
  package var columns: [Column] {
    switch self {
    case .project: named("project", "Project", "project that the attempt belongs to")
    case .user: named("user", "User", "user whose phone rang")
    case .userEmail:
      named("user", "User", "user whose phone rang") + [
        column("user_email", "User email", .text, "Email address of the user; empty where unknown.")
      ]
    case .rule: named("rule", "Rule", "escalation rule that had the phone ring")
    case .policy: named("policy", "Policy", "incoming-call policy of the call, else of the rule")
    case .number: [column("number", "Number", .phone, "The user's phone number as it was dialled.")]
    case .status:
      [column("status", "Status", .text, "The status that upstream recorded, as it is.")]
    case .outcome: [column("outcome", "Outcome", .text, Self.outcomeDefinition)]
    case .country: [column("country", "Country code", .text, Self.countryDefinition)]
    case .position: [column("position", "Position", .ordinal, Self.positionDefinition)]
    case .round: [column("round", "Round", .ordinal, Self.roundDefinition)]
    case .month: [column("month", "Month", .month, "Month of the start in the report's zone.")]
    case .week: [column("week", "Week", .week, "ISO 8601 week of the start in the report's zone.")]
    case .day: [column("day", "Day", .day, "Day of the start in the report's zone.")]
    case .hour: [column("hour", "Hour", .ordinal, Self.hourDefinition)]
    case .weekday: [column("weekday", "Weekday", .ordinal, Self.weekdayDefinition)]
    }
  }

  private static let outcomeDefinition = """
    answered by isAnswered, whatever the status; open: unanswered, not ended and Initiated, Ringing \
    or Escalated; stale: open for more than 4 hours at the as-of instant; caller_hung_up, busy, \
    failed, no_answer by status; other: ended without an answer and without a status that says how.
    """
  private static let countryDefinition =
    "E.164 calling code of the dialled number; empty where the number has none."
  private static let positionDefinition =
    "Rank of the attempt in its call by time, 1 for the first ring, whatever the report filters."
  private static let roundDefinition =
    "1 and how often the same rule (without one, the same number) had rung in the call before."
  private static let hourDefinition = "Hour of the start in the report's zone, 0 to 23."
  private static let weekdayDefinition =
    "ISO 8601 weekday of the start in the report's zone: 1 is Monday, 7 is Sunday."

  private func named(_ name: String, _ title: String, _ meaning: String) -> [Column] {
    [
      column(
        "\(name)_id",
        "\(title) ID",
        .identifier,
        "Id of the \(meaning); empty where unknown."
      ),
      column("\(name)_name", title, .text, "Name of the \(meaning); the id where it has no name."),
    ]
  }

  private func column(
    _ name: String,
    _ title: String,
    _ unit: Unit,
    _ definition: String
  ) -> Column {
    Column(name: name, title: title, unit: unit, definition: definition, isDimension: true)
  }
}
