import Support
import Testing

@testable import Arguments

@Suite struct TextLayoutTests {
  @Test(arguments: 1...20) func `lines keep within the width and no word is lost`(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let layout = TextLayout(width: Int.random(in: 0...100, using: &random), isColoured: false)
    for _ in 0..<50 {
      let words = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        String(repeating: "é", count: Int.random(in: 1...30, using: &random))
      }
      let indent = Int.random(in: 0...20, using: &random)
      let text = layout.paragraph(words.joined(separator: " "), indent: indent)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.allSatisfy { $0.count <= layout.width })
      #expect(lines.allSatisfy { $0.hasPrefix(String(repeating: " ", count: indent)) })
      #expect(text.split { $0 == " " || $0 == "\n" }.map(String.init) == words)
      // No line could have taken the first word of the next one.
      for (line, next) in zip(lines, lines.dropFirst()) {
        let word = next.dropFirst(indent).prefix { $0 != " " }
        #expect(line.count + 1 + word.count > layout.width)
      }
    }
  }

  @Test func `a word longer than a line is not cut`() {
    let layout = TextLayout(width: 60, isColoured: false)
    let long = String(repeating: "x", count: 70)
    #expect(layout.paragraph("a \(long) b", indent: 2) == "  a\n  \(long)\n  b")
  }

  @Test func `lists share one column and a longer label stands above its explanation`() {
    let layout = TextLayout(width: 60, isColoured: false)
    let long = "--" + String(repeating: "x", count: 30)
    let lists = [
      (title: "First", entries: [(label: "-a", text: "One."), (label: long, text: "Two.")]),
      (title: "Empty", entries: []), (title: "Last", entries: [(label: "--bcd", text: "")]),
    ]
    let expected = ["First:\n  -a     One.\n  \(long)\n         Two.", "Last:\n  --bcd"]
    #expect(layout.lists(lists) == expected)
  }
}
