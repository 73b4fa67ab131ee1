internal import Tally

/// One of OneUptime's lists that a sync reads, and which of its columns.
struct SyncTable {
  let path: String
  let kind: RecordKind
  private let columns: [String]
  /// Relations that come with the records, and what of them.
  private var relations: [(name: String, columns: [String])] = []

  private init(
    _ path: String,
    _ kind: RecordKind,
    _ columns: [String],
    relations: [(name: String, columns: [String])] = []
  ) {
    self.path = path
    self.kind = kind
    self.columns = ["createdAt", "updatedAt", "projectId"] + columns
    self.relations = relations
  }

  /// The object that `select` is.
  var select: String {
    let plain = columns.map { "\"\($0)\":true" }
    let nested = relations.map { relation in
      "\"\(relation.name)\":{\(relation.columns.map { "\"\($0)\":true" }.joined(separator: ","))}"
    }
    return "{\((plain + nested).joined(separator: ","))}"
  }

  static let calls = Self(
    "incoming-call-log",
    .calls,
    [
      "version", "incomingCallPolicyId", "callerPhoneNumber", "routingPhoneNumber",
      "callProviderCallId", "status", "statusMessage", "callDurationInSeconds",
      "callCostInUSDCents", "incomingCallCostInUSDCents", "outgoingCallCostInUSDCents",
      "startedAt", "endedAt", "answeredByUserId", "currentEscalationRuleOrder", "repeatCount",
    ]
  )

  /// The attempts; of calls and rules that the key may not list, what comes along with attempts.
  static func attempts(without denied: Set<RecordKind>) -> Self {
    var table = Self(
      "incoming-call-log-item",
      .attempts,
      [
        "version", "incomingCallLogId", "incomingCallPolicyEscalationRuleId", "userId",
        "userPhoneNumber", "status", "statusMessage", "dialDurationInSeconds",
        "callCostInUSDCents", "startedAt", "endedAt", "isAnswered",
      ],
      relations: [("user", ["name", "email"])]
    )
    if denied.contains(.calls) {
      table.relations.append(
        (
          "incomingCallLog",
          [
            "incomingCallPolicyId", "status", "startedAt", "callerPhoneNumber",
            "routingPhoneNumber", "projectId",
          ]
        )
      )
    }
    if denied.contains(.rules) {
      table.relations.append(
        (
          "incomingCallPolicyEscalationRule",
          ["name", "order", "incomingCallPolicyId", "projectId"]
        )
      )
    }
    return table
  }

  /// What attempts and calls have only ids of.
  static let names = [
    Self(
      "incoming-call-policy",
      .policies,
      [
        "name", "description", "slug", "routingPhoneNumber", "isEnabled",
        "repeatPolicyIfNoOneAnswers", "repeatPolicyIfNoOneAnswersTimes",
      ]
    ),
    Self(
      "incoming-call-policy-escalation-rule",
      .rules,
      [
        "incomingCallPolicyId", "name", "description", "order", "escalateAfterSeconds",
        "onCallDutyPolicyScheduleId", "userId",
      ]
    ),
    Self(
      "team-member",
      .teamMembers,
      ["teamId", "userId"],
      relations: [("user", ["name", "email"])]
    ),
  ]
}
