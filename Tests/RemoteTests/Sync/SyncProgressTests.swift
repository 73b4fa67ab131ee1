import Tally
import Testing

@testable import Remote

struct SyncProgressTests {
  @Test(
    arguments: [
      (0, 0, 0, "attempts: 3 pages, 0 records, 0/s"),
      (100, 1000, 1000, "attempts: 3 pages, 100 records, 100/s, 0:09 left"),
      (100, 100, 1000, "attempts: 3 pages, 100 records, 100/s"),
      (10_000, 1_000_000, 500, "attempts: 3 pages, 10000 records, 20000/s, 0:49 left"),
      (100, 10_000, 100_000, "attempts: 3 pages, 100 records, 1/s, 165:00 left"),
      (1, 10, 60_000, "attempts: 3 pages, 1 records, 0/s"),
    ] as [(Int64, Int64, Int, String)]
  )
  func `a line has the speed and the time left`(
    recordCount: Int64,
    expectedCount: Int64,
    milliseconds: Int,
    text: String
  ) {
    let progress = SyncProgress(
      kind: .attempts,
      pageCount: 3,
      recordCount: recordCount,
      expectedCount: expectedCount,
      elapsed: .milliseconds(milliseconds)
    )
    #expect(progress.text == text)
  }
}
