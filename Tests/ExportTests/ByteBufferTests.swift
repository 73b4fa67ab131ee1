import Reports
import Support
import Testing

@testable import Export

struct ByteBufferTests {
  @Test func `numbers are written as their descriptions have them`() {
    var generator = SplitMix64(seed: 6)
    for _ in 0..<20_000 {
      let number =
        Int64.random(in: .min ... .max, using: &generator)
        >> Int64.random(in: 0...63, using: &generator)
      let decimal = FixedDecimal(
        unscaled: number,
        scale: Int.random(in: 0...18, using: &generator)
      )
      let least = Int.random(in: 0...8, using: &generator)
      let decimals = least...Int.random(in: least...18, using: &generator)
      var buffer = ByteBuffer()
      buffer.append(number)
      buffer.append(" ")
      buffer.append(decimal, decimals: decimals)
      #expect(buffer.text == "\(number) \(decimal.text(decimals: decimals))")
    }
  }

  @Test(arguments: [Int64.min, -1, 0, 9, 10, .max])
  func `the ends of the integers are written`(number: Int64) {
    var buffer = ByteBuffer()
    buffer.append(number)
    #expect(buffer.text == String(number))
  }

  @Test func `instants are written as their descriptions have them`() {
    var generator = SplitMix64(seed: 7)
    let range = Instant.earliest.milliseconds...Instant.latest.milliseconds
    for _ in 0..<5000 {
      let instant = Instant(milliseconds: Int64.random(in: range, using: &generator))
      var buffer = ByteBuffer()
      buffer.append(instant)
      #expect(buffer.text == instant.description)
    }
  }
}

extension ByteBuffer {
  fileprivate var text: String { String(decoding: bytes, as: UTF8.self) }
}
