import Reports
import SQLite
import Support
import Testing

@testable import Tally

struct CarrierImporterTests {
  private static let columns = """
    SELECT substr(sid, -1), substr(parent_sid, -1), direction, status, started_at, ended_at, \
    duration_seconds, charge, currency, extra FROM carrier_calls ORDER BY sid
    """

  @Test func `a page of Twilio's is taken in as it is`() throws {
    let folder = try CarrierFolder()
    var open = TwilioCall(3, price: nil)
    open["annotation"] = "\"a \\u0022b\""
    let outcome = try folder.run(TwilioCall.page([TwilioCall(1), TwilioCall(2), open]))
    #expect(
      outcome.summary.sentence == "read 3 carrier records (3 inserted); 1 without a settled price\n"
        + "matched 0 of 2 dialled legs with 0 attempts, and 0 of 1 inbound legs with calls; "
        + "legs not matched: 1 no_call, 2 no_parent_record"
    )
    #expect(outcome.summary.warnings == [])
    #expect(
      try folder.answer(Self.columns)
        == [
          "1|∅|inbound|completed|2026-10-01T03:04:07.000Z|2026-10-01T03:05:10.000Z|63"
            + "|0.01400000|USD|∅",
          "2|1|outbound-dial|completed|2026-10-01T03:04:07.000Z|2026-10-01T03:05:10.000Z|63"
            + "|0.01400000|USD|∅",
          "3|1|outbound-dial|completed|2026-10-01T03:04:07.000Z|2026-10-01T03:05:10.000Z|63"
            + "|∅|USD|{\"annotation\":\"a \\u0022b\"}",
        ].map(StoreImage.ascii)
    )
  }

  @Test func `every form of the same calls gives the same store`() throws {
    let calls = [TwilioCall(1), TwilioCall(2), TwilioCall(3, price: nil)]
    let table = """
      Call Sid,Parent Call Sid,Account Sid,From,To,Direction,Status,Date Created,Date Updated,\
      Start Time,End Time,Duration,Price,Price Unit

      """
    let rows = (1...3).map { number in
      "\(TwilioCall.sid(number)),\(number == 1 ? "" : TwilioCall.sid(1)),\(TwilioCall.account),"
        + "+14155550100,+13055550102,\(number == 1 ? "inbound" : "outbound-dial"),completed,"
        + "2026-10-01 03:04:05 UTC,2026-10-01T03:10:30Z,20:04:07 PDT 2026-09-30,"
        + "\"Thu, 01 Oct 2026 03:05:10 +0000\",63,\(number == 3 ? "" : "-0.0140"),USD"
    }
    let texts = [
      TwilioCall.page(calls),
      TwilioCall.page([calls[0]], next: "/p") + TwilioCall.page([calls[1], calls[2]]),
      calls.map(\.json).joined(separator: "\n"),
      "[" + calls.reversed().map(\.json).joined(separator: ",") + "]",
      table + rows.joined(separator: "\n"),
      // The header of a second file that was put behind the first.
      table + rows[0] + "\n" + table + rows[1] + "\r\n" + rows[2],
      calls.map(\.json).joined().replacing("parent_call_sid", with: "parentCallSid")
        .replacing("\"price\":\"-0.0140\"", with: "\"price\":-1.4e-2"),
    ]
    let first = try CarrierFolder()
    _ = try first.run(texts[0])
    let expected = try first.records()
    #expect(expected.count == 3)
    for text in texts {
      let folder = try CarrierFolder()
      let outcome = try folder.run(text)
      #expect(outcome.rejects.map(\.message) == [])
      #expect(try folder.records() == expected)
    }
  }

  @Test func `a record that comes late changes nothing, whatever the order`() throws {
    var early = TwilioCall(2, updatedAt: 1, price: nil)
    early["status"] = "\"in-progress\""
    early["end_time"] = "null"
    early["duration"] = "null"
    let ended = TwilioCall(2, updatedAt: 20, price: nil)
    let settled = TwilioCall(2, updatedAt: 40)
    var corrected = TwilioCall(2, updatedAt: 50, price: "-0.0280")
    corrected["annotation"] = "\"corrected\""
    let told =
      "Sid,Status,Price,Start Time\n\(TwilioCall.sid(2)),completed,-0.5,2026-10-01 03:04:07 UTC"
    let texts = [early.json, ended.json, settled.json, corrected.json, told]
    var generator = SplitMix64(seed: 7)
    var images: Set<[String]> = []
    for _ in 0..<30 {
      let folder = try CarrierFolder()
      for text in texts.shuffled(using: &generator) { _ = try folder.run(text) }
      images.insert(try folder.records())
    }
    #expect(images.count == 1)
    let kept = StoreImage.ascii("|2800000|USD|{\"annotation\":\"corrected\"}|")
    #expect(images.first?.first?.contains(kept) == true)
  }

  @Test func `what a run did is counted`() throws {
    let folder = try CarrierFolder()
    let first = try folder.run(
      [TwilioCall(1), TwilioCall(2, updatedAt: 10, price: nil), TwilioCall(2), TwilioCall(1)]
        .map(\.json).joined(separator: "\n") + "\n{}"
    )
    #expect(
      first.counters.json
        == #""read":5,"inserted":2,"updated":0,"unchanged":1,"superseded":1,"rejected":1,"#
        + #""duplicates":2,"skipped":0"#
    )
    let second = try folder.run(
      [TwilioCall(1), TwilioCall(2, updatedAt: 10, price: "-9"), TwilioCall(3)].map(\.json).joined()
    )
    #expect(
      second.counters.json
        == #""read":3,"inserted":1,"updated":0,"unchanged":1,"superseded":1,"rejected":0,"#
        + #""duplicates":0,"skipped":0"#
    )
  }

  @Test(arguments: [
    ("price", "\"-0,0140\"", RejectReason.invalidPrice),
    ("price", "\"-1,234.50\"", .invalidPrice),
    ("price", "\"$0.01\"", .invalidPrice),
    ("price", "true", .wrongType),
    ("price", "\"-0.000000001\"", .numberTooFine),
    ("price", "\"-99999999999999\"", .numberOutOfRange),
    ("price_unit", "\"dollars\"", .invalidPrice),
    ("duration", "\"-3\"", .negativeDuration),
    ("duration", "\"1:03\"", .wrongType),
    ("duration", "\"99999999999\"", .numberOutOfRange),
    ("end_time", "\"Thu, 01 Oct 2026 03:04:06 +0000\"", .negativeDuration),
    ("start_time", "\"yesterday\"", .invalidInstant),
    ("start_time", "\"2026-10-01 03:04:05\"", .instantWithoutZone),
    ("start_time", "5", .invalidInstant),
    ("sid", "\"CA12\"", .invalidIdentifier),
    ("sid", "null", .unrecognized),
    ("parent_call_sid", "\"\(TwilioCall.sid(2))\"", .invalidIdentifier),
    ("account_sid", "\"SK\(String(repeating: "1", count: 32))\"", .invalidIdentifier),
    ("to", "[1]", .wrongType),
    ("to", "\"a\\u0000\"", .nulByte),
    ("Duration", "3", .duplicateKey),
  ])
  func `a bad record costs only itself`(key: String, value: String, reason: RejectReason) throws {
    let folder = try CarrierFolder()
    var bad = TwilioCall(2)
    bad[key] = value
    let outcome = try folder.run(TwilioCall.page([TwilioCall(1), bad, TwilioCall(3)]))
    #expect(outcome.reasons == [reason])
    #expect(outcome.rejects.map(\.record) == [2])
    #expect(outcome.rejects.map(\.raw) == [Array(bad.json.utf8)])
    #expect(outcome.counters.inserted == 2)
  }

  @Test func `damage within a page costs the record it is in`() throws {
    let folder = try CarrierFolder()
    let text = TwilioCall.page([TwilioCall(1), TwilioCall(2), TwilioCall(3)])
      .replacing("\"\(TwilioCall.sid(2))\"", with: "\"\(TwilioCall.sid(2))\" x")
    let outcome = try folder.run(text + "\n" + TwilioCall.page([TwilioCall(4)]))
    #expect(outcome.reasons == [.malformedJSON])
    #expect(outcome.counters.inserted == 3)
  }

  @Test(arguments: [
    ("", RejectReason.emptyInput),
    ("{\"code\":20003,\"message\":\"Authenticate\",\"status\":401}", .errorResponse),
    ("{\"_id\":\"\(PlainAttempt.id(1))\"}", .unrecognized),
    ("<html>", .htmlPage),
    ("-- PostgreSQL database dump\nSET x = 1;", .unsupportedForm),
    ("Date,Body\n1,2", .unsupportedForm),
    ("Sid,Status,sid\na,b,c", .duplicateKey),
    ("{\"calls\":[\(TwilioCall(2).json)", .truncated),
  ])
  func `what is something else is told as such`(text: String, reason: RejectReason) throws {
    let folder = try CarrierFolder()
    #expect(try folder.run(text).reasons == [reason])
  }

  @Test func `accounts and currencies are told apart`() throws {
    let folder = try CarrierFolder()
    var other = TwilioCall(3)
    let account = "AC" + String(repeating: "2", count: 32)
    other["account_sid"] = "\"\(account)\""
    other["price_unit"] = "\"EUR\""
    var odd = TwilioCall(4, price: "0.05")
    odd["price_unit"] = "null"
    odd["status"] = "\"voicemail\""
    odd["surcharge"] = "7"
    let text = [TwilioCall(1), TwilioCall(2), other, odd].map(\.json).joined()
    #expect(
      try folder.run(text).summary.warnings == [
        "records of several accounts were taken in: \(TwilioCall.account) (3), \(account) (1). "
          + "--account SID keeps one",
        "prices are in several currencies: EUR (1), USD (2)",
        "1 prices came without a currency and count as unknown. --currency CODE says which it is",
        "1 prices are above zero, which Twilio writes for what it pays back; they were taken as such",
        "Twilio is not known to have these, which were kept: status 'voicemail' (1)",
        "fields that Twilio is not known to have were kept: surcharge",
      ]
    )
    let one = try CarrierFolder()
    let outcome = try one.run(text) { request in
      request.account = account
      request.currency = "GBP"
    }
    #expect(
      outcome.summary.sentence.hasPrefix(
        "read 1 carrier records (1 inserted); skipped 3 of other accounts\n"
      )
    )
    let rest = try one.run(odd.json) { $0.currency = "GBP" }
    #expect(rest.summary.currencies == ["GBP": 1])
    #expect(
      try one.answer("SELECT charge, currency, extra FROM carrier_calls ORDER BY sid")
        == [
          "0.01400000|EUR|∅", "-0.05000000|GBP|{\"surcharge\":7}",
        ].map(StoreImage.ascii)
    )
  }

  @Test func `strict and dry runs keep nothing`() throws {
    let folder = try CarrierFolder()
    _ = try folder.run(TwilioCall(1).json)
    #expect(throws: ImportError.self) {
      try folder.run("\(TwilioCall(2).json)\n{}") { $0.isStrict = true }
    }
    let dry = try folder.run(TwilioCall(2).json) { $0.isDryRun = true }
    #expect(dry.counters.inserted == 1)
    #expect(try folder.records().count == 1)
    let fresh = try CarrierFolder()
    _ = try fresh.run(TwilioCall(2).json) { $0.isDryRun = true }
    #expect(try fresh.directory.names() == ["input"])
  }

  @Test func `pages are taken in one by one, and a run that is not ended is told`() throws {
    let folder = try CarrierFolder()
    let request = CarrierImporter.Request(paths: [], storePath: folder.store)
    var reasons: [RejectReason] = []
    func importer() throws -> CarrierImporter {
      try CarrierImporter(request, sources: ["twilio"], onReject: { reasons.append($0.reason) })
    }
    var first = try importer()
    let page = try first.importPage(
      bytes: Array(TwilioCall.page([TwilioCall(1)], next: "\\/next?a=1\\u0026b").utf8),
      source: "one"
    )
    #expect(page.recordCount == 1)
    #expect(page.nextPage == "/next?a=1&b")
    #expect(try first.importPage(bytes: Array("{}".utf8), source: "two").nextPage == nil)
    #expect(reasons == [.emptyObject])
    let state = SourceStates.State(source: "twilio", name: "calls", value: "2026-10-01")
    let summary = try first.finish(states: [state])
    #expect(summary.counters.read == 2)
    #expect(summary.sources.map(\.path) == ["one", "two"])
    let second = try importer()
    #expect(second.sourceStates.value(of: "calls", source: "twilio") == "2026-10-01")
    try second.rollBack()
  }

  @Test func `a store of attempts takes them in and tells of them`() throws {
    let folder = try CarrierFolder()
    let attempts = Importer.Request(
      paths: [folder.directory.file("attempts")],
      storePath: folder.store
    )
    try folder.directory.write(PlainAttempt.json(1), to: "attempts")
    _ = try Importer.run(attempts, onReject: { _ in })
    // As a version before carrier records would have made it.
    let database = try Database(path: folder.store, mode: .readWrite)
    try database.execute(
      """
      DROP VIEW carrier_calls; DROP VIEW carrier_matches; DROP TABLE carrier_match;
      DROP TABLE carrier_unmatched_attempt; DROP TABLE carrier_state; DROP TABLE carrier_call
      """
    )
    #expect(try !contents(of: folder.store).contains { $0.hasPrefix("carrier") })
    _ = try folder.run([TwilioCall(1), TwilioCall(2, price: nil)].map(\.json).joined())
    #expect(
      try contents(of: folder.store).filter { $0.hasPrefix("carrier") } == [
        "carrier records|2", "carrier records without a settled price|1",
        "carrier records matched with attempts|0",
      ]
    )
    _ = try Importer.run(attempts, onReject: { _ in })
    #expect(try folder.answer("SELECT count(*) FROM carrier_calls") == ["2"])
  }

  private func contents(of path: String) throws -> [String] {
    try StoreStatus(of: Store(path: path)).report(zone: .utc).tables[0].lines
  }
}
