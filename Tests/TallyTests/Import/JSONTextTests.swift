import Testing

@testable import Tally

struct JSONTextTests {
  private static func unescaped(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    return JSONText.unescaped(bytes.span, 0, bytes.count)
  }

  @Test func `every character comes back from its quoted form`() {
    for value in Array(0...0x2FF) + [0x2028, 0x3042, 0xD7FF, 0xE000, 0xFFFF, 0x1F600, 0x10FFFF]
      as [UInt32]
    {
      guard let scalar = UnicodeScalar(value) else { continue }
      let text = "a\(Character(scalar))b"
      let quoted = JSONText.quoted(text)
      #expect(quoted.unicodeScalars.allSatisfy { $0.value >= 0x20 })
      let inner = String(quoted.unicodeScalars.dropFirst().dropLast().map(Character.init))
      #expect(Self.unescaped(inner)?.unicodeScalars.elementsEqual(text.unicodeScalars) == true)
    }
  }

  @Test(arguments: [
    (#"\"\\\/\b\f\n\r\t"#, "\"\\/\u{8}\u{C}\n\r\t"), (#"\u00e9\u00E9"#, "\u{E9}\u{E9}"),
    (#"\ud83d\ude00"#, "\u{1F600}"), (#"\udbff\udfff"#, "\u{10FFFF}"), ("", ""),
    (#"\u0000"#, "\0"),
  ])
  func `escapes are resolved`(escaped: String, text: String) {
    #expect(Self.unescaped(escaped) == text)
  }

  @Test(arguments: [
    #"\"#, #"\x"#, #"\u"#, #"\u12"#, #"\u12g4"#, #"\ud83d"#, #"\ud83dx"#, #"\ud83d\n"#,
    #"\ud83d\u0041"#, #"\ude00"#, #"\ude00\ud83d"#, #"\U0041"#,
  ])
  func `an escape that JSON does not know has no text`(escaped: String) {
    #expect(Self.unescaped(escaped) == nil)
  }
}
