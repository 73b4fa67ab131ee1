/// Under which keys the fields of one kind of entity come.
struct EntityKeys {
  struct Relation {
    var key: UpstreamKey
    var kind: EntityKind
    /// The field that has the related record's id.
    var field: Int?
  }

  /// One for each of the kind's fields; nil for `extra`.
  let fields: [UpstreamKey?]
  let relations: [Relation]
  /// All of them, and `_id`.
  let all: UpstreamKeySet

  private init(_ kind: EntityKind) {
    fields = kind.fields.map { UpstreamKey.named($0.key) }
    let relations = Self.relations(of: kind).compactMap { name, related, idKey in
      UpstreamKey.named(name).map { key in
        Relation(
          key: key,
          kind: related,
          field: kind.fields.firstIndex { $0.key == idKey }
        )
      }
    }
    self.relations = relations
    all = UpstreamKeySet(fields.compactMap(\.self) + relations.map(\.key) + [UpstreamKey.id])
  }

  private static let kinds = EntityKind.allCases.map(EntityKeys.init)

  static func of(_ kind: EntityKind) -> EntityKeys { kinds[kind.rawValue] }

  private static func relations(of kind: EntityKind) -> [(String, EntityKind, String)] {
    let project = ("project", EntityKind.project, "projectId")
    let policy = ("incomingCallPolicy", EntityKind.policy, "incomingCallPolicyId")
    let user = ("user", EntityKind.user, "userId")
    return switch kind {
    case .project, .user: []
    case .policy: [project]
    case .rule: [project, policy, user]
    case .teamMember: [project, user]
    case .call: [project, policy, ("answeredByUser", .user, "answeredByUserId")]
    }
  }
}
