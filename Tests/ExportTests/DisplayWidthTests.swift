import Testing

@testable import Export

struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한국", 4), ("👩‍👩‍👧", 2),
    ("❤️", 2), ("🇩🇪", 2), ("ｱ", 1), ("Ａ", 2), ("עברית", 5), ("\u{200B}", 0), ("–…", 2),
    ("पूर्णिमा श्रेष्ठ", 11), ("👍🏽", 2), ("\u{1100}\u{1161}\u{11A8}", 2),
  ])
  func `text is as wide as a terminal shows it`(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test func `the longest of several lines counts`() {
    #expect(DisplayWidth.longestLine(of: "a\n日本\n") == 4)
  }
}
