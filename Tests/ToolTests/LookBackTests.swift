import Arguments
import Testing

@testable import Tool

struct LookBackTests {
  @Test(arguments: [
    ("0s", 0), ("90s", 90), ("30m", 1800), ("24h", 86_400), ("2d", 172_800),
    ("36600d", 3_162_240_000),
  ])
  func `a number and its unit`(text: String, seconds: Int) throws {
    let lookBack = try LookBack(argument: text)
    #expect(lookBack.seconds == seconds)
    #expect(try LookBack(argument: lookBack.argumentText).seconds == seconds)
  }

  @Test func `the default is what help says`() {
    #expect(LookBack(seconds: 86_400).argumentText == "24h")
  }

  @Test(arguments: [
    "", "h", "24", "-1h", "+1h", "1.5h", "1w", " 1h", "1 h", "36601d", "9223372036854775807d", "１h",
  ])
  func `anything else is refused`(text: String) {
    #expect(throws: ArgumentValueError.self) { _ = try LookBack(argument: text) }
  }
}
