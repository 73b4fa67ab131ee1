/// Tells the kind of a record by the fields that only that kind has.
enum RecordRecognition {
  private struct Rule {
    var kind: RecordKind
    /// Any of these is enough.
    var keys: [UpstreamKey]
    /// Where none of those is there, all of these are.
    var together: [UpstreamKey] = []
  }

  /// In this order: the first that fits is it.
  private static let rules = [
    Rule(
      kind: .attempts,
      keys: keys(
        "incomingCallLogId",
        "incomingCallLog",
        "incomingCallPolicyEscalationRuleId",
        "incomingCallPolicyEscalationRule",
        "userPhoneNumber",
        "dialDurationInSeconds",
        "isAnswered"
      )
    ),
    Rule(
      kind: .calls,
      keys: keys(
        "callerPhoneNumber",
        "callProviderCallId",
        "callDurationInSeconds",
        "incomingCallCostInUSDCents",
        "outgoingCallCostInUSDCents",
        "answeredByUserId",
        "answeredByUser",
        "currentEscalationRuleOrder",
        "repeatCount"
      )
    ),
    Rule(
      kind: .rules,
      keys: keys("escalateAfterSeconds", "onCallDutyPolicyScheduleId", "order"),
      together: keys("incomingCallPolicyId", "name")
    ),
    Rule(kind: .calls, keys: [], together: keys("incomingCallPolicyId", "status")),
    Rule(
      kind: .policies,
      keys: keys(
        "repeatPolicyIfNoOneAnswers",
        "repeatPolicyIfNoOneAnswersTimes",
        "greetingMessage",
        "noAnswerMessage",
        "noOneAvailableMessage",
        "callProviderPhoneNumberId"
      ),
      together: keys("routingPhoneNumber", "name")
    ),
    Rule(kind: .teamMembers, keys: keys("teamId", "team", "hasAcceptedInvitation")),
    Rule(kind: .projects, keys: keys("paymentProviderPlanId", "paymentProviderCustomerId")),
    Rule(kind: .users, keys: keys("email")),
  ]

  /// Where a project has these and no more, which no other record has without others.
  private static let project = keys(
    "_id",
    "createdAt",
    "updatedAt",
    "deletedAt",
    "version",
    "name",
    "slug"
  )

  private static func keys(_ names: String...) -> [UpstreamKey] {
    names.compactMap(UpstreamKey.named)
  }

  static func kind(of members: RecordMembers) -> RecordKind? {
    rules.first { rule in
      rule.keys.contains { members[$0] != nil }
        || !rule.together.isEmpty && rule.together.allSatisfy { members[$0] != nil }
    }?.kind ?? (members.areExactly(project) ? .projects : nil)
  }
}
