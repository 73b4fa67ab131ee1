import Reports
import Tally
import Testing

@testable import Remote

struct ListTests {
  private static let page =
    "{\"data\":[{\"_id\":\"1\",\"createdAt\":{\"_type\":\"DateTime\",\"value\":\"2026\"}}],"
    + "\"count\":1,\"skip\":0,\"limit\":10}"

  @Test(arguments: [
    page, page + "\r\n", "{\"data\":[],\"count\":0,\"skip\":9,\"limit\":null}",
    "{\"count\":1,\"limit\":10,\"skip\":0,\"data\":[{\"a\":{}}]}", "{\"error\":\"x\"}", "{}", "[]",
  ])
  func `a whole answer is whole`(body: String) {
    #expect(ListEnd.isWhole(Array(body.utf8)))
  }

  @Test func `no beginning of a list is a whole one`() {
    let bytes = Array(Self.page.utf8)
    for count in 0..<bytes.count {
      #expect(!ListEnd.isWhole(Array(bytes[..<count])), "\(count)")
    }
  }

  @Test(
    arguments: [
      (nil, nil, "{}"),
      (
        0, nil,
        "{\"updatedAt\":{\"_type\":\"GreaterThanOrEqual\",\"value\":\"1970-01-01T00:00:00.000Z\"}}"
      ),
      (
        nil, 1,
        "{\"updatedAt\":{\"_type\":\"LessThanOrEqual\",\"value\":\"1970-01-01T00:00:00.001Z\"}}"
      ),
      (
        0, 1,
        "{\"updatedAt\":{\"_type\":\"InBetween\",\"startValue\":\"1970-01-01T00:00:00.000Z\","
          + "\"endValue\":\"1970-01-01T00:00:00.001Z\"}}"
      ),
    ] as [(Int64?, Int64?, String)]
  )
  func `a page is asked for in a stable order, with bare dates`(
    from: Int64?,
    to: Int64?,
    query: String
  ) {
    var list = ListQuery("team-member", select: SelectClause("userId"), order: .updatedAt)
    list.from = from.map(Instant.init(milliseconds:))
    list.to = to.map(Instant.init(milliseconds:))
    let request = list.request(limit: 100, skip: 7)
    #expect(request.method == .post)
    #expect(request.path == "/team-member/get-list?limit=100&skip=7")
    #expect(request.contentType == "application/json")
    #expect(
      String(decoding: request.body ?? [], as: UTF8.self)
        == "{\"query\":\(query),\"select\":{\"userId\":true},"
        + "\"sort\":{\"updatedAt\":\"ASC\",\"_id\":\"ASC\"}}"
    )
  }
}
