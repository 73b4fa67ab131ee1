import Reports

@testable import Tally

extension ReferenceStore {
  /// The columns of the list of attempts that come from records alone.
  static let listedColumns = [
    "id", "call_id", "project_id", "project_name", "user_id", "user_name", "user_email", "rule_id",
    "rule_name", "policy_id", "policy_name", "number", "status", "status_message", "is_answered",
    "created_at", "updated_at", "started_at", "ended_at", "dial_seconds", "recorded_cost_usd",
    "dimension_lost", "version", "extra",
  ]

  /// A line for each attempt that counts, in the order of ids.
  var attemptLines: [String] {
    countedAttempts.map { attempt in
      let call = related(attempt, "incomingCallLogId", .calls)
      let project = related(attempt, "projectId", .projects)
      let user = related(attempt, "userId", .users)
      let rule = related(attempt, "incomingCallPolicyEscalationRuleId", .rules)
      let policy =
        call.flatMap { related($0, "incomingCallPolicyId", .policies) }
        ?? rule.flatMap { related($0, "incomingCallPolicyId", .policies) }
      let fields = [
        attempt.id.description, call?.id.description, project?.id.description,
        text(project, "name"), user?.id.description, text(user, "name"), text(user, "email"),
        rule?.id.description, text(rule, "name"), policy?.id.description, text(policy, "name"),
        text(attempt, "userPhoneNumber"), text(attempt, "status"), text(attempt, "statusMessage"),
        text(attempt, "isAnswered"), text(attempt, "createdAt"), text(attempt, "updatedAt"),
        text(attempt, "startedAt"), text(attempt, "endedAt"),
        text(attempt, "dialDurationInSeconds"), text(attempt, "callCostInUSDCents"),
        String(isDimensionLost(attempt)), text(attempt, "version"), text(attempt, "zUnknown"),
      ]
      return fields.map { $0 ?? StoreImage.null }.joined(separator: "|")
    }
  }

  /// The attempts that are not deleted and of which the call and the answer are known.
  var countedAttempts: [Thing] {
    recorded.filter { thing in
      thing.kind == .attempts && content(thing, "deletedAt") == nil
        && content(thing, "incomingCallLogId") != nil && content(thing, "isAnswered") != nil
    }.sorted { $0.id < $1.id }
  }

  /// A line for each call that has a record of its own and is not deleted.
  var callLines: [String] {
    recorded.filter { $0.kind == .calls && content($0, "deletedAt") == nil }
      .sorted { $0.id < $1.id }
      .map { call in
        let fields = [
          call.id.description, related(call, "projectId", .projects)?.id.description,
          related(call, "incomingCallPolicyId", .policies)?.id.description,
          text(call, "callerPhoneNumber"), text(call, "status"), text(call, "startedAt"),
        ]
        return fields.map { $0 ?? StoreImage.null }.joined(separator: "|")
      }
  }

  /// A line for everything of a kind that was ever mentioned, with some of its texts.
  func lines(of kind: RecordKind, _ keys: String...) -> [String] {
    mentioned.filter { $0.kind == kind && content($0, "deletedAt") == nil }
      .sorted { $0.id < $1.id }
      .map { thing in
        ([thing.id.description] + keys.map { text(thing, $0) ?? StoreImage.null }).joined(
          separator: "|"
        )
      }
  }

  private func related(_ thing: Thing, _ key: String, _ kind: RecordKind) -> Thing? {
    guard case .reference(let id)? = content(thing, key) else { return nil }
    return Thing(kind: kind, id: id)
  }

  private func text(_ thing: Thing?, _ key: String) -> String? {
    guard let thing, let content = content(thing, key) else { return nil }
    return switch content {
    case .null: nil
    case .number(let number): String(number)
    case .microcents(let cost): FixedDecimal(unscaled: cost, scale: 8).text(decimals: 2...8)
    case .text(let text): StoreImage.ascii(text)
    case .flag(let flag): String(flag)
    case .instant(let milliseconds): Instant(milliseconds: milliseconds).description
    case .reference(let id): id.description
    case .unknown(let number): StoreImage.ascii("{\"zUnknown\":\(number)}")
    }
  }
}
