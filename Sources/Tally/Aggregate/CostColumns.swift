/// What selected attempts cost by each source, side by side; as long as their other columns.
struct CostColumns: Sendable {
  /// Each in micro-cents, ``AttemptSegment/unknownTime`` where unknown.
  private(set) var carrier: [Int64]
  private(set) var recorded: [Int64]
  private(set) var rated: [Int64]
  /// Whose cost counts: none, or the raw value of a ``Source``.
  private(set) var source: [UInt8]
  private var attempt: [Int32]
  private var phone: [UInt32]

  /// Whose cost counts, as a small number.
  enum Source: UInt8 {
    case none
    case carrier
    case recorded
    case rated
  }

  init(count: Int) {
    carrier = [Int64](repeating: 0, count: count)
    recorded = carrier
    rated = carrier
    source = [UInt8](repeating: 0, count: count)
    attempt = [Int32](repeating: 0, count: count)
    phone = [UInt32](repeating: 0, count: count)
  }

  /// The columns of a block that are read for it.
  static let blockColumns: [BlockColumn] = [.attempt, .phone]

  /// Finds what the attempts cost, and puts the cost that counts in the place of the recorded one.
  mutating func fill(
    _ costMicrocents: inout [Int64],
    of rows: borrowing ChosenRows,
    in block: AttemptBlock,
    at milliseconds: [Int64],
    outcome: [Outcome],
    dialSeconds: [Int32],
    rules: AttemptRules
  ) {
    block.read(.attempt, rows, into: &attempt, null: 0)
    if rules.sources.rating != nil { block.read(.phone, rows, into: &phone, null: 0) }
    let unknown = AttemptSegment.unknownTime
    for index in 0..<rows.count {
      let charged = rules.sources.carrier[attempt[index]]
      let isAnswered = outcome[index] == .answered
      let asked =
        rules.sources.rating?.microcents(
          phone: Int(phone[index]),
          at: milliseconds[index],
          isAnswered: isAnswered,
          dialSeconds: dialSeconds[index]
        ) ?? unknown
      let costs = AttemptCosts(
        recorded: costMicrocents[index],
        carrier: charged == unknown ? nil : charged,
        rated: asked == unknown ? nil : asked,
        answered: isAnswered,
        dialSeconds: dialSeconds[index]
      )
      carrier[index] = charged
      recorded[index] = costs.recordedMicrocents ?? unknown
      rated[index] = asked
      let chosen = costs.chosen(by: rules.costBasis)
      costMicrocents[index] = chosen?.microcents ?? unknown
      source[index] = Self.code(of: chosen?.source).rawValue
    }
  }

  private static func code(of source: CostBasis?) -> Source {
    switch source {
    case .carrier: .carrier
    case .recorded: .recorded
    case .rated: .rated
    case .effective, nil: .none
    }
  }
}
