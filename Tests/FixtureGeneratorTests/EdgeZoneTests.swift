import Reports
import Testing

@testable import FixtureGenerator

struct EdgeZoneTests {
  /// Instants of the IANA database, read with `zdump -v`.
  @Test(arguments: [
    (EdgeZone.newYork, "2026-03-08T07:00:00.000Z"), (.newYork, "2026-11-01T06:00:00.000Z"),
    (.newYork, "2026-02-01T05:00:00.000Z"), (.newYork, "2026-04-01T04:00:00.000Z"),
    (.newYork, "2026-11-01T04:00:00.000Z"), (.newYork, "2026-12-01T05:00:00.000Z"),
    (.lordHowe, "2026-04-04T15:00:00.000Z"), (.lordHowe, "2026-10-03T15:30:00.000Z"),
    (.lordHowe, "2026-02-28T13:00:00.000Z"), (.lordHowe, "2026-05-31T13:30:00.000Z"),
    (.kolkata, "2026-06-30T18:30:00.000Z"), (.kathmandu, "2026-06-30T18:15:00.000Z"),
    (.utc, "2026-07-01T00:00:00.000Z"),
  ])
  func `months and clock changes begin when the IANA database says`(
    zone: EdgeZone,
    instant: String
  ) {
    let edges = zone.edges(
      from: CivilDate(year: 2026, month: 1, day: 1),
      to: CivilDate(year: 2027, month: 1, day: 1)
    )
    let texts = edges.map { edge in
      Instant(milliseconds: edge.microseconds / 1000).description
    }
    #expect(texts.contains(instant))
  }
}
