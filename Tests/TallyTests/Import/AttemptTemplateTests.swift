import Reports
import Support
import Testing

@testable import Tally

/// Records written in many ways, some usual and some odd, as one server would never mix them.
private struct RecordWriter {
  var random: SplitMix64
  var isWrapped: Bool
  var hasSpaces: Bool
  var hasRelations = false
  /// Whether the calls are among the relations.
  var hasCalls = true
  /// How many times rarer the odd is than often.
  var calm = 1

  mutating func line() -> String {
    var members = [
      ("_id", "\"\(uuid())\""),
      ("createdAt", value("DateTime", instant())),
      ("updatedAt", value("DateTime", instant())),
      (
        "projectId",
        value(
          "ObjectID",
          "00000000-0000-4000-8000-00000000000\(Int.random(in: 1...3, using: &random))"
        )
      ),
      ("incomingCallLogId", value("ObjectID", uuid())),
      ("incomingCallPolicyEscalationRuleId", chance(5) ? "null" : value("ObjectID", uuid())),
      ("userId", chance(5) ? "null" : value("ObjectID", uuid())),
      (
        "userPhoneNumber",
        value("Phone", odd("+1415555\(Int.random(in: 1000...1020, using: &random))"))
      ),
      ("status", "\"\(odd("Connected"))\""),
      ("statusMessage", chance(2) ? "null" : "\"\(odd("No answer after 30 seconds"))\""),
      ("dialDurationInSeconds", number()),
      ("callCostInUSDCents", number()),
      ("startedAt", chance(6) ? "null" : value("DateTime", instant())),
      ("endedAt", chance(3) ? "null" : value("DateTime", instant())),
      ("isAnswered", chance(2) ? "true" : chance(20) ? "null" : "false"),
    ]
    if hasRelations { addRelations(to: &members) }
    if chance(10) { members.remove(at: Int.random(in: 1..<members.count, using: &random)) }
    if chance(15) { members.swapAt(3, 7) }
    if chance(25) { members.append(("unheardOf", number())) }
    if chance(40) { members.append(members[2]) }
    let colon = hasSpaces ? ": " : ":"
    let comma = hasSpaces ? ", " : ","
    var line = "{" + members.map { "\"\($0)\"\(colon)\($1)" }.joined(separator: comma) + "}"
    if chance(30) { line.removeLast(Int.random(in: 1...20, using: &random)) }
    return line
  }

  /// Relations come before the ids of what they are of, and some instead of them.
  private mutating func addRelations(to members: inout [(String, String)]) {
    for (key, relation) in [
      ("projectId", "project"), ("incomingCallLogId", "incomingCallLog"),
      ("incomingCallPolicyEscalationRuleId", "incomingCallPolicyEscalationRule"),
      ("userId", "user"),
    ] where relation != "incomingCallLog" || hasCalls {
      guard let index = members.firstIndex(where: { $0.0 == key }) else { continue }
      if relation == "user" { members.remove(at: index) }
      members.insert((relation, chance(9) ? "null" : object(relation)), at: index)
    }
  }

