/// One column of an entity's table and the key upstream sends it under.
package struct EntityField: Sendable {
  package enum Form: Sendable, Equatable {
    case text
    case integer
    case boolean
    case instant
    /// US cents as a number, stored as micro-cents.
    case cents
    case reference(EntityKind)
    /// Whatever else a record had, as a JSON object.
    case extra
  }

  /// The key in JSON and the column in dumps; empty for `extra`.
  package var key: String
  package var column: String
  package var form: Form

  private init(_ key: String, _ column: String, _ form: Form) {
    self.key = key
    self.column = column
    self.form = form
  }
}

extension EntityField {
  static let project = [Self("name", "name", .text)] + common
  static let user =
    [
      Self("name", "name", .text), Self("email", "email", .text),
      Self("timezone", "time_zone", .text),
    ] + common
  static let policy =
    [
      Self("projectId", "project", .reference(.project)), Self("name", "name", .text),
      Self("routingPhoneNumber", "routing_number", .text),
      Self("isEnabled", "is_enabled", .boolean),
      Self("repeatPolicyIfNoOneAnswers", "repeats_if_nobody_answers", .boolean),
      Self("repeatPolicyIfNoOneAnswersTimes", "repeat_count", .integer),
    ] + common
  static let rule =
    [
      Self("projectId", "project", .reference(.project)),
      Self("incomingCallPolicyId", "policy", .reference(.policy)), Self("name", "name", .text),
      Self("order", "order_number", .integer),
      Self("escalateAfterSeconds", "escalate_after_seconds", .integer),
      Self("userId", "user", .reference(.user)),
    ] + common
  static let teamMember =
    [
      Self("projectId", "project", .reference(.project)),
      Self("userId", "user", .reference(.user)), Self("teamId", "team_id", .text),
    ] + common
  static let call =
    [
      Self("projectId", "project", .reference(.project)),
      Self("incomingCallPolicyId", "policy", .reference(.policy)),
      Self("callerPhoneNumber", "caller_number", .text),
      Self("routingPhoneNumber", "routing_number", .text),
      Self("callProviderCallId", "provider_call_id", .text),
      Self("status", "status", .text), Self("statusMessage", "status_message", .text),
      Self("callDurationInSeconds", "call_duration_seconds", .integer),
      Self("callCostInUSDCents", "call_cost_microcents", .cents),
      Self("incomingCallCostInUSDCents", "incoming_call_cost_microcents", .cents),
      Self("outgoingCallCostInUSDCents", "outgoing_call_cost_microcents", .cents),
      Self("startedAt", "started_at", .instant), Self("endedAt", "ended_at", .instant),
      Self("answeredByUserId", "answered_by_user", .reference(.user)),
      Self("currentEscalationRuleOrder", "escalation_rule_order", .integer),
      Self("repeatCount", "repeat_count", .integer),
    ] + common

  /// The columns every upstream table has, and ours for the rest.
  private static let common = [
    Self("createdAt", "created_at", .instant), Self("updatedAt", "updated_at", .instant),
    Self("deletedAt", "deleted_at", .instant), Self("version", "version", .integer),
    Self("", "extra", .extra),
  ]
}
