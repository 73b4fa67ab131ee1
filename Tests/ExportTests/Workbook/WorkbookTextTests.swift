import Support
import Testing

@testable import Export

struct WorkbookTextTests {
  @Test(arguments: [
    ("", ""), ("a_b", "a_b"), ("_x", "_x"), ("_x0041", "_x0041"), ("_x0041_", "_x005F_x0041_"),
    ("_x00Zz_", "_x00Zz_"), ("\u{0}\u{B}\r", "_x0000__x000B__x000D_"), ("a\tb\n", "a\tb\n"),
    ("\u{FFFE}é\u{FFFF}", "\u{FFFD}é\u{FFFD}"), ("_x_x0041_", "_x_x005F_x0041_"),
  ])
  func `what XML forbids is escaped, and what looks escaped too`(text: String, escaped: String) {
    #expect(WorkbookText.escaped(text) == escaped)
  }

  @Test func `parts fit, and together are the text`() {
    var generator = SplitMix64(seed: 8)
    let alphabet: [Character] = ["a", "é", "日", "😀", "_", "\u{1}", "\n"]
    for limit in [7, 8, 50] {
      let characters = (0..<500).map { _ in alphabet.randomElement(using: &generator) ?? "a" }
      let text = String(characters)
      let parts = WorkbookText.parts(of: text, limit: limit)
      #expect(parts.joined() == text)
      for part in parts {
        #expect(WorkbookText.escaped(part).utf16.count <= limit)
        #expect(part.utf16.count <= limit)
      }
    }
    #expect(WorkbookText.parts(of: "", limit: 7) == [""])
  }

  @Test func `a page header is short, and its codes are not those of the text`() {
    #expect(WorkbookText.headerText("R&D\n2026", limit: 100) == "R&&D2026")
    #expect(WorkbookText.headerText("2026", limit: 100) == " 2026")
    let long = WorkbookText.headerText(String(repeating: "日", count: 100), limit: 100)
    #expect(long == String(repeating: "日", count: 33) + "…")
  }
}
