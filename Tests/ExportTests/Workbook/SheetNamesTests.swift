import Testing

@testable import Export

struct SheetNamesTests {
  @Test func `names are what Excel accepts, and none comes twice`() {
    var names = SheetNames()
    let wanted = [
      "Summary", "summary", "", "a/b\\c?d*e:f[g]", "'quoted'", "History",
      String(repeating: "x", count: 40), String(repeating: "x", count: 41),
      String(repeating: "😀", count: 20), "tab\there",
    ]
    #expect(
      wanted.map { names.unique($0) } == [
        "Summary", "summary (2)", "Table", "a-b-c-d-e-f(g)", "\u{2019}quoted\u{2019}",
        "History (2)", String(repeating: "x", count: 31),
        String(repeating: "x", count: 27) + " (2)", String(repeating: "😀", count: 15), "tab here",
      ]
    )
    #expect(
      names.unique(String(repeating: "x", count: 31), suffix: " (2)")
        == String(repeating: "x", count: 23) + " (2) (2)"
    )
  }
}
