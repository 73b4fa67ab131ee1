import Testing

@testable import Tally

@Suite struct SpellingTests {
  @Test(
    arguments: [
      ("metric", "metrics"), ("mtrics", "metrics"), ("mertics", "metrics"), ("METRICS", "metrics"),
      ("cost-usd", "cost_usd"), ("by", "by"), ("yb", nil), ("xy", nil), ("", nil), ("b", nil),
      ("colour", nil),
    ] as [(String, String?)]
  )
  func `what was meant is found within two edits`(word: String, expected: String?) {
    let candidates = ["metrics", "cost_usd", "by"]
    #expect(Spelling.nearest(to: word, among: candidates) == (expected.map { [$0] } ?? []))
  }

  @Test func `the nearest comes first, then the order given`() {
    let candidates = ["users", "rules", "user", "uses"]
    #expect(Spelling.nearest(to: "user", among: candidates, limit: 3) == ["user", "users", "uses"])
  }
}
