import Support
import Testing

@testable import Arguments

@Suite struct SuggestionTests {
  static let cases: [(typed: String, expected: String?)] = [
    ("fromat", "format"), ("format", "format"), ("frmt", "format"), ("fmt", nil),
    ("form", "format"),
    ("t", nil), ("", nil), ("bx", "by"), ("xy", "by"), ("xx", nil), ("tpo", "top"),
    ("storee", "store"), ("é", nil),
  ]

  @Test(arguments: cases) func `the nearest candidate is suggested`(
    typed: String,
    expected: String?
  ) {
    #expect(suggestion(for: typed, among: ["by", "format", "top", "store"]) == expected)
  }

  @Test(arguments: 1...20) func `as many edits as were made are found, or fewer`(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    for _ in 0..<100 {
      let word = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        "abc".randomElement(using: &random) ?? "a"
      }
      var edited = word
      let place = Int.random(in: word.indices, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: edited.remove(at: place)
      case 1: edited.insert("d", at: place)
      case 2: edited[place] = "d"
      default: edited.swapAt(place, max(place - 1, 0))
      }
      let expected = edited == word ? 0 : 1
      #expect(editDistance(String(word), String(edited), atMost: 2) == expected)
      #expect(editDistance(String(edited), String(word), atMost: 2) == expected)
      #expect(editDistance(String(word), String(word) + "xyz", atMost: 2) == nil)
    }
  }
}
