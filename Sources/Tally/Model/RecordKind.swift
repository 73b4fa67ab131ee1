/// The kinds of records that an import recognises, by upstream's model.
package enum RecordKind: String, Sendable, CaseIterable {
  /// Incoming Call Log Item.
  case attempts
  /// Incoming Call Log.
  case calls
  /// Incoming Call Policy.
  case policies
  /// Incoming Call Policy Escalation Rule.
  case rules
  /// Team Member: where user names come from.
  case teamMembers = "team_members"
  case users
  case projects

  /// The table such records go to; nil for attempts.
  package var entity: EntityKind? { EntityKind.allCases.first { $0.recordKind == self } }

  /// Whether upstream keeps passwords or tokens with it; see ``EntityKind/hasSecrets``.
  package var hasSecrets: Bool { entity?.hasSecrets ?? false }

  /// What people call several of them.
  package var words: String {
    switch self {
    case .attempts: "attempts"
    case .calls: "calls"
    case .policies: "policies"
    case .rules: "escalation rules"
    case .teamMembers: "team members"
    case .users: "users"
    case .projects: "projects"
    }
  }

  /// What reports miss where none of them are known.
  package var absence: String {
    switch self {
    case .attempts: "attempts"
    case .calls: "calls that nobody was rung for, and the policies of calls"
    case .policies: "names of policies"
    case .rules: "names of escalation rules"
    case .teamMembers: "memberships in teams"
    case .users: "names and emails of users"
    case .projects: "names of projects"
    }
  }

  /// A number of them in words: `1 attempt`, `2 policies`.
  package func counted(_ count: Int) -> String {
    guard count == 1 else { return "\(count) \(words)" }
    return "1 " + (words.hasSuffix("ies") ? words.dropLast(3) + "y" : words.dropLast())
  }
}
