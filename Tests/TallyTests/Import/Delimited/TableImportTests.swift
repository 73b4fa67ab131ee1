import Support
import Testing

@testable import Tally

struct TableImportTests {
  private struct Case: Sendable {
    var name: String
    var text: String
    var reasons: [RejectReason]
    var attempts: Int

    init(_ name: String, _ text: String, _ reasons: [RejectReason] = [], attempts: Int) {
      self.name = name
      self.text = text
      self.reasons = reasons
      self.attempts = attempts
    }
  }

  private static let header = "_id,isAnswered,startedAt,dialDurationInSeconds,userPhoneNumber"

  private static func row(
    _ number: Int,
    isAnswered: String = "t",
    startedAt: String = "2026-02-11 02:50:08.38593+00",
    dialSeconds: String = "7",
    phone: String = "+13055550102"
  ) -> String {
    "\(PlainAttempt.id(number)),\(isAnswered),\(startedAt),\(dialSeconds),\(phone)"
  }

  private static func file(_ rows: String...) -> String {
    ([header] + rows).joined(separator: "\n") + "\n"
  }

  /// A good row, one with something wrong in it, and another good one.
  private static func between(_ name: String, _ bad: String, _ reason: RejectReason) -> Case {
    Case(name, file(row(1), bad, row(2)), [reason], attempts: 2)
  }

  private static let cases =
    [
      Case("a header alone", header, attempts: 0),
      Case("no line break at the end", header + "\n" + row(1), attempts: 1),
      Case("semicolons", file(row(1)).replacing(",", with: ";"), attempts: 1),
      Case(
        "Excel's line for the separator",
        "sep=;\r\n" + file(row(1)).replacing(",", with: ";"),
        attempts: 1
      ),
      Case(
        "words of spreadsheets",
        file(row(1, isAnswered: "TRUE"), row(2, isAnswered: "0")),
        attempts: 2
      ),
      Case(
        "upper-case ids",
        header + "\n" + row(10).uppercased().replacing("T,", with: "t,"),
        attempts: 1
      ),
      Case("empty lines and rows", file(row(1), "", ",,,,", row(2), ",,,,", ""), attempts: 2),
      Case("two files in one", file(row(1)) + file(row(2)), attempts: 2),
      Case("NULL as backslash N", file(row(1, dialSeconds: "\\N")), attempts: 1),
      Case(
        "the offset of a session",
        file(row(1, startedAt: "2026-02-11 08:20:08+05:30")),
        attempts: 1
      ),
      Case(
        "psql unaligned",
        file(row(1), row(2)).replacing(",", with: "|") + "(2 rows)\n",
        attempts: 2
      ),
      Case("psql unaligned, cut", file(row(1)) + "(3 rows)\n", [.truncated], attempts: 1),
      Case(
        "COPY's text format",
        file(row(1, dialSeconds: "\\N"), row(2)).replacing(",", with: "\t"),
        attempts: 2
      ),
      Case(
        "COPY's text format and more",
        file(row(1, dialSeconds: "\\N")).replacing(",", with: "\t") + "\\.\nmore\n",
        [.malformedRow],
        attempts: 1
      ),
      between("text behind a quote", row(3, phone: "\"+1\"2"), .malformedRow),
      between("a quote in a cell", row(3, phone: "+1\"2"), .malformedRow),
      between("a quote without an end", row(3, phone: "\"+12"), .malformedRow),
      Case("a cut cell", file(row(1)) + row(2, phone: "\"+1"), [.truncated], attempts: 1),
      Case("a cut row", file(row(1)) + row(2).prefix(60), [.wrongFieldCount], attempts: 1),
      between("too many fields", row(3) + ",7", .wrongFieldCount),
      between("a carriage return", row(3, phone: "+1\r2"), .malformedRow),
      between("a NUL byte", row(3, phone: "+1\0"), .nulByte),
      between("no id", ",t,,,", .missingField),
      between("a word for true", row(3, isAnswered: "yes"), .wrongType),
      between("a date of Germany", row(3, startedAt: "01.02.2026 03:04"), .spreadsheetDamage),
      between("a date of America", row(3, startedAt: "2/1/26 3:04 PM"), .spreadsheetDamage),
      between("minutes and tenths", row(3, startedAt: "50:08.4"), .spreadsheetDamage),
      between("a day's number", row(3, startedAt: "46054.118"), .spreadsheetDamage),
      between("no zone", row(3, startedAt: "2026-02-11 02:50:08"), .instantWithoutZone),
      between("a decimal comma", row(3, dialSeconds: "\"1,50\""), .spreadsheetDamage),
      between("an exponent", row(3, dialSeconds: "1E+03"), .spreadsheetDamage),
      between("a phone with an exponent", row(3, phone: "4.90E+11"), .spreadsheetDamage),
      between("a phone with one and a comma", row(3, phone: "\"4,90E+11\""), .spreadsheetDamage),
      between("an error of a spreadsheet", row(3, phone: "#NAME?"), .spreadsheetDamage),
      Case(
        "the same column twice",
        header + ",_id\n" + row(1) + ",x\n",
        [.duplicateKey],
        attempts: 0
      ),
      Case("no header", row(1) + "\n" + row(2) + "\n", [.unsupportedForm], attempts: 0),
      Case("another table", "Sid,To,From,Price\nCA1,a,b,-0.01\n", [.unrecognized], attempts: 0),
      Case(
        "lines of Macintoshes",
        file(row(1)).replacing("\n", with: "\r"),
        [.unsupportedForm],
        attempts: 0
      ),
      Case(
        "an export of calltally",
        "id,call_id,project_id,user_id\na,b,c,d\n",
        [.unsupportedForm],
        attempts: 0
      ),
      Case(
        "a table drawn by psql",
        " _id | isAnswered \n-----+------------\n a   | t\n",
        [.unsupportedForm],
        attempts: 0
      ),
    ]

