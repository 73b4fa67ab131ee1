/// In which order the tables have their columns, for statements that do not list them.
struct DumpTables {
  private var defined: [RecordKind: [String]] = [:]

  /// Notes what a CREATE TABLE says.
  mutating func define(_ table: DumpTable) {
    guard let kind = table.kind, let columns = table.columns else { return }
    defined[kind] = columns
  }

  /// The columns of a table's rows; nil where nothing tells.
  func columns(of table: DumpTable) -> [String]? {
    guard let kind = table.kind else { return nil }
    return table.columns ?? defined[kind] ?? Self.usual[kind]
  }

  /// The order upstream's migrations have made; of the other tables it has changed too often.
  private static let usual: [RecordKind: [String]] = [
    .attempts: common + [
      "projectId", "incomingCallLogId", "incomingCallPolicyEscalationRuleId", "userId",
      "userPhoneNumber", "status", "statusMessage", "dialDurationInSeconds", "callCostInUSDCents",
      "startedAt", "endedAt", "isAnswered",
    ],
    .calls: common + [
      "projectId", "incomingCallPolicyId", "callerPhoneNumber", "routingPhoneNumber",
      "callProviderCallId", "status", "statusMessage", "callDurationInSeconds",
      "callCostInUSDCents", "incomingCallCostInUSDCents", "outgoingCallCostInUSDCents",
      "startedAt", "endedAt", "answeredByUserId", "currentEscalationRuleOrder", "repeatCount",
    ],
    .policies: common + [
      "projectId", "name", "description", "slug", "routingPhoneNumber",
      "callProviderPhoneNumberId", "phoneNumberCountryCode", "phoneNumberAreaCode",
      "phoneNumberPurchasedAt", "greetingMessage", "noAnswerMessage", "noOneAvailableMessage",
      "isEnabled", "repeatPolicyIfNoOneAnswers", "repeatPolicyIfNoOneAnswersTimes",
      "projectCallSMSConfigId", "createdByUserId", "deletedByUserId",
    ],
    .rules: common + [
      "projectId", "incomingCallPolicyId", "name", "description", "order", "escalateAfterSeconds",
      "onCallDutyPolicyScheduleId", "userId", "createdByUserId", "deletedByUserId",
    ],
  ]

  private static let common = ["_id", "createdAt", "updatedAt", "deletedAt", "version"]
}
