import Support
import Testing

@testable import Tally

struct ImporterTests {
  private struct Case: Sendable {
    var name: String
    var text: String
    var reasons: [RejectReason]
    /// How many attempts are taken in all the same.
    var attempts = 0

    init(_ name: String, _ text: String, _ reasons: [RejectReason], attempts: Int = 0) {
      self.name = name
      self.text = text
      self.reasons = reasons
      self.attempts = attempts
    }
  }

  private static let one = PlainAttempt.json(1)
  private static let two = PlainAttempt.json(2)

  /// A good record, one with something wrong in it, and another good one.
  private static func between(_ name: String, _ bad: String, _ reason: RejectReason) -> Case {
    Case(name, "\(one)\n\(bad)\n\(two)\n", [reason], attempts: 2)
  }

  private static func member(_ member: String, _ reason: RejectReason) -> Case {
    between(member, PlainAttempt.json(3, ",\(member)"), reason)
  }

  private static let cases =
    [
      Case("nothing at all", "", [.emptyInput]),
      Case("nothing but space", " \r\n\t ", [.emptyInput]),
      Case("a byte order mark alone", "\u{FEFF}", [.emptyInput]),
      Case("words", "no data", [.unsupportedForm]),
      Case("a page of HTML", "<!DOCTYPE html>\n<html></html>", [.htmlPage]),
      Case("SQLite", "SQLite format 3\0 and so on", [.sqliteDatabase]),
      Case("an archive of pg_dump", "PGDMP\u{1}\u{E}", [.truncated]),
      Case("an error answer", #"{"error":"Invalid API Key"}"#, [.errorResponse]),
      Case("a message answer", #"{"message":"Not found"}"#, [.errorResponse]),
      Case("an unknown id", "{}", [.emptyObject]),
      Case("an empty page", #"{"data":[],"count":0,"skip":0,"limit":10}"#, []),
      Case("an empty array", "[]", []),
      Case("the byte order mark", "\u{FEFF}[\(one)]", [], attempts: 1),
      Case("lines of Windows", "\(one)\r\n\(two)\r\n", [], attempts: 2),
      Case(
        "one after another",
        one + two + " \n\n " + "[" + PlainAttempt.json(3) + "]",
        [],
        attempts: 3
      ),
      Case("a truncated array", "[\(one),\(two)", [.truncated], attempts: 2),
      Case("a truncated record", "[\(one),\(two.dropLast(9))", [.truncated], attempts: 1),
      Case("a truncated page", #"{"data":["# + "\(one),\(two)", [.truncated], attempts: 2),
      Case("a page without its tail", #"{"data":["# + "\(one)]", [.truncated], attempts: 1),
      Case("ids alone", "[{\"_id\":\"\(PlainAttempt.id(1))\"}]", [.unrecognized]),
      Case("something else altogether", #"[{"a":1,"b":2}]"#, [.unrecognized]),
      Case("no objects", #"[1,"a",null,[],true]"#, Array(repeating: .wrongType, count: 5)),
      between("a cut line", String(one.dropLast(30)), .malformedJSON),
      between("no JSON", "{nonsense}", .malformedJSON),
      between("a bad escape", PlainAttempt.json(3, #","status":"\x""#), .malformedJSON),
      between(
        "half a surrogate pair",
        PlainAttempt.json(3, #","status":"\ud83d""#),
        .malformedJSON
      ),
      between("a tab in a text", PlainAttempt.json(3, ",\"status\":\"a\tb\""), .malformedJSON),
      between("a NUL byte", PlainAttempt.json(3, ",\"status\":\"a\0b\""), .nulByte),
      between("an escaped NUL", PlainAttempt.json(3, #","status":"a\u0000b""#), .nulByte),
      between("the same key twice", PlainAttempt.json(3, ",\"isAnswered\":true"), .duplicateKey),
      between(
        "the same key twice, once escaped",
        PlainAttempt.json(3, ",\"isAns\\u0077ered\":true"),
        .duplicateKey
      ),
      between("no id", one.replacing("\"_id\"", with: "\"id\""), .missingField),
      between("a NULL id", one.replacing("\"\(PlainAttempt.id(1))\"", with: "null"), .missingField),
      between(
        "deep nesting",
        PlainAttempt.json(
          3,
          ",\"x\":" + String(repeating: "[", count: 100_000)
            + String(repeating: "]", count: 100_000)
        ),
        .tooDeep
      ),
    ] + members

  private static let members = [
    member(#""userId":"7""#, .invalidIdentifier), member(#""userId":7"#, .wrongType),
    member(#""userId":["a"]"#, .wrongType), member(#""user":7"#, .wrongType),
    member(#""user":{"_id":"x"}"#, .invalidIdentifier), member(#""status":{}"#, .wrongType),
    member(#""status":1"#, .wrongType), member(#""startedAt":0"#, .wrongType),
    member(#""startedAt":"today""#, .invalidInstant),
    member(#""startedAt":"2026-02-29T00:00:00Z""#, .instantOutOfRange),
    member(#""startedAt":"2026-03-01T00:00:00""#, .instantWithoutZone),
    member(#""dialDurationInSeconds":"7""#, .wrongType),
    member(#""dialDurationInSeconds":0.5"#, .numberTooFine),
    member(#""dialDurationInSeconds":2147483648"#, .numberOutOfRange),
    member(#""dialDurationInSeconds":99999999999999999999"#, .numberOutOfRange),
    member(#""callCostInUSDCents":1e400"#, .numberOutOfRange),
    member(#""callCostInUSDCents":1e-7"#, .numberTooFine),
    member(#""callCostInUSDCents":-9223372036854.775808"#, .numberOutOfRange),
    member(#""callCostInUSDCents":true"#, .wrongType),
    member(#""version":01"#, .malformedJSON), member(#""version":1."#, .malformedJSON),
    member(#""version":-"#, .malformedJSON), member(#""version":NaN"#, .malformedJSON),
    member(#""endedAt":{"_type":"DateTime","value":{}}"#, .wrongType),
  ]

  @Test func `what is wrong costs only itself, and is told by its reason`() throws {
    for check in Self.cases {
      let folder = try ImportFolder()
      let outcome = try folder.run(text: check.text)
      #expect(outcome.reasons == check.reasons, "\(check.name)")
      #expect(outcome.attempts.inserted == check.attempts, "\(check.name)")
      let stored = try folder.answer("SELECT count(*) FROM attempts")
      #expect(stored == [String(check.attempts)], "\(check.name)")
    }
  }

  @Test func `bytes that are not UTF-8 cost one line`() throws {
    let folder = try ImportFolder()
    for bad: [UInt8] in [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3],
    ] {
      let line = Array(#"{"_id":""#.utf8) + bad + Array("\"}\n".utf8)
      let outcome = try folder.run(bytes: Array(Self.one.utf8) + [10] + line + Array(Self.two.utf8))
      #expect(outcome.reasons == [.invalidUTF8])
      #expect(outcome.rejects.first?.raw == line.dropLast() + [10])
      #expect(outcome.rejects.first?.line == 2)
      #expect(outcome.rejects.first?.json.hasSuffix(",\"raw_is_exact\":false}") == true)
      #expect(outcome.attempts.read == 3)
    }
  }

  @Test(arguments: HistoryFile.Compression.allCases)
  func `compressed data that is cut or damaged is told, and what came before is kept`(
    compression: HistoryFile.Compression
  ) throws {
    guard compression != .none else { return }
    let records = (0..<4000).map { PlainAttempt.json($0) }
    let bytes = HistoryFile.bytes(of: records, form: .lines, compression: compression)
    let folder = try ImportFolder()
    let cut = try folder.run(bytes: Array(bytes.prefix(bytes.count / 2)))
    #expect(cut.reasons == [.damagedCompression])
    #expect(cut.attempts.inserted > 0)
    let whole = try folder.run(bytes: bytes)
    #expect(whole.reasons == [])
    #expect(whole.attempts.inserted + cut.attempts.inserted == records.count)
    // Two compressed texts one after another are one text.
    let twice = try folder.run(bytes: bytes + bytes)
    #expect(twice.attempts.unchanged == records.count * 2)
    #expect(try folder.run(bytes: bytes + [0, 1, 2]).reasons == [.damagedCompression])
  }

  @Test func `a directory is walked in order, hidden and foreign files apart`() throws {
    let folder = try ImportFolder()
    try folder.directory.write(Self.two, to: "b.json")
    try folder.directory.write(Self.one, to: "a.json")
    try folder.directory.write("not data", to: "README")
    try folder.directory.write("not data", to: "z.csv")
    try folder.directory.write(PlainAttempt.json(9), to: ".hidden.json")
    let request = Importer.Request(
      paths: [folder.directory.path],
      storePath: ":memory:"
    )
    var rejects: [Reject] = []
    let summary = try Importer.run(request, onReject: { rejects.append($0) })
    let root = folder.directory.path
    #expect(
      summary.sources == [
        ImportSummary.Source(path: "\(root)/README", records: 0, rejected: 0),
        ImportSummary.Source(path: "\(root)/a.json", records: 1, rejected: 0),
        ImportSummary.Source(path: "\(root)/b.json", records: 1, rejected: 0),
        ImportSummary.Source(path: "\(root)/z.csv", records: 0, rejected: 1),
      ]
    )
    #expect(rejects.map(\.source) == ["\(root)/z.csv"])
    #expect(
      summary.warnings == [
        "files that hold nothing that is imported were passed over: \(root)/README"
      ]
    )
  }

  @Test func `a path that leads nowhere imports nothing`() throws {
    let folder = try ImportFolder()
    try folder.directory.write(Self.one, to: "a.json")
    #expect(throws: ImportError.self) { try folder.run("a.json", "b.json") }
    let empty = try TemporaryDirectory()
    let request = Importer.Request(paths: [empty.path], storePath: folder.store)
    let error = #expect(throws: ImportError.self) { try Importer.run(request, onReject: { _ in }) }
    #expect(
      error?.description == "\(empty.path): there is no file to import in this directory"
    )
    #expect(try folder.directory.names() == ["a.json"])
  }

  @Test func `strict stops at the first bad record and keeps nothing`() throws {
    let folder = try ImportFolder()
    _ = try folder.run(text: Self.one)
    let text = "\(Self.two)\n{\n\(PlainAttempt.json(3))"
    let error = #expect(throws: ImportError.self) { try folder.run(text: text, strict: true) }
    #expect(
      error?.description
        == "\(folder.directory.file("input")):2: record 2: found '{', expected a key in quotes "
        + "(nothing was imported, because of --strict)"
    )
    #expect(try folder.answer("SELECT id FROM attempts") == [PlainAttempt.id(1)])
    #expect(try folder.run(text: "\(Self.one)\n\(Self.two)", strict: true).attempts.inserted == 1)
  }

  @Test func `a dry run counts everything and leaves nothing`() throws {
    let folder = try ImportFolder()
    let dry = try folder.run(text: "\(Self.one)\n{\n\(Self.two)", dryRun: true)
    #expect(dry.attempts.inserted == 2)
    #expect(dry.rejects.count == 1)
    #expect(try folder.directory.names() == ["input"])
    _ = try folder.run(text: Self.one)
    let before = try folder.directory.contents(of: "store")
    let second = try folder.run(
      text: "\(PlainAttempt.json(1, updatedAt: 5))\n\(Self.two)",
      dryRun: true
    )
    #expect(second.attempts.updated == 1)
    #expect(second.attempts.inserted == 1)
    #expect(try folder.directory.contents(of: "store") == before)
  }

  @Test func `ten thousand bad records are refused without delay`() throws {
    let folder = try ImportFolder()
    let lines = String(repeating: "{\"_id\":\"x\",\"isAnswered\":\n", count: 10_000)
    let list = "[" + String(repeating: "{\"_id\":\"x\"},", count: 10_000) + "1]"
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try folder.run(text: lines).rejects.count == 10_000)
    #expect(try folder.run(text: list).rejects.count == 10_001)
    // A debug build on a busy machine; what grows with the square would take many minutes.
    #expect(clock.now - start < .seconds(60))
  }

  @Test func `a record of megabytes is a record`() throws {
    let folder = try ImportFolder()
    let message = String(repeating: "0123456789abcdef", count: 200_000)
    let text = PlainAttempt.json(3, ",\"statusMessage\":\"\(message)\"")
    let outcome = try folder.run(text: "\(Self.one)\n\(text)\n\(Self.two)")
    #expect(outcome.reasons == [])
    #expect(
      try folder.answer("SELECT max(length(status_message)) FROM attempts") == ["3200000"]
    )
  }

  @Test func `a reject shows the bytes, the line and the place`() throws {
    let folder = try ImportFolder()
    let outcome = try folder.run(text: "\n\(Self.one)\n\n{\"a\": \"\u{E9}\u{1F600}\"}\n")
    let reject = try #require(outcome.rejects.first)
    #expect(
      reject.json
        == #"{"source":"\#(folder.directory.file("input"))","line":4,"record":2,"#
        + #""byte_offset":\#(Self.one.utf8.count + 3),"reason":"unrecognized_record","#
        + #""message":"none of the kinds that are imported has such fields (found \"a\")","#
        + #""raw":"{\"a\": \"\#u{E9}\#u{1F600}\"}"}"#
    )
  }
}
