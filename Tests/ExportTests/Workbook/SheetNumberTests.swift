import Support
import Testing

@testable import Export

struct SheetNumberTests {
  @Test func `a date has the digits that printf would write`() {
    var random = SplitMix64(seed: 7)
    var cases: [Int64] = [0, 1, -1, -2_203_891_200_000, 253_402_300_799_999, 43_200_000]
    for _ in 0..<20_000 {
      cases.append(Int64.random(in: -2_203_891_200_000..<253_402_300_800_000, using: &random))
      cases.append(1_780_000_000_000 + Int64(random.next() % 31_536_000_000))
    }
    for milliseconds in cases {
      let (number, digits) = SheetNumber.day(localMilliseconds: milliseconds)
      let plain = String(number)
      let text = digits == 0 ? plain : plain.dropLast(digits) + "." + plain.suffix(digits)
      #expect(text == SheetNumber.text(Double(milliseconds) / 86_400_000 + 25_569))
    }
  }
}
