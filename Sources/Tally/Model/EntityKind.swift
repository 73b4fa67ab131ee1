/// The kinds of records that attempts refer to, each with a table of its own.
package enum EntityKind: Int, Sendable, CaseIterable {
  case project
  case user
  case policy
  case rule
  case teamMember
  case call

  /// The table's name.
  package var table: String {
    switch self {
    case .project: "project"
    case .user: "user"
    case .policy: "policy"
    case .rule: "rule"
    case .teamMember: "team_member"
    case .call: "call"
    }
  }

  package var recordKind: RecordKind {
    switch self {
    case .project: .projects
    case .user: .users
    case .policy: .policies
    case .rule: .rules
    case .teamMember: .teamMembers
    case .call: .calls
    }
  }

  /// Whether upstream keeps passwords, tokens or card numbers with it, which are none of our
  /// business: of such records only what reports show is kept.
  package var hasSecrets: Bool { self == .user || self == .project }

  /// The fields in the order of the table's columns behind `merge_state`; the last is `extra`.
  package var fields: [EntityField] {
    switch self {
    case .project: EntityField.project
    case .user: EntityField.user
    case .policy: EntityField.policy
    case .rule: EntityField.rule
    case .teamMember: EntityField.teamMember
    case .call: EntityField.call
    }
  }
}
