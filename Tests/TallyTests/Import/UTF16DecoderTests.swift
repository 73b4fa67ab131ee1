import Support
import Testing

@testable import Tally

struct UTF16DecoderTests {
  private static func bytes(_ units: [UInt16], isBigEndian: Bool) -> [UInt8] {
    ([0xFEFF] + units).flatMap { unit in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isBigEndian ? pair : pair.reversed()
    }
  }

  /// Decodes pieces of any size, and takes what comes of them in small parts.
  private static func decoded(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    guard var decoder = UTF16Decoder(mark: bytes[...]) else { return [] }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 7)
    func take() {
      while !decoder.isEmpty {
        let count = decoder.take(into: &buffer, from: 2, to: 7)
        result += buffer[2..<(2 + count)]
      }
    }
    var position = 2
    while position < bytes.count {
      let next = min(bytes.count, position + Int(random.next() % 9))
      decoder.decode(bytes[position..<next])
      position = next
      take()
    }
    decoder.finish()
    take()
    return result
  }

  @Test(arguments: 1...40)
  func `every text comes out as the standard library's UTF-8`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var text = ""
    for _ in 0..<200 {
      let bits = random.next() % 21 + 1
      guard let scalar = UnicodeScalar(UInt32(random.next() % (1 << bits))) else { continue }
      text.unicodeScalars.append(scalar)
    }
    let bytes = Self.bytes(Array(text.utf16), isBigEndian: seed % 2 == 0)
    #expect(Self.decoded(bytes, &random) == Array(text.utf8))
  }

  @Test func `half a pair and half a unit become bytes that are not UTF-8`() {
    var random = SplitMix64(seed: 1)
    for units: [UInt16] in [[0x41, 0xD83D], [0xDE00, 0x41], [0xD83D, 0x41], [0xD83D, 0xD83D]] {
      let found = Self.decoded(Self.bytes(units, isBigEndian: false), &random)
      #expect(UTF8Check.firstFault(found.span, 0, found.count) != nil)
    }
    let odd = Self.decoded(Self.bytes([0x41], isBigEndian: true) + [0], &random)
    #expect(odd == [0x41, 0xFF])
  }

  @Test func `input of Windows is read in any form`() throws {
    let folder = try ImportFolder()
    let json = PlainAttempt.json(1, ",\"status\":\"\u{1F600}\"") + "\r\n" + PlainAttempt.json(2)
    #expect(try folder.run(bytes: Self.bytes(Array(json.utf16), isBigEndian: false)).reasons == [])
    let table =
      "_id,isAnswered,incomingCallLogId\r\n\(PlainAttempt.id(3)),1,\(PlainAttempt.call)\r\n"
    #expect(try folder.run(bytes: Self.bytes(Array(table.utf16), isBigEndian: true)).reasons == [])
    #expect(try folder.answer("SELECT count(*) FROM attempts") == ["3"])
  }
}
