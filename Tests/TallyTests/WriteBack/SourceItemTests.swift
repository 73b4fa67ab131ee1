import Reports
import Testing

@testable import Tally

struct SourceItemTests {
  private let id = Identifier(high: 0xD46C_668B_E8AC_4B27, low: 0x8844_E010_5795_2124)

  private func item(_ text: String) throws -> SourceItem? {
    try SourceItem.item(Array(text.utf8))
  }

  @Test func `what get-item answers is read, wrapped or plain`() throws {
    let expected = SourceItem(
      id: id,
      updatedAt: Instant(milliseconds: 1_780_287_253_621),
      version: 3,
      recordedMicrocents: 72_000_000
    )
    let wrapped = """
      {"_id":"\(id)","updatedAt":{"_type":"DateTime","value":"2026-06-01T04:14:13.621Z"},\
      "version":3,"callCostInUSDCents":72,"user":{"_id":"\(id)"},"new":[1,{"_id":2}]}
      """
    #expect(try item(wrapped) == expected)
    let plain = """
       {"callCostInUSDCents": 72, "version": 3, "updatedAt": "2026-06-01T04:14:13.621Z",
        "_id": "\(id)"}\n
      """
    #expect(try item(plain) == expected)
  }

  @Test func `what is NULL or was not selected is unknown`() throws {
    let nulls = #"{"_id":"\#(id)","updatedAt":null,"version":null,"callCostInUSDCents":null}"#
    #expect(try item(nulls) == SourceItem(id: id))
    #expect(try item("{\"_id\":\"\(id)\"}") == SourceItem(id: id))
    #expect(try item("{}") == nil)
  }

  @Test func `a list is read item by item`() throws {
    let text = #"{"data":[{"_id":"\#(id)","version":1},{"_id":"\#(id)"}],"count":2}"#
    #expect(
      try SourceItem.list(Array(text.utf8)) == [
        SourceItem(id: id, version: 1), SourceItem(id: id),
      ]
    )
    #expect(try SourceItem.list(Array("{\"data\":[],\"count\":0}".utf8)) == [])
  }

  @Test(arguments: [
    ("", "it is not a JSON object"),
    ("[]", "it is not a JSON object"),
    ("<html>", "it is not a JSON object"),
    ("{\"_id\":", "it is not a JSON object"),
    ("{\"version\":1}", "it has no \"_id\""),
    ("{\"_id\":null}", "it has no \"_id\""),
    ("{\"_id\":\"17\"}", "expected a UUID"),
    (
      "{\"_id\":\"d46c668b-e8ac-4b27-8844-e01057952124\",\"version\":\"x\"}",
      "expected a number"
    ),
  ])
  func `an answer that is none is told`(text: String, words: String) {
    let error = #expect(throws: SourceAnswerError.self) { try item(text) }
    #expect(error?.description.contains(words) == true)
  }

  @Test func `a list without its rows is told`() {
    for text in ["{\"error\":\"x\"}", "{\"data\":{}}", "{\"data\":[1]}"] {
      #expect(throws: SourceAnswerError.self) { try SourceItem.list(Array(text.utf8)) }
    }
  }

  @Test func `an attempt is unchanged where version and updatedAt are`() {
    let now = Instant(milliseconds: 5)
    let candidate = SourcePurge.Candidate(number: 1, id: id, updatedAt: now, version: 2)
    var item = SourceItem(id: id, updatedAt: now, version: 2, recordedMicrocents: 7)
    #expect(candidate.isUnchanged(item))
    item.version = 3
    #expect(!candidate.isUnchanged(item))
    item.version = nil
    #expect(!candidate.isUnchanged(item))
    // A store that was never told the version has the time alone.
    let timed = SourcePurge.Candidate(number: 1, id: id, updatedAt: now, version: nil)
    #expect(timed.isUnchanged(item))
    item.updatedAt = Instant(milliseconds: 6)
    #expect(!timed.isUnchanged(item))
    item.updatedAt = nil
    #expect(!timed.isUnchanged(item))
  }
}