  @Test func `what is wrong costs only itself, and is told by its reason`() throws {
    for check in Self.cases {
      let folder = try ImportFolder()
      let outcome = try folder.run(text: check.text)
      #expect(outcome.reasons == check.reasons, "\(check.name) \(outcome.rejects)")
      #expect(outcome.attempts.inserted == check.attempts, "\(check.name)")
    }
  }

  @Test func `bytes that are not UTF-8 cost one row`() throws {
    let folder = try ImportFolder()
    let bad = Array(Self.row(3).utf8) + [0xE9]
    let text = Array(Self.file(Self.row(1)).utf8) + bad + [0x0A] + Array(Self.row(2).utf8)
    let outcome = try folder.run(bytes: text)
    #expect(outcome.reasons == [.invalidUTF8])
    #expect(outcome.rejects.first?.line == 3)
    #expect(outcome.rejects.first?.record == 2)
    #expect(outcome.rejects.first?.raw == bad)
    #expect(outcome.attempts.inserted == 2)
  }

  @Test func `a reject has the line, the place and the text of its row`() throws {
    let folder = try ImportFolder()
    let good = Self.row(1, phone: "\"two\nlines\"")
    let bad = Self.row(2, phone: "\"\n\n\"")
    let outcome = try folder.run(text: Self.file(good, bad + ",x", Self.row(4), Self.row(3) + ",y"))
    #expect(outcome.rejects.map(\.line) == [4, 8])
    #expect(outcome.rejects.map(\.record) == [2, 4])
    let place = Self.header.utf8.count + good.utf8.count + 2
    #expect(outcome.rejects.first?.byteOffset == Int64(place))
    #expect(outcome.rejects.last?.raw == Array((Self.row(3) + ",y").utf8))
  }

  @Test func `a quote that is never closed costs its line and not the file`() throws {
    let folder = try ImportFolder()
    let rows = (10..<40_000).map { Self.row($0) }.joined(separator: "\n")
    let text = Self.file(Self.row(1), Self.row(2, phone: "\"+1"), rows)
    let outcome = try folder.run(text: text)
    #expect(outcome.reasons == [.malformedRow])
    #expect(outcome.rejects.first?.line == 3)
    #expect(outcome.attempts.inserted == 39_991)
  }

  @Test func `values that are JSON are taken apart, texts that look like it are not`() throws {
    let folder = try ImportFolder()
    let text = #"""
      "_id","startedAt","userPhoneNumber","status","statusMessage","user","incomingCallLogId","isAnswered"
      "\#(PlainAttempt.id(1))","{""_type"":""DateTime"",""value"":""2026-02-11T02:50:08.385Z""}",\#
      "{""_type"":""Phone"",""value"":""+13055550102""}","{""a"":1}","{ no",\#
      "{""_id"":""\#(PlainAttempt.call)"",""name"":{""_type"":""Name"",""value"":""Ann \""B\""""}}",\#
      "\#(PlainAttempt.call)",false
      """#
    let outcome = try folder.run(text: text)
    #expect(outcome.reasons == [])
    let answer = try folder.answer(
      "SELECT started_at, number, status, status_message, user_id, user_name FROM attempts"
    )
    #expect(
      answer == [
        #"2026-02-11T02:50:08.385Z|+13055550102|{\"a\":1}|{ no|\#(PlainAttempt.call)|Ann \"B\""#
      ]
    )
  }

  @Test func `NULL and an empty text are told apart`() throws {
    let folder = try ImportFolder()
    let text = """
      _id,incomingCallLogId,isAnswered,status,statusMessage,dialDurationInSeconds
      \(PlainAttempt.id(1)),\(PlainAttempt.call),t,"",,""
      """
    #expect(try folder.run(text: text).reasons == [])
    let answer = try folder.answer(
      "SELECT status = '', status_message IS NULL, dial_seconds IS NULL FROM attempts"
    )
    #expect(answer == ["1|1|1"])
  }

  @Test func `where NULL has a mark, a cell without anything in it is an empty text`() throws {
    let folder = try ImportFolder()
    let text = """
      _id,incomingCallLogId,isAnswered,status,statusMessage,dialDurationInSeconds
      \(PlainAttempt.id(1)),\(PlainAttempt.call),t,,\\N,\\N
      \(PlainAttempt.id(2)),\(PlainAttempt.call),t,"\\N",,\\N
      """
    #expect(try folder.run(text: text).reasons == [])
    let answer = try folder.answer(
      "SELECT status, status_message, dial_seconds FROM attempts ORDER BY id"
    )
    let null = StoreImage.null
    #expect(answer == ["|\(null)|\(null)", #"\\N||\#(null)"#])
  }

  @Test func `unknown columns are kept and told`() throws {
    let folder = try ImportFolder()
    let outcome = try folder.run(
      text: """
        _id,isAnswerd,isAnswered,incomingCallLogId
        \(PlainAttempt.id(1)),t,f,\(PlainAttempt.call)
        """
    )
    #expect(outcome.reasons == [])
    #expect(outcome.summary.warnings.contains { $0.contains("isAnswerd") })
    #expect(try folder.answer("SELECT extra FROM attempts") == [#"{\"isAnswerd\":\"t\"}"#])
  }
}
