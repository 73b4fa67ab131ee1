import Support
import Testing

@testable import Tally

struct BridgeTests {
  /// What comes of one attempt and one leg, either of which may be missing.
  private struct Case: CustomTestStringConvertible {
    var testDescription: String
    var attempt: BridgeAttempt?
    var leg: BridgeLeg?
    var expected: [DifferenceReason: Int64]
    var expectedInEuro: [DifferenceReason: Int64] = [:]
  }

  private static func attempt(
    _ cost: BridgeAttempt.Cost,
    answered: Bool = true,
    inPeriod: Bool = true
  ) -> BridgeAttempt {
    BridgeAttempt(number: 7, isOfPeriod: inPeriod, isAnswered: answered, cost: cost)
  }

  private static func leg(
    _ units: Int64?,
    currency: String = "USD",
    billed: Bool = true
  ) -> BridgeLeg {
    BridgeLeg(
      number: 9,
      isBilled: billed,
      chargeUnits: units,
      isUnsettled: units == nil,
      currency: currency
    )
  }

  private static let cases: [Case] = [
    Case(
      testDescription: "the same on both sides",
      attempt: attempt(.rated(1_400_000, onBilledSeconds: 1_400_000)),
      leg: leg(1_400_000),
      expected: [:]
    ),
    Case(
      testDescription: "equal by chance, by other seconds and another rate",
      attempt: attempt(.rated(2_800_000, onBilledSeconds: 1_400_000)),
      leg: leg(2_800_000),
      expected: [:]
    ),
    // 61 s at 0.0255 a minute by the second is 0.025925; two minutes are 0.0510; charged 0.0520.
    Case(
      testDescription: "rounded up, and at another price",
      attempt: attempt(.rated(2_592_500, onBilledSeconds: 5_100_000)),
      leg: leg(5_200_000),
      expected: [.rounding: 2_507_500, .rateDiffers: 100_000]
    ),
    Case(
      testDescription: "recorded in whole cents",
      attempt: attempt(.recorded(2_000_000)),
      leg: leg(1_400_000),
      expected: [.wholeCents: -600_000]
    ),
    Case(
      testDescription: "recorded a whole cent away",
      attempt: attempt(.recorded(2_400_000)),
      leg: leg(1_400_000),
      expected: [.unexplained: -1_000_000]
    ),
    Case(
      testDescription: "nothing recorded",
      attempt: attempt(.unknown),
      leg: leg(1_400_000),
      expected: [.costNotRecorded: 1_400_000]
    ),
    Case(
      testDescription: "a recorded 0 where somebody answered for no second",
      attempt: attempt(.recorded(0)),
      leg: leg(1_400_000),
      expected: [.costNotRecorded: 1_400_000]
    ),
    Case(
      testDescription: "voicemail",
      attempt: attempt(.recorded(0), answered: false),
      leg: leg(1_400_000),
      expected: [.unansweredBilled: 1_400_000]
    ),
    Case(
      testDescription: "unanswered and not billed, though recorded",
      attempt: attempt(.recorded(1_000_000), answered: false),
      leg: leg(0),
      expected: [.unexplained: -1_000_000]
    ),
    Case(
      testDescription: "unanswered and not billed, though the card has a fee for it",
      attempt: attempt(.rated(10_000, onBilledSeconds: 10_000), answered: false),
      leg: leg(0),
      expected: [.rateDiffers: -10_000]
    ),
    Case(
      testDescription: "billed in the month after",
      attempt: attempt(.recorded(2_000_000)),
      leg: leg(1_400_000, billed: false),
      expected: [.monthEdge: -2_000_000]
    ),
    Case(
      testDescription: "started in the month before",
      attempt: attempt(.recorded(2_000_000), inPeriod: false),
      leg: leg(1_400_000),
      expected: [.monthEdge: 1_400_000]
    ),
    Case(
      testDescription: "of another month on both sides",
      attempt: attempt(.recorded(2_000_000), inPeriod: false),
      leg: leg(1_400_000, billed: false),
      expected: [:]
    ),
    Case(
      testDescription: "not priced yet",
      attempt: attempt(.recorded(2_000_000)),
      leg: leg(nil),
      expected: [.notSettled: -2_000_000]
    ),
    Case(
      testDescription: "not priced yet and never known to cost anything",
      attempt: attempt(.unknown),
      leg: leg(nil),
      expected: [.notSettled: 0]
    ),
    Case(
      testDescription: "in euros",
      attempt: attempt(.recorded(2_000_000)),
      leg: leg(1_300_000, currency: "EUR"),
      expected: [.otherCurrency: -2_000_000],
      expectedInEuro: [.otherCurrency: 1_300_000]
    ),
    Case(
      testDescription: "paid back",
      attempt: attempt(.unknown),
      leg: leg(-1_400_000),
      expected: [.costNotRecorded: -1_400_000]
    ),
    Case(
      testDescription: "no leg",
      attempt: attempt(.recorded(2_000_000)),
      leg: nil,
      expected: [.deletedAtCarrier: -2_000_000]
    ),
    Case(
      testDescription: "no leg, and nothing to miss",
      attempt: attempt(.unknown),
      leg: nil,
      expected: [:]
    ),
    Case(
      testDescription: "no attempt",
      attempt: nil,
      leg: leg(1_400_000),
      expected: [.missingInOneUptime: 1_400_000]
    ),
    Case(
      testDescription: "no attempt, of another month",
      attempt: nil,
      leg: leg(1_400_000, billed: false),
      expected: [:]
    ),
  ]

