import Arguments
import Testing

@testable import Tool

@Suite struct SecondsTests {
  @Test(arguments: [("0", 0), ("60", 60), ("86400", 86_400)]) func `a time is read`(
    text: String,
    expected: Int
  ) throws {
    #expect(try Seconds(argument: text).count == expected)
  }

  @Test(arguments: ["", "-1", "86401", "9223372036854775808", "1.5", "1s", " 1"])
  func `what is no time is refused`(_ text: String) {
    #expect(throws: ArgumentValueError.because("expected whole seconds of 0 to 86400")) {
      try Seconds(argument: text)
    }
  }
}