  private mutating func object(_ relation: String) -> String {
    let number = Int.random(in: 1...4, using: &random)
    let id = Identifier(high: UInt64(relation.utf8.count), low: UInt64(number))
    var members = [("_id", "\"\(id)\"")]
    let name = chance(30) ? "\"\(odd("New name"))\"" : "\"\(odd("Name \(number)"))\""
    switch relation {
    case "user":
      members.append(("name", chance(5) ? "null" : name))
      members.append(("email", value("Email", "person\(number)@example.com")))
    case "incomingCallLog":
      members[0].1 = "\"\(uuid())\""
      members.append(("incomingCallPolicyId", value("ObjectID", uuid())))
      members.append(("callerPhoneNumber", value("Phone", odd("+44207946000\(number)"))))
      members.append(("status", name))
      members.append(("callDurationInSeconds", self.number()))
      members.append(("startedAt", chance(4) ? "null" : value("DateTime", instant())))
    case "project": members.append(("name", name))
    default:
      members.append(("name", name))
      members.append(("order", chance(8) ? self.number() : String(number)))
    }
    if chance(25) { members.append(("unheardOf", self.number())) }
    if chance(25) { members.append(("", name)) }
    if chance(30) { members.append(members[1]) }
    if chance(30) { members.removeFirst() }
    if chance(30) { members.swapAt(0, members.count - 1) }
    if chance(40) { members.append(("timezone", "\"\(String(repeating: "z", count: 600))\"")) }
    if chance(60) { return pick(["[]", "7", "{}", "{\"_id\":null}", "{\"_id\":7}"]) }
    return "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }

  private mutating func chance(_ oneIn: Int) -> Bool {
    Int.random(in: 0..<(oneIn * calm), using: &random) == 0
  }

  private mutating func pick(_ texts: [String]) -> String {
    texts[Int.random(in: 0..<texts.count, using: &random)]
  }

  private func value(_ type: String, _ text: String) -> String {
    isWrapped ? "{\"_type\":\"\(type)\",\"value\":\"\(text)\"}" : "\"\(text)\""
  }

  private mutating func uuid() -> String {
    let id = Identifier(
      high: UInt64.random(in: 0...3, using: &random),
      low: random.next()
    ).description
    if chance(12) { return id.uppercased() }
    if chance(40) {
      return String(id.dropLast()) + pick(["g", "`", ":", "/", "@", "G"])
    }
    return id
  }

  private mutating func instant() -> String {
    let text = Instant(
      milliseconds: Int64.random(in: -2_000_000_000_000...4_000_000_000_000, using: &random)
    ).description
    switch Int.random(in: 0..<(40 * calm), using: &random) {
    case 0: return text.dropLast() + "+05:30"
    case 1: return text.dropLast(5) + "Z"
    case 2: return String(text.dropLast())
    case 3: return "2026-02-29T00:00:00.000Z"
    case 4: return "2024-02-29T23:59:59.999Z"
    case 5: return "2026-04-31T00:00:00.000Z"
    case 6: return "2026-06-01 04:14:13.621+00"
    case 7: return "2026-06-01T24:00:00.000Z"
    case 8: return "2026-13-01T00:00:00.000Z"
    case 9: return "2026-06-01T04:14:60.000Z"
    case 10: return "-026-06-01T04:14:13.621Z"
    default: return text
    }
  }

  private mutating func odd(_ text: String) -> String {
    switch Int.random(in: 0..<(20 * calm), using: &random) {
    case 0: text + "é–山"
    case 1: text + "\\\""
    case 2: text + "\\u00e9"
    case 3: ""
    case 4: text + "\u{1}"
    case 5: text + String(repeating: "x", count: 40)
    default: text
    }
  }

  private mutating func number() -> String {
    let values = [
      "0", "1", "-1", "72", "1.35", "1e2", "1e400", "01", "-", "999999999", "2147483648", "null",
      "12345678901", "-0", "0.0000001", "\"7\"",
    ]
    return chance(4)
      ? pick(values) : String(Int.random(in: 0...4000, using: &random))
  }
}

/// What an import leaves behind: every row as exported, what was told, and what was counted.
private struct Outcome: Equatable {
  var rows: [[Value]]
  var rejects: [String]
  var counters: [RecordKind: RecordCounters]
  init(path: String, storePath: String, usesTemplate: Bool) throws {
    var rejects: [String] = []
    var request = Importer.Request(paths: [path], storePath: storePath)
    request.usesTemplate = usesTemplate
    counters = try Importer.run(request, onReject: { rejects.append($0.json) }).counters
    self.rejects = rejects
    var rows: [[Value]] = []
    let list = try AttemptList(
      AttemptList.Request(
        title: "",
        period: Period(from: nil, to: nil, zone: .utc),
        filters: [],
        costBasis: .effective
      ),
      in: Store(path: storePath)
    )
    try list.forEachRow { rows.append($0) }
    self.rows = rows
  }
}

struct AttemptTemplateTests {
  @Test(arguments: 1...60)
  func `what the template reads is what taking records apart gives`(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var writer = RecordWriter(
      random: SplitMix64(seed: random.next()),
      isWrapped: random.next() % 3 != 0,
      hasSpaces: random.next() % 4 == 0,
      hasRelations: random.next() % 2 == 0,
      hasCalls: random.next() % 2 == 0
    )
    let lines = (0..<120).map { _ in writer.line() }
    let isArray = seed % 3 == 0
    let isList = seed % 3 == 1
    let text =
      isArray
      ? "[" + lines.joined(separator: ",\n") + "]"
      : isList
        ? "{\"data\":[" + lines.joined(separator: ",") + "],\"count\":120,\"skip\":0}"
        : lines.joined(separator: "\n")
    let directory = try TemporaryDirectory()
    try directory.write(text, to: "input.json")
    let fast = try Outcome(
      path: directory.file("input.json"),
      storePath: directory.file("fast"),
      usesTemplate: true
    )
    let slow = try Outcome(
      path: directory.file("input.json"),
      storePath: directory.file("slow"),
      usesTemplate: false
    )
    #expect(fast.counters == slow.counters)
    #expect(fast.rejects == slow.rejects)
    for (left, right) in zip(fast.rows, slow.rows) { #expect(left == right) }
    #expect(fast.rows.count == slow.rows.count)
    #expect(fast.rows.count > 10)
    let isSame = try directory.contents(of: "fast") == directory.contents(of: "slow")
    #expect(isSame)
  }

  @Test(arguments: [false, true])
  func `a record like the first is read without being taken apart`(hasRelations: Bool) throws {
    var writer = RecordWriter(
      random: SplitMix64(seed: 7),
      isWrapped: true,
      hasSpaces: false,
      hasRelations: hasRelations,
      calm: hasRelations ? 20 : 1
    )
    let lines = (0..<300).map { _ in writer.line() }
    let readCount = FastReading.count(ofLinesReadBy: AttemptTemplate.self, lines)
    #expect(readCount > (hasRelations ? 100 : 10))
  }
}
