/// Under which keys the fields of an attempt come.
enum AttemptKeys {
  struct Field {
    var key: UpstreamKey
    var name: String
    var field: AttemptField
    var form: EntityField.Form
  }

  struct Reference {
    var key: UpstreamKey
    var name: String
    var relation: UpstreamKey
    var field: AttemptField
    var kind: EntityKind
  }

  static let integers =
    field("createdAt", .createdAt, .instant) + field("updatedAt", .updatedAt, .instant)
    + field("deletedAt", .deletedAt, .instant) + field("version", .version, .integer)
    + field("dialDurationInSeconds", .dialSeconds, .integer)
    + field("callCostInUSDCents", .recordedCostMicrocents, .cents)
    + field("startedAt", .startedAt, .instant) + field("endedAt", .endedAt, .instant)
    + field("isAnswered", .isAnswered, .boolean)

  static let texts =
    field("userPhoneNumber", .phone, .text) + field("status", .status, .text)
    + field("statusMessage", .statusMessage, .text)

  static let references =
    reference("projectId", "project", .project, .project)
    + reference("incomingCallLogId", "incomingCallLog", .call, .call)
    + reference(
      "incomingCallPolicyEscalationRuleId",
      "incomingCallPolicyEscalationRule",
      .rule,
      .rule
    )
    + reference("userId", "user", .user, .user)

  static let all = UpstreamKeySet(
    integers.map(\.key) + texts.map(\.key) + references.map(\.key) + references.map(\.relation)
      + [UpstreamKey.id]
  )

  private static func field(
    _ name: String,
    _ field: AttemptField,
    _ form: EntityField.Form
  )
    -> [Field]
  {
    UpstreamKey.named(name).map { [Field(key: $0, name: name, field: field, form: form)] } ?? []
  }

  private static func reference(
    _ name: String,
    _ relation: String,
    _ field: AttemptField,
    _ kind: EntityKind
  ) -> [Reference] {
    guard let key = UpstreamKey.named(name), let relation = UpstreamKey.named(relation) else {
      return []
    }
    return [Reference(key: key, name: name, relation: relation, field: field, kind: kind)]
  }
}
