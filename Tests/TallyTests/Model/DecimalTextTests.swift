import Support
import Testing

@testable import Tally

struct DecimalTextTests {
  private static func parse(_ text: String, scale: Int) throws(DecimalText.Fault) -> Int64 {
    let bytes = Array(text.utf8)
    return try DecimalText.parse(bytes.span, scale: scale)
  }

  @Test(
    arguments: [
      ("0", 6, 0), ("-0", 6, 0), ("0.000000000", 6, 0), ("0e999999", 0, 0), ("0e-999999", 0, 0),
      ("1", 0, 1), ("-1", 0, -1), ("1.35", 6, 1_350_000), ("1.350000000", 6, 1_350_000),
      ("0.000001", 6, 1), ("1e2", 0, 100), ("1E+2", 0, 100), ("100e-2", 0, 1), ("1.5e1", 0, 15),
      ("12345e-6", 6, 12_345), ("000012", 0, 12), ("9223372036854775807", 0, .max),
      ("-9223372036854775807", 0, -.max), ("9223372036854.775807", 6, .max),
      ("0.0000000000000000000000000001e28", 0, 1), ("1000000000000000000000e-21", 0, 1),
    ] as [(String, Int, Int64)]
  )
  func `numbers are read exactly`(text: String, scale: Int, expected: Int64) throws {
    #expect(try Self.parse(text, scale: scale) == expected)
  }

  @Test(
    arguments: [
      ("", 0, .malformed), ("-", 0, .malformed), (".", 0, .malformed), (".5", 1, .malformed),
      ("5.", 1, .malformed), ("1.2.3", 6, .malformed), ("1e", 0, .malformed),
      ("1e+", 0, .malformed),
      ("1x", 0, .malformed), ("+1", 0, .malformed), ("1 ", 0, .malformed), ("NaN", 0, .malformed),
      ("1,5", 1, .malformed), ("1e2e3", 0, .malformed), ("--1", 0, .malformed),
      ("0.5", 0, .tooFine), ("1.3500001", 6, .tooFine), ("1e-7", 6, .tooFine),
      ("1e-999999999999999999999", 6, .tooFine), ("1e400", 6, .outOfRange),
      ("1e99999999999999999999", 0, .outOfRange), ("9223372036854775808", 0, .outOfRange),
      ("-9223372036854775808", 0, .outOfRange), ("-9223372036854775809", 0, .outOfRange),
      ("9223372036855", 6, .outOfRange), ("99999999999999999999", 0, .outOfRange),
    ] as [(String, Int, DecimalText.Fault)]
  )
  func `what does not fit says why`(text: String, scale: Int, fault: DecimalText.Fault) {
    #expect(throws: fault) { try Self.parse(text, scale: scale) }
  }

  @Test func `a number written in any way is the number that was meant`() throws {
    var random = SplitMix64(seed: 3)
    for _ in 0..<5000 {
      let bits = Int.random(in: 0..<63, using: &random)
      let value = Int64.random(in: 0...(.max >> Int64(bits)), using: &random)
      let isNegative = Bool.random(using: &random)
      let digits = String(value)
      // The point somewhere among or before the digits, made good by the exponent.
      let shift = Int.random(in: 0...25, using: &random)
      let padded = String(repeating: "0", count: max(0, shift + 1 - digits.utf8.count)) + digits
      let written =
        (isNegative ? "-" : "") + padded.dropLast(shift) + (shift > 0 ? "." : "")
        + padded.suffix(shift)
      let scale = Int.random(in: 0...6, using: &random)
      #expect(
        try Self.parse("\(written)e\(shift - scale)", scale: scale)
          == (isNegative ? -value : value),
        "\(written)e\(shift - scale)"
      )
    }
  }
}
