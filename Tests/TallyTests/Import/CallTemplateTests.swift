import Support
import Testing

@testable import Tally

/// Calls as JSON in many ways, some usual and some odd, as one server would never mix them.
private struct CallWriter {
  private var cells: TableRowWriter
  private let isWrapped: Bool
  private let columns: [String]
  /// Whether the line at hand has nothing odd.
  private var isUsual = false

  init(seed: UInt64) {
    cells = TableRowWriter(random: SplitMix64(seed: seed))
    isWrapped = !cells.chance(3)
    let all = TableRowWriter.callColumns
    columns = cells.chance(3) ? all.shuffled(using: &cells.random) : all
  }

  mutating func line() -> String {
    isUsual = cells.chance(2)
    var members = zip(columns, cells.cells(columns)).map { name, odd in
      let cell = isUsual && odd != nil ? Array(usual(name).utf8) : odd
      return "\"\(name)\":\(value(name, cell.map { String(decoding: $0, as: UTF8.self) }))"
    }
    if isUsual { return "{" + members.joined(separator: ",") + "}" }
    if cells.chance(12) { members.remove(at: cells.pick(Array(members.indices))) }
    if cells.chance(15) { members.swapAt(3, 7) }
    if cells.chance(25) { members.append("\"unheardOf\":7") }
    if cells.chance(40) { members.append(members[2]) }
    if cells.chance(20) { members.append("\"project\":{\"_id\":\"\(PlainAttempt.id(1))\"}") }
    return "{" + members.joined(separator: ",") + "}"
  }

  private mutating func usual(_ name: String) -> String {
    if name == "_id" || name.hasSuffix("Id") && name != "callProviderCallId" {
      return Identifier(high: 1, low: UInt64.random(in: 0..<50, using: &cells.random)).description
    }
    if name.hasSuffix("At") { return "2026-03-0\(cells.pick([1, 2, 3])) 10:00:00+00" }
    if name.hasPrefix("status") { return cells.pick(["Completed", "", "Caller \"hung\" up – so"]) }
    return name == "callProviderCallId" ? "CA20acbb92c5540209" : String(cells.pick([0, 12, 4000]))
  }

  private mutating func value(_ name: String, _ cell: String?) -> String {
    guard let cell else { return name == "_id" ? "\"\(PlainAttempt.id(1))\"" : "null" }
    if name == "version" || name == "repeatCount" || name.hasSuffix("Seconds")
      || name.hasSuffix("Cents") || name.hasSuffix("Order")
    {
      return !isUsual && cells.chance(20) ? "\"\(cell)\"" : cell.isEmpty ? "1e1" : cell
    }
    if name.hasSuffix("At") {
      let usual = cell.replacing(" ", with: "T").replacing("+00", with: "Z")
      let text = !isUsual && cells.chance(5) ? cell : usual.prefix(19) + ".621Z"
      return wrapped("DateTime", JSONText.quoted(text))
    }
    let isText = name.hasPrefix("status") || name == "_id" || name == "callProviderCallId"
    let text = JSONText.quoted(cell)
    return isText ? text : wrapped(name.hasSuffix("Id") ? "ObjectID" : "Phone", text)
  }

  private func wrapped(_ type: String, _ text: String) -> String {
    isWrapped ? "{\"_type\":\"\(type)\",\"value\":\(text)}" : text
  }
}

struct CallTemplateTests {
  @Test(arguments: 1...60)
  func `what the template reads is what taking records apart gives`(seed: UInt64) throws {
    var writer = CallWriter(seed: seed)
    var lines = (0..<120).map { _ in writer.line() }
    // Attempts among them, in one of the forms.
    if seed % 4 == 3 {
      for number in 0..<30 { lines.insert(PlainAttempt.json(number), at: number * 4) }
    }
    let text =
      seed % 4 == 1
      ? "{\"data\":[" + lines.joined(separator: ",") + "],\"count\":120,\"skip\":0}"
      : lines.joined(separator: "\n")
    let directory = try TemporaryDirectory()
    try directory.write(text, to: "input")
    var counters: [[RecordKind: RecordCounters]] = []
    var rejects: [[String]] = []
    for name in ["fast", "slow"] {
      var request = Importer.Request(
        paths: [directory.file("input")],
        storePath: directory.file(name)
      )
      request.usesTemplate = name == "fast"
      var told: [String] = []
      counters.append(try Importer.run(request, onReject: { told.append($0.json) }).counters)
      rejects.append(told)
    }
    #expect(counters[0] == counters[1])
    #expect(rejects[0] == rejects[1])
    #expect((counters[0][.calls]?.inserted ?? 0) > 5)
    let isSame = try directory.contents(of: "fast") == directory.contents(of: "slow")
    #expect(isSame)
  }

  @Test func `a call like the first is read without being taken apart`() throws {
    var writer = CallWriter(seed: 1)
    let lines = (0..<300).map { _ in writer.line() }
    let readCount = FastReading.count(ofLinesReadBy: CallTemplate.self, lines)
    #expect(readCount > 100)
  }
}
