import Reports
import Testing

struct InstantTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"),
    (-1, "1969-12-31T23:59:59.999Z"),
    (951_826_154_321, "2000-02-29T12:09:14.321Z"),
    (1_772_341_200_000, "2026-03-01T05:00:00.000Z"),
    (Instant.earliest.milliseconds, "0001-01-01T00:00:00.000Z"),
    (Instant.latest.milliseconds, "9999-12-31T23:59:59.999Z"),
  ])
  func `known instants are written in UTC`(milliseconds: Int64, text: String) {
    #expect(Instant(milliseconds: milliseconds).description == text)
  }

  @Test func `instants are ordered by time`() {
    #expect(Instant.earliest < Instant(milliseconds: -1))
    #expect(Instant(milliseconds: 0) < Instant.latest)
  }
}
