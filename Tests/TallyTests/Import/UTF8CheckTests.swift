import Support
import Testing

@testable import Tally

struct UTF8CheckTests {
  @Test func `it agrees with the standard library on any bytes`() {
    var random = SplitMix64(seed: 8)
    let pieces = ["a", "\u{E9}", "\u{800}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}"].map {
      Array($0.utf8)
    }
    for _ in 0..<20_000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        bytes += pieces.randomElement(using: &random) ?? []
      }
      if !bytes.isEmpty, Bool.random(using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      let isValid = String(validating: bytes, as: UTF8.self) != nil
      #expect((UTF8Check.firstFault(bytes.span, 0, bytes.count) == nil) == isValid, "\(bytes)")
    }
  }
}
