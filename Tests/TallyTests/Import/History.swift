import Support
import Tally

/// Records of a few attempts, calls, policies, rules, users and team members, told several times
/// over with different contents, some parts not selected and some NULL.
struct History {
  private(set) var records: [HistoryRecord] = []
  private var random: SplitMix64

  /// Texts that differ in bytes though not to the eye, and those that writers trip over.
  static let texts = [
    "", "Ana", "e\u{301}", "\u{E9}", "quote\" comma, slash\\", "line\nbreak\ttab", "日本語", "😀",
    "=1+1",
  ]
  private static let base: Int64 = 1_772_323_200_000

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    for kind in RecordKind.allCases where kind != .projects {
      for number in 0..<Int.random(in: 1...3, using: &random) {
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          records.append(record(kind, number))
        }
      }
    }
    records.shuffle(using: &random)
  }

  /// A small world: two of each, so that what is told twice is told of the same.
  private static func id(_ kind: RecordKind, _ number: Int) -> Identifier {
    let code = UInt64(RecordKind.allCases.firstIndex(of: kind) ?? 0)
    // The order of ids must not be the order of numbers.
    return Identifier(high: code << 60 | UInt64(7 - number) << 8, low: UInt64(number))
  }

  private mutating func record(_ kind: RecordKind, _ number: Int) -> HistoryRecord {
    var record = HistoryRecord(kind: kind, id: Self.id(kind, number))
    for (key, isAlways) in Self.keys(of: kind) where isAlways || chance(80) {
      record.members.append(HistoryRecord.Member(key: key, content: content(of: key)))
    }
    if chance(90) {
      record.members.append(
        HistoryRecord.Member(key: "updatedAt", content: content(of: "updatedAt"))
      )
    }
    for (key, related) in Self.relations(of: kind) where chance(30) {
      record.relations.append(relation(key, related))
    }
    return record
  }

  private mutating func relation(_ key: String, _ kind: RecordKind) -> HistoryRecord.Relation {
    guard chance(80) else { return HistoryRecord.Relation(key: key, record: nil) }
    var related = HistoryRecord.RelatedRecord(id: Self.id(kind, pick(2)), members: [])
    for key in Self.keysOfRelations(to: kind) where chance(60) {
      related.members.append(HistoryRecord.Member(key: key, content: content(of: key)))
    }
    return HistoryRecord.Relation(key: key, record: related)
  }

  private mutating func content(of key: String) -> HistoryRecord.Content {
    if chance(15), key != "zUnknown" { return .null }
    switch key {
    case "createdAt", "startedAt", "endedAt": return .instant(Self.base + Int64(pick(5)) * 7_001)
    case "updatedAt": return .instant(Self.base + Int64(pick(3)))
    case "deletedAt": return chance(85) ? .null : .instant(Self.base)
    case "projectId": return .reference(Self.id(.projects, pick(2)))
    case "incomingCallLogId": return .reference(Self.id(.calls, pick(2)))
    case "incomingCallPolicyId": return .reference(Self.id(.policies, pick(2)))
    case "incomingCallPolicyEscalationRuleId": return .reference(Self.id(.rules, pick(2)))
    case "userId", "answeredByUserId": return .reference(Self.id(.users, pick(2)))
    case "isAnswered", "isEnabled", "repeatPolicyIfNoOneAnswers": return .flag(chance(50))
    case "callCostInUSDCents": return .microcents(Int64(pick(3)) * 1_350_001 - 1_350_001)
    case "dialDurationInSeconds", "version", "order", "repeatCount", "escalateAfterSeconds":
      return .number(Int64(pick(4)) - 1)
    case "zUnknown": return .unknown(Int64(pick(3)))
    case "status":
      let statuses = ["Initiated", "Ringing", "Escalated", "NoAnswer", "Completed", "Connected"]
      return .text(chance(20) ? Self.texts[pick(Self.texts.count)] : statuses[pick(6)])
    default: return .text(Self.texts[pick(Self.texts.count)])
    }
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &random) < percent
  }

  private mutating func pick(_ count: Int) -> Int {
    Int.random(in: 0..<count, using: &random)
  }
}

extension History {
  /// The keys of a kind, and whether every record has them: one of them tells the kind.
  private static func keys(of kind: RecordKind) -> [(String, Bool)] {
    let common = [("createdAt", false), ("deletedAt", false), ("version", false)]
    let own: [(String, Bool)] =
      switch kind {
      case .attempts:
        [
          ("incomingCallLogId", true), ("projectId", false),
          ("incomingCallPolicyEscalationRuleId", false), ("userId", false),
          ("userPhoneNumber", false), ("status", false), ("statusMessage", false),
          ("dialDurationInSeconds", false), ("callCostInUSDCents", false), ("startedAt", false),
          ("endedAt", false), ("isAnswered", false), ("zUnknown", false),
        ]
      case .calls:
        [
          ("callerPhoneNumber", true), ("projectId", false), ("incomingCallPolicyId", false),
          ("status", false), ("startedAt", false), ("answeredByUserId", false),
          ("callCostInUSDCents", false), ("repeatCount", false),
        ]
      case .policies:
        [
          ("repeatPolicyIfNoOneAnswers", true), ("projectId", false), ("name", false),
          ("routingPhoneNumber", false), ("isEnabled", false),
        ]
      case .rules:
        [
          ("order", true), ("projectId", false), ("incomingCallPolicyId", false), ("name", false),
          ("escalateAfterSeconds", false), ("userId", false),
        ]
      case .teamMembers: [("teamId", true), ("projectId", false), ("userId", false)]
      case .users: [("email", true), ("name", false), ("timezone", false)]
      case .projects: [("name", true)]
      }
    return own + common
  }

  private static func relations(of kind: RecordKind) -> [(String, RecordKind)] {
    switch kind {
    case .attempts:
      [
        ("project", .projects), ("incomingCallLog", .calls),
        ("incomingCallPolicyEscalationRule", .rules), ("user", .users),
      ]
    case .calls:
      [
        ("project", .projects), ("incomingCallPolicy", .policies), ("answeredByUser", .users),
      ]
    case .policies: [("project", .projects)]
    case .rules: [("project", .projects), ("incomingCallPolicy", .policies), ("user", .users)]
    case .teamMembers: [("project", .projects), ("user", .users)]
    case .users, .projects: []
    }
  }

  private static func keysOfRelations(to kind: RecordKind) -> [String] {
    switch kind {
    case .calls: ["incomingCallPolicyId", "callerPhoneNumber", "status", "startedAt"]
    case .rules: ["name", "order", "incomingCallPolicyId"]
    case .users: ["name", "email"]
    default: ["name"]
    }
  }
}
