import Reports
import Support
import Testing

@testable import Export

struct OpenRestTests {
  private static let columns = [
    Column(name: "user", title: "User", unit: .text, isDimension: true),
    Column(name: "attempts", title: "Attempts", unit: .count, total: .sum),
    Column(name: "cost_usd", title: "Cost", unit: .dollars, total: .sum),
    Column(name: "each_usd", title: "Each", unit: .dollarsPerUnit, total: .sum),
    Column(name: "known_usd", title: "Known", unit: .dollars, total: .value),
  ]

  private static func amount(_ unscaled: Int64, scale: Int = 8) -> Value {
    .decimal(FixedDecimal(unscaled: unscaled, scale: scale))
  }

  private static func row(_ cost: Value) -> [Value] {
    [.text("a"), .integer(1), cost, cost, cost]
  }

  @Test func `exact amounts leave nothing open, whatever their scales`() {
    var generator = SplitMix64(seed: 4)
    for _ in 0..<300 {
      var rest = OpenRest(columns: Self.columns)
      var sum: Int64 = 0
      for _ in 0..<Int.random(in: 0...9, using: &generator) {
        let scale = Int.random(in: 0...8, using: &generator)
        let unscaled = Int64.random(in: -1_000_000...1_000_000, using: &generator)
        rest.add(Self.row(Self.amount(unscaled, scale: scale)))
        sum += unscaled * powerOfTen(8 - scale)
      }
      #expect(rest.line(totals: Self.row(Self.amount(sum))) == nil)
      let open = rest.line(totals: Self.row(Self.amount(sum + 1)))
      #expect(open?.values == [.null, .null, Self.amount(1), .null, .null])
      #expect(open?.reason == .rounding)
    }
  }

  @Test func `amounts with more digits than are shown are added as they are shown`() {
    var rest = OpenRest(columns: Self.columns)
    for _ in 0..<3 { rest.add(Self.row(Self.amount(15, scale: 10))) }
    // Three times 0.0000000015 are shown as 0.00000000 each, and their total as 0.00000000.
    #expect(rest.line(totals: Self.row(Self.amount(45, scale: 10))) == nil)
    rest.add(Self.row(Self.amount(15, scale: 10)))
    let open = rest.line(totals: Self.row(Self.amount(60, scale: 10)))
    #expect(open?.values[2] == Self.amount(1))
    #expect(open?.reason == .rounding)
  }

  @Test func `what a line without an amount hides is not called rounding`() {
    var rest = OpenRest(columns: Self.columns)
    rest.add(Self.row(Self.amount(5)))
    rest.add(Self.row(.null))
    #expect(rest.line(totals: Self.row(Self.amount(5))) == nil)
    #expect(rest.line(totals: Self.row(.null)) == nil)
    let open = rest.line(totals: Self.row(Self.amount(7)))
    #expect(open?.values[2] == Self.amount(2))
    #expect(open?.reason == .notShown)
  }
}
