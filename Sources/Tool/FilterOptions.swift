internal import Arguments
internal import Tally

/// Which attempts a command is about.
struct FilterOptions: Sendable {
  var users = Arguments.Selection<String>()
  var rules = Arguments.Selection<String>()
  var policies = Arguments.Selection<String>()
  var projects = Arguments.Selection<String>()
  var numbers = Arguments.Selection<String>()
  var countries = Arguments.Selection<String>()
  var statuses = Arguments.Selection<String>()
  var outcomes = Arguments.Selection<String>()
  var hours = Arguments.Selection<String>()
  var weekdays = Arguments.Selection<String>()
  var positions = Arguments.Selection<String>()
  var rounds = Arguments.Selection<String>()
  var calls = Arguments.Selection<String>()

  static let arguments: ArgumentList<Self> = .section(
    "Filters",
    [
      .selection("user", \.users, "USER", help: "Attempts of this user: id, email or name."),
      .selection("rule", \.rules, "RULE", help: "Attempts of this escalation rule: id or name."),
      .selection("policy", \.policies, "POLICY", help: "Attempts of this policy: id or name."),
      .selection("project", \.projects, "PROJECT", help: "Attempts of this project: id or name."),
      .selection("number", \.numbers, "PREFIX", help: "Attempts on phones that begin like this."),
      .selection("country", \.countries, "CODE", help: "Attempts on phones of this calling code."),
      .selection("status", \.statuses, "STATUS", help: "Attempts with this status of OneUptime's."),
      .selection(
        "outcome",
        \.outcomes,
        "OUTCOME",
        completion: .choices(Outcome.allCases.map(\.name)),
        help: "Attempts that ended like this, such as answered or no_answer."
      ),
      .selection(
        "hour",
        \.hours,
        "HOUR",
        help: "Attempts that began in this hour, 0 to 23."
      ),
      .selection("weekday", \.weekdays, "DAY", help: "Attempts of this weekday, 1 is Monday."),
      .selection("position", \.positions, "N", help: "Attempts that were their call's Nth ring."),
      .selection("round", \.rounds, "N", help: "Attempts that were their rule's Nth in the call."),
      .selection("call", \.calls, "ID", help: "Attempts of this call."),
    ]
  )

  var filters: [AttemptFilter] {
    filters(.user, users) + filters(.rule, rules) + filters(.policy, policies)
      + filters(.project, projects) + filters(.number, numbers) + filters(.country, countries)
      + filters(.status, statuses) + filters(.outcome, outcomes) + filters(.hour, hours)
      + filters(.weekday, weekdays) + filters(.position, positions) + filters(.round, rounds)
      + filters(.call, calls)
  }

  private func filters(
    _ name: AttemptFilter.Name,
    _ selection: Arguments.Selection<String>
  )
    -> [AttemptFilter]
  {
    selection.included.map { AttemptFilter(name, $0) }
      + selection.excluded.map { AttemptFilter(name, $0, isNegated: true) }
  }
}
