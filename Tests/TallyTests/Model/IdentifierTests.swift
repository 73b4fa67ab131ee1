import Support
import Testing

@testable import Tally

struct IdentifierTests {
  @Test func `a text is read and written as it was, in lower case`() throws {
    let text = "01234567-89AB-cdef-0123-456789abcdef"
    let id = try #require(Identifier(text))
    #expect(id == Identifier(high: 0x0123_4567_89AB_CDEF, low: 0x0123_4567_89AB_CDEF))
    #expect(id.description == text.lowercased())
    #expect(Identifier(high: 0, low: 0).description == "00000000-0000-0000-0000-000000000000")
    #expect(
      Identifier(high: .max, low: .max).description == "ffffffff-ffff-ffff-ffff-ffffffffffff"
    )
  }

  @Test(arguments: [
    "", "0", "0123456789abcdef0123456789abcdef", "{01234567-89ab-cdef-0123-456789abcdef}",
    "01234567-89ab-cdef-0123-456789abcde", "01234567-89ab-cdef-0123-456789abcdef0",
    "01234567_89ab-cdef-0123-456789abcdef", "0123456-789ab-cdef-0123-456789abcdef",
    "g1234567-89ab-cdef-0123-456789abcdef", "01234567-89ab-cdef-0123-456789abcd\u{E9}",
    " 1234567-89ab-cdef-0123-456789abcdef",
  ])
  func `anything else is none`(text: String) {
    #expect(Identifier(text) == nil)
  }

  @Test func `ids are ordered as their texts are, and come back from them`() {
    var random = SplitMix64(seed: 4)
    var ids: [Identifier] = []
    for _ in 0..<2000 {
      let high = random.next() >> UInt64.random(in: 0...63, using: &random)
      let low = random.next() >> UInt64.random(in: 0...63, using: &random)
      ids.append(Identifier(high: high, low: low))
    }
    ids.append(contentsOf: ids.prefix(3).map { Identifier(high: $0.high, low: .max) })
    for id in ids { #expect(Identifier(id.description) == id) }
    let texts = ids.map(\.description).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(ids.sorted().map(\.description) == texts)
  }
}
