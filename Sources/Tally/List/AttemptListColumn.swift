package import Reports

/// The columns of a list of attempts; the raw value is a column's name.
package enum AttemptListColumn: String, CaseIterable, Sendable {
  case id
  case callID = "call_id"
  case projectID = "project_id"
  case projectName = "project_name"
  case userID = "user_id"
  case userName = "user_name"
  case userEmail = "user_email"
  case ruleID = "rule_id"
  case ruleName = "rule_name"
  case policyID = "policy_id"
  case policyName = "policy_name"
  case number
  case country
  case status
  case statusMessage = "status_message"
  case outcome
  case isAnswered = "is_answered"
  case position
  case round
  case createdAt = "created_at"
  case updatedAt = "updated_at"
  case startedAt = "started_at"
  case endedAt = "ended_at"
  case dialSeconds = "dial_seconds"
  case ringSeconds = "ring_seconds"
  case recordedCost = "recorded_cost_usd"
  case carrierCost = "carrier_cost_usd"
  case ratedCost = "rated_cost_usd"
  case effectiveCost = "effective_cost_usd"
  case costSource = "cost_source"
  case dimensionLost = "dimension_lost"
  case version
  case extra

  /// Reads words of `--columns`: names, none of them twice.
  package static func list(_ names: [String]) throws(ReportError) -> [Self] {
    guard !names.isEmpty else { throw .noColumns }
    var columns: [Self] = []
    for name in names {
      guard let column = Self(rawValue: name) else {
        throw .unknownColumn(name, similar: Suggestion.near(name, among: allCases.map(\.rawValue)))
      }
      guard !columns.contains(column) else { throw .repeatedColumn(name) }
      columns.append(column)
    }
    return columns
  }

  package var column: Column {
    let (title, unit, definition) = heading
    return Column(name: rawValue, title: title, unit: unit, definition: definition)
  }

  private var heading: (title: String, unit: Unit, definition: String) {
    switch self {
    case .id: ("Attempt", .identifier, "The attempt's _id.")
    case .callID: ("Call", .identifier, "The call's id, incomingCallLogId.")
    case .projectID: ("Project id", .identifier, "The project's id.")
    case .projectName: ("Project", .text, "The project's name, where it is known.")
    case .userID: ("User id", .identifier, "The user whose phone rang.")
    case .userName: ("User", .text, "The user's name, where it is known.")
    case .userEmail: ("Email", .text, "The user's email, where it is known.")
    case .ruleID: ("Rule id", .identifier, "The escalation rule that rang the user.")
    case .ruleName: ("Rule", .text, "The rule's name, where it has one.")
    case .policyID: ("Policy id", .identifier, "The policy of the call, else of the rule.")
    case .policyName: ("Policy", .text, "The policy's name, where it is known.")
    case .number: ("Number", .phone, "The user's phone as it was dialled.")
    case .country: ("Country", .text, "The E.164 country calling code of the number.")
    case .status: ("Status", .text, "The status as OneUptime stored it.")
    case .statusMessage: ("Message", .text, "The message beside the status.")
    case .outcome: ("Outcome", .text, "How the attempt ended, one of eight words.")
    case .isAnswered: ("Answered", .boolean, "Whether the user answered.")
    case .position: ("Position", .ordinal, "The attempt's rank in its call; 1 rang first.")
    case .round: ("Round", .ordinal, "1, and one more each time the same rule rang again.")
    case .createdAt: ("Created", .instant, "When the record was made.")
    case .updatedAt: ("Updated", .instant, "When the record was last changed.")
    case .startedAt: ("Started", .instant, "When the attempt started.")
    case .endedAt: ("Ended", .instant, "When the attempt ended; empty while it rings.")
    case .dialSeconds: ("Dial time", .seconds, "Talk time of the answered leg.")
    case .ringSeconds:
      (
        "Ring time", .seconds,
        "Whole seconds from start to end, less the talk time; empty where that is negative."
      )
    case .recordedCost: ("Recorded cost", .dollars, "callCostInUSDCents as it was recorded.")
    case .carrierCost: ("Carrier cost", .dollars, "What the carrier charged for it.")
    case .ratedCost: ("Rated cost", .dollars, "What the rate card asks for it.")
    case .effectiveCost: ("Cost", .dollars, "The cost that counts; empty where unknown.")
    case .costSource:
      (
        "Cost source", .text,
        "Where the cost that counts comes from: carrier, recorded or rated."
      )
    case .dimensionLost:
      (
        "Dimension lost", .boolean,
        "Whether the source has since lost the user or the rule, which is kept here."
      )
    case .version: ("Version", .ordinal, "How often OneUptime has changed the record.")
    case .extra: ("Other fields", .text, "Fields OneUptime is not known to have, as JSON.")
    }
  }
}