  @Test(arguments: cases)
  private func differencesGetTheirReasons(_ test: Case) throws {
    var bridges = Bridges(keepsEntries: true)
    switch (test.attempt, test.leg) {
    case (let attempt?, let leg?): try bridges.add(attempt, leg)
    case (let attempt?, nil): try bridges.add(attempt, hasCarrierRecords: true)
    case (nil, let leg?): try bridges.add(leg)
    case (nil, nil): break
    }
    for bridge in bridges.all {
      let expected = bridge.currency == "USD" ? test.expected : test.expectedInEuro
      #expect(bridge.lines.mapValues(\.units) == expected)
      #expect(bridge.restUnits == 0)
      #expect(bridge.entries.count == expected.count)
    }
  }

  @Test func legsWithoutAttemptsAreToldApart() throws {
    var bridges = Bridges()
    var leg = Self.leg(850_000)
    leg.isInbound = true
    try bridges.add(leg)
    leg.isCallKnown = false
    try bridges.add(leg)
    leg.isInbound = false
    leg.isDuplicate = true
    try bridges.add(leg)
    let lines = bridges.all[0].lines
    #expect(
      lines.mapValues(\.units)
        == [.inboundLeg: 850_000, .noParentRecord: 850_000, .duplicate: 850_000]
    )
  }

  @Test func anAttemptBeforeAllCarrierRecordsIsNotCalledDeleted() throws {
    var bridges = Bridges()
    try bridges.add(Self.attempt(.recorded(5_000_000)), hasCarrierRecords: false)
    #expect(bridges.all[0].lines.mapValues(\.units) == [.notImported: -5_000_000])
  }

  @Test func amountsThatDoNotFitAreRefused() throws {
    var bridges = Bridges()
    try bridges.add(Self.attempt(.recorded(.max - 1)), hasCarrierRecords: true)
    #expect(throws: ReportError.overflow(column: "amount in USD")) {
      try bridges.add(Self.attempt(.recorded(2)), hasCarrierRecords: true)
    }
    #expect(throws: ReportError.overflow(column: "amount in USD")) {
      var bridges = Bridges()
      try bridges.add(Self.attempt(.recorded(.max)), Self.leg(-2))
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func everyBridgeAddsUpWhateverGoesIn(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var bridges = Bridges(keepsEntries: true)
    var opening: Int64 = 0
    var closing: [String: Int64] = ["USD": 0]
    for number in 1...2000 {
      let amount = Int64.random(in: 0...9, using: &random) * 700_000
      let cost: BridgeAttempt.Cost =
        switch Int.random(in: 0...3, using: &random) {
        case 0: .unknown
        case 1: .recorded(amount)
        default: .rated(amount, onBilledSeconds: amount + 100_000)
        }
      let attempt = BridgeAttempt(
        number: Int32(number),
        isOfPeriod: Int.random(in: 0...9, using: &random) > 0,
        isAnswered: .random(using: &random),
        cost: cost
      )
      let charge: Int64? =
        Int.random(in: 0...9, using: &random) == 0
        ? nil : Int64.random(in: -1...9, using: &random) * 700_000
      let leg = BridgeLeg(
        number: Int64(number),
        isBilled: Int.random(in: 0...9, using: &random) > 0,
        chargeUnits: charge,
        isUnsettled: charge == nil && .random(using: &random),
        currency: ["USD", "USD", "USD", "EUR", "JPY"].randomElement(using: &random) ?? "USD",
        isInbound: .random(using: &random),
        isCallKnown: .random(using: &random),
        isDuplicate: .random(using: &random)
      )
      let kind = Int.random(in: 0...3, using: &random)
      if kind != 1, attempt.isOfPeriod, case .recorded = cost { opening += amount }
      if kind != 1, attempt.isOfPeriod, case .rated = cost { opening += amount }
      if kind != 0, leg.isBilled { closing[leg.currency, default: 0] += charge ?? 0 }
      switch kind {
      case 0: try bridges.add(attempt, hasCarrierRecords: .random(using: &random))
      case 1: try bridges.add(leg)
      default: try bridges.add(attempt, leg)
      }
    }
    #expect(bridges.all.map(\.currency) == ["USD", "EUR", "JPY"])
    for bridge in bridges.all {
      #expect(bridge.restUnits == 0)
      #expect(bridge.billed.units == closing[bridge.currency])
      let opened = bridge.recorded.units + bridge.rated.units
      #expect(opened == (bridge.currency == "USD" ? opening : 0))
      for (reason, line) in bridge.lines {
        let entries = bridge.entries.filter { $0.reason == reason }
        #expect(line.count == Int64(entries.count))
        #expect(line.units == entries.reduce(0) { $0 + $1.units })
      }
    }
  }
}
