internal import Tally

/// One of OneUptime's lists that a sync reads, and which of its columns.
struct SyncTable {
  let path: String
  let kind: RecordKind
  var select: SelectClause

  private init(
    _ path: String,
    _ kind: RecordKind,
    _ columns: String,
    relations: KeyValuePairs<String, String> = [:],
    required: String = ""
  ) {
    self.path = path
    self.kind = kind
    select = SelectClause(
      "createdAt updatedAt projectId " + columns,
      relations: relations,
      required: "updatedAt projectId " + required
    )
  }

  static let calls = Self(
    "incoming-call-log",
    .calls,
    "version incomingCallPolicyId callerPhoneNumber routingPhoneNumber callProviderCallId status "
      + "statusMessage callDurationInSeconds callCostInUSDCents incomingCallCostInUSDCents "
      + "outgoingCallCostInUSDCents startedAt endedAt answeredByUserId currentEscalationRuleOrder "
      + "repeatCount"
  )

  /// The attempts; of calls and rules that the key may not list, what comes along with attempts.
  static func attempts(without denied: Set<RecordKind>) -> Self {
    var table = Self(
      "incoming-call-log-item",
      .attempts,
      "version incomingCallLogId incomingCallPolicyEscalationRuleId userId userPhoneNumber status "
        + "statusMessage dialDurationInSeconds callCostInUSDCents startedAt endedAt isAnswered",
      relations: ["user": "name email"],
      required: "incomingCallLogId isAnswered"
    )
    if denied.contains(.calls) {
      table.select.add(
        "incomingCallLog",
        "incomingCallPolicyId status startedAt callerPhoneNumber routingPhoneNumber projectId"
      )
    }
    if denied.contains(.rules) {
      table.select.add(
        "incomingCallPolicyEscalationRule",
        "name order incomingCallPolicyId projectId"
      )
    }
    return table
  }

  /// What attempts and calls have only ids of.
  static let names = [
    Self(
      "incoming-call-policy",
      .policies,
      "name description slug routingPhoneNumber isEnabled repeatPolicyIfNoOneAnswers "
        + "repeatPolicyIfNoOneAnswersTimes"
    ),
    Self(
      "incoming-call-policy-escalation-rule",
      .rules,
      "incomingCallPolicyId name description order escalateAfterSeconds onCallDutyPolicyScheduleId "
        + "userId"
    ),
    Self("team-member", .teamMembers, "teamId userId", relations: ["user": "name email"]),
  ]
}

extension SyncTable {
  /// That the server does not give a column, and what reports miss then.
  func words(without column: MissingColumn, _ refusal: OneUptimeError) -> String {
    let place = "\"\(column.name)\" of \(column.model ?? path)"
    return (refusal.status == 422 ? "the key may not read \(place)" : "the server has no \(place)")
      + ": reports go without \(absence(of: column))"
  }

  private func absence(of column: MissingColumn) -> String {
    let names: KeyValuePairs =
      switch kind {
      case .attempts: Self.attemptAbsences
      case .calls: Self.callAbsences
      case .policies: ["name": "names of policies"]
      case .rules: ["name": "names of escalation rules", "incomingCallPolicyId": "their policies"]
      case .teamMembers, .users, .projects: Self.memberAbsences
      }
    let key = column.model == "User" ? "user \(column.name)" : column.name
    return names.first { $0.key == key }?.value ?? "what it holds"
  }

  private static let attemptAbsences: KeyValuePairs = [
    "incomingCallPolicyEscalationRuleId": "escalation rules and rounds",
    "userId": "users",
    "user": "names of users",
    "user name": "names of users",
    "user email": "emails of users",
    "userPhoneNumber": "numbers and countries",
    "status": "statuses, and outcomes but answered and other",
    "dialDurationInSeconds": "talk times",
    "callCostInUSDCents": "recorded costs",
    "startedAt": "starts: attempts belong to the time they were written at",
    "endedAt": "ring times",
    "createdAt": "the time of attempts without a start",
  ]

  private static let memberAbsences: KeyValuePairs = [
    "user": "names of users", "userId": "names of users", "user name": "names of users",
    "user email": "emails of users",
  ]

  private static let callAbsences: KeyValuePairs = [
    "incomingCallPolicyId": "the policies of calls",
    "startedAt": "the time of calls that nobody was rung for",
    "callProviderCallId": "the ids by which the carrier's records are matched",
  ]
}
