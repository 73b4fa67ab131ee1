import Testing

@testable import Export

struct TerminalTextTests {
  @Test(arguments: [
    ("plain é 日", "plain é 日"), ("\u{1B}[2J", "\\u{1B}[2J"), ("a\r\nb\tc", "a\\r\\nb\\tc"),
    ("\u{9B}31m", "\\u{9B}31m"), ("\u{202E}x\u{2066}", "\\u{202E}x\\u{2066}"),
    ("\u{7F}", "\\u{7F}"),
  ])
  func `what a terminal would obey is shown instead`(text: String, visible: String) {
    #expect(TerminalText.visible(text) == visible)
  }

  @Test(arguments: [("abcdef", "abc…"), ("abcd", "abcd"), ("日本語", "日…"), ("a日本", "a日…")])
  func `text is cut to four columns`(text: String, shortened: String) {
    #expect(TerminalText.shortened(text, to: 4) == shortened)
  }
}
