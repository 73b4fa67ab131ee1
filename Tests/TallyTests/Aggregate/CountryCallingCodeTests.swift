import Testing

@testable import Tally

struct CountryCallingCodeTests {
  @Test(arguments: [
    ("+14155550101", 1), ("+442071838750", 44), ("+85212345678", 852), ("+77012345678", 7),
    ("+1 (415) 555-0101", 1), ("+390612345678", 39), ("+3706123456", 370), ("+8835100000", 883),
    ("+21112345678", 211),
  ])
  func `a number begins with its country`(_ number: String, _ code: Int) {
    #expect(CountryCallingCode.code(of: number) == code)
  }

  @Test(arguments: [
    "", "+", "14155550101", "+1415", "+2101234567", "+1234567890123456", "+1415555O101",
    "anonymous",
    "＋14155550101", "+0123456789", "+٤٤٢٠٧١٨٣٨٧٥٠",
  ])
  func `anything else has none`(_ number: String) {
    #expect(CountryCallingCode.code(of: number) == nil)
  }
}
