import Reports

@testable import Tally

/// The rule by which records become rows, done as naively as it is written down: everything ever
/// said of a field is kept, and the winner is looked for at the end.
struct ReferenceStore {
  typealias Content = HistoryRecord.Content

  struct Thing: Hashable {
    var kind: RecordKind
    var id: Identifier
  }

  private struct Saying {
    var stamp: Int64
    var content: Content
  }

  private var sayings: [Thing: [String: [Saying]]] = [:]
  private(set) var recorded: Set<Thing> = []
  /// Everything that was ever mentioned.
  private(set) var mentioned: Set<Thing> = []

  mutating func add(_ record: HistoryRecord) {
    let thing = Thing(kind: record.kind, id: record.id)
    recorded.insert(thing)
    mentioned.insert(thing)
    var stamp = Int64.min
    if case .instant(let updatedAt)? = record["updatedAt"] { stamp = updatedAt }
    add(record.members, of: thing, stamp: stamp)
    for relation in record.relations {
      let (idKey, kind) = Self.relations[relation.key] ?? ("", .projects)
      if record[idKey] == nil {
        let content = relation.record.map { Content.reference($0.id) } ?? .null
        add([HistoryRecord.Member(key: idKey, content: content)], of: thing, stamp: stamp)
      }
      guard let related = relation.record, !related.members.isEmpty else { continue }
      let other = Thing(kind: kind, id: related.id)
      mentioned.insert(other)
      add(related.members, of: other, stamp: stamp)
    }
  }

  private mutating func add(_ members: [HistoryRecord.Member], of thing: Thing, stamp: Int64) {
    for member in members {
      sayings[thing, default: [:]][member.key, default: []]
        .append(Saying(stamp: stamp, content: member.content))
      if case .reference(let id) = member.content, let kind = Self.kinds[member.key] {
        mentioned.insert(Thing(kind: kind, id: id))
      }
    }
  }

  /// What a field says in the end; nil where nothing was ever said, or NULL.
  func content(_ thing: Thing, _ key: String) -> Content? {
    guard let winner = winner(thing, key), winner.content != .null else { return nil }
    return winner.content
  }

  /// Whether a NULL was told after the user or the rule that is kept.
  func isDimensionLost(_ thing: Thing) -> Bool {
    ["userId", "incomingCallPolicyEscalationRuleId"].contains { key in
      guard let winner = winner(thing, key), winner.content != .null else { return false }
      return (sayings[thing]?[key] ?? [])
        .contains { $0.content == .null && $0.stamp > winner.stamp }
    }
  }

  private func winner(_ thing: Thing, _ key: String) -> Saying? {
    var all = sayings[thing]?[key] ?? []
    let isDimension = key == "userId" || key == "incomingCallPolicyEscalationRuleId"
    if thing.kind == .attempts, isDimension, all.contains(where: { $0.content != .null }) {
      all.removeAll { $0.content == .null }
    }
    let isAttemptStatus = thing.kind == .attempts && key == "status"
    return all.max { left, right in
      if left.stamp != right.stamp { return left.stamp < right.stamp }
      return Self.rank(left.content, isAttemptStatus) < Self.rank(right.content, isAttemptStatus)
    }
  }

  /// Something to compare by: NULL first, numbers by size, texts and ids by their bytes, and the
  /// status of an attempt by how far it had come.
  private static func rank(_ content: Content, _ isStatus: Bool) -> Rank {
    switch content {
    case .null: Rank(group: 0)
    case .number(let number), .microcents(let number), .instant(let number), .unknown(let number):
      Rank(group: 1, number: number)
    case .flag(let flag): Rank(group: 1, number: flag ? 1 : 0)
    case .text(let text):
      Rank(group: isStatus ? 1 + statusRank(text) : 1, bytes: Array(text.utf8))
    case .reference(let id): Rank(group: 1, bytes: Array(id.description.utf8))
    }
  }

  private static func statusRank(_ status: String) -> Int {
    ["Initiated": 0, "Ringing": 1, "Escalated": 2, "Completed": 4, "Connected": 5][status] ?? 3
  }

  private struct Rank: Comparable {
    var group = 0
    var number: Int64 = 0
    var bytes: [UInt8] = []

    static func < (left: Self, right: Self) -> Bool {
      if left.group != right.group { return left.group < right.group }
      if left.number != right.number { return left.number < right.number }
      return left.bytes.lexicographicallyPrecedes(right.bytes)
    }
  }

  private static let kinds: [String: RecordKind] = [
    "projectId": .projects, "incomingCallLogId": .calls, "incomingCallPolicyId": .policies,
    "incomingCallPolicyEscalationRuleId": .rules, "userId": .users, "answeredByUserId": .users,
  ]

  private static let relations: [String: (String, RecordKind)] = [
    "project": ("projectId", .projects), "incomingCallLog": ("incomingCallLogId", .calls),
    "incomingCallPolicyEscalationRule": ("incomingCallPolicyEscalationRuleId", .rules),
    "user": ("userId", .users), "incomingCallPolicy": ("incomingCallPolicyId", .policies),
    "answeredByUser": ("answeredByUserId", .users),
  ]
}
