import Support
import Testing

@testable import Tally

@Suite struct JSON5ParserTests {
  private func value(_ text: String) -> JSON5Node.Value? {
    let (root, findings) = JSON5Parser.parse(Array(text.utf8))
    return findings.isEmpty ? root?.value : nil
  }

  @Test(arguments: [
    ("'a\"b'", "a\"b"), ("\"a'b\"", "a'b"), ("''", ""), ("'\\'\\\"\\\\\\/'", "'\"\\/"),
    ("'\\n\\t\\r\\b\\f'", "\n\t\r\u{8}\u{C}"), ("'\\u00e9\\u4E2D'", "é中"), ("'日本語 👩‍👩‍👧'", "日本語 👩‍👩‍👧"),
    ("'a\\\nb'", "ab"), ("'a\\\r\nb'", "ab"), ("'tab\there'", "tab\there"), ("'// no'", "// no"),
    ("\u{A0}\u{2028}'x'\u{3000}/**/", "x"),
  ])
  func `strings are read`(text: String, expected: String) {
    #expect(value(text) == .string(expected))
  }

  @Test(arguments: ["0", "-0", "10", "-1.5", "1e3", "1.25E-2"])
  func `numbers of JSON are kept as written`(text: String) {
    #expect(value(text) == .number(text))
  }

  @Test(arguments: [
    "01", "-", "+1", ".5", "5.", "1e", "0x1F", "Infinity", "-Infinity", "NaN", "1_000", "1.2.3",
    "--1", "1 2", "nul", "True", "'a", "a'", "[1 2]", "[,]", "[1,,2]", "{a}", "{a:}", "{a:1 b:2}",
    "{1}", "]", "}", "/", "/*", "'\\x41'", "'\\u12'", "'\\", "\\", "'a\nb'", "@",
  ])
  func `whatever is no JSON5, or none of ours, is refused`(text: String) {
    #expect(value(text) == nil)
  }

  @Test func `lists and objects keep their order and where everything starts`() {
    let (root, findings) = JSON5Parser.parse(Array("{b: [1, null,], 'a b': {}, b: true}".utf8))
    #expect(findings == [])
    func node(_ value: JSON5Node.Value, _ byteOffset: Int) -> JSON5Node {
      JSON5Node(value: value, byteOffset: byteOffset)
    }
    #expect(
      root
        == node(
          .object([
            JSON5Node.Member(
              name: "b",
              byteOffset: 1,
              node: node(.array([node(.number("1"), 5), node(.null, 8)]), 4)
            ),
            JSON5Node.Member(name: "a b", byteOffset: 16, node: node(.object([]), 23)),
            JSON5Node.Member(name: "b", byteOffset: 27, node: node(.boolean(true), 30)),
          ]),
          0
        )
    )
  }

  @Test func `brackets inside each other have a limit`() {
    func nested(_ count: Int) -> [UInt8] {
      Array((String(repeating: "[", count: count) + String(repeating: "]", count: count)).utf8)
    }
    #expect(JSON5Parser.parse(nested(32)).findings == [])
    let finding = JSON5Parser.Finding(problem: .tooDeep(limit: 32), byteOffset: 32)
    #expect(JSON5Parser.parse(nested(33)).findings == [finding])
    #expect(JSON5Parser.parse(nested(100_000)).findings == [finding])
  }

  @Test func `no text brings the parser down, and none passes without a value or a finding`() {
    var random = SplitMix64(seed: 5)
    let pieces = [
      "{", "}", "[", "]", ",", ":", "'", "\"", "\\", "/", "*", "\n", "\r", " ", "a", "by", "1", "-",
      "\\u", "D83D", "é", "👩", "\u{2028}", "//", "/*", "*/", "true", "{a:1}", "\u{0}",
    ]
    var readable = 0
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...12, using: &random))
        .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }
        .joined()
      var bytes = Array(text.utf8)
      if Int.random(in: 0..<10, using: &random) == 0 { bytes.append(UInt8(random.next() & 255)) }
      let (root, findings) = JSON5Parser.parse(bytes)
      #expect(root != nil || !findings.isEmpty)
      #expect(findings.allSatisfy { (0...bytes.count).contains($0.byteOffset) })
      if findings.isEmpty { readable += 1 }
    }
    #expect(readable > 100)
  }
}
