import Support
import Testing

@testable import Tally

struct ListLedgerTests {
  private static func missing(_ announced: Int, _ arrived: Int, refused: Int = 0) -> String {
    let missing = announced - arrived
    let known = refused > 0 ? ", \(refused) of them perhaps among those rejected" : ""
    let advice =
      ". Pages in the order of createdAt alone can lose rows: import all pages, fetched with "
      + "\"sort\":{\"createdAt\":\"ASC\",\"_id\":\"ASC\"}"
    return "attempts: a list announced \(announced) and \(arrived) different ones arrived; "
      + "\(missing) missing\(known)" + (missing > refused ? advice : "")
  }

  private func warnings(_ pages: [String]) throws -> [String] {
    let folder = try ImportFolder()
    return try folder.run(text: pages.joined(separator: "\n")).summary.warnings
  }

  @Test func `pages that bring all that was announced are no news`() throws {
    #expect(
      try warnings([
        PlainAttempt.page([1, 2], count: 5), PlainAttempt.page([3, 4], count: 5, skip: 2),
        PlainAttempt.page([5], count: 5, skip: 4), PlainAttempt.page([], count: 5, skip: 5),
      ]) == []
    )
  }

  @Test func `rows that come twice in the place of others are missed`() throws {
    #expect(
      try warnings([
        PlainAttempt.page([1, 2], count: 4), PlainAttempt.page([2, 3], count: 4, skip: 2),
      ]) == [Self.missing(4, 3)]
    )
  }

  @Test func `a total that grows while pages are fetched is one list`() throws {
    #expect(
      try warnings([
        PlainAttempt.page([1, 2], count: 4), PlainAttempt.page([3, 4], count: 5, skip: 2),
        PlainAttempt.page([5], count: 5, skip: 4),
      ]) == []
    )
    #expect(
      try warnings([
        PlainAttempt.page([1, 2], count: 4), PlainAttempt.page([3, 4], count: 6, skip: 2),
      ]) == [Self.missing(6, 4)]
    )
  }

  @Test func `two lists are counted apart`() throws {
    #expect(
      try warnings([
        PlainAttempt.page([1, 2], count: 2), PlainAttempt.page([1, 2, 3], count: 4),
      ]) == [Self.missing(4, 3)]
    )
  }

  @Test func `a list without a total announces nothing`() throws {
    #expect(try warnings(["{\"data\":[\(PlainAttempt.json(1))]}"]) == [])
    #expect(try warnings(["{\"data\":[\(PlainAttempt.json(1))],\"count\":null}"]) == [])
  }

  @Test func `the totals count on either side of the data`() throws {
    let page = "{\"count\":3,\"skip\":0,\"limit\":10,\"data\":[\(PlainAttempt.json(1))]}"
    #expect(try warnings([page]) == [Self.missing(3, 1)])
  }

  @Test func `records that were refused are missing from their list`() throws {
    let page = PlainAttempt.page([1, 2], count: 2).replacing("false}]", with: "7}]")
    #expect(try warnings([page]) == [Self.missing(2, 1, refused: 1)])
  }

  @Test func `pages in files of their own are one list`() throws {
    let folder = try ImportFolder()
    try folder.directory.write(PlainAttempt.page([1, 2], count: 3), to: "a")
    try folder.directory.write(PlainAttempt.page([3], count: 3, skip: 2), to: "b")
    #expect(try folder.run("a", "b").summary.warnings == [])
    #expect(try folder.run("a").summary.warnings == [Self.missing(3, 2)])
  }
}
