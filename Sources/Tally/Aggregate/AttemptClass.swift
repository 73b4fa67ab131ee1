/// All that is counted of an attempt, as one small number: how many attempts of each class a
/// group has tells its counts.
struct AttemptClass: Sendable {
  /// Room for all classes; a power of two.
  static let limit = 32

  /// Six kinds by outcome and talk, two bits for cost and ring.
  let rawValue: UInt8

  private static let open: UInt8 = 1
  private static let stale: UInt8 = 2
  private static let answered: UInt8 = 3

  /// `dial` is ``AttemptSegment/unknown`` where it is not known.
  @inline(__always)
  init(outcome: Outcome, dial: Int32, isCosted: Bool, isRung: Bool) {
    let timed: UInt8 = dial != AttemptSegment.unknown ? 1 : 0
    let talked: UInt8 = dial > 0 ? 1 : 0
    let answeredKind = Self.answered + timed + talked
    let otherKind: UInt8 = outcome == .open ? Self.open : outcome == .stale ? Self.stale : 0
    let kind = outcome == .answered ? answeredKind : otherKind
    rawValue = kind << 2 | (isCosted ? 2 : 0) | (isRung ? 1 : 0)
  }

  /// The counts of a group that has so many attempts of each class; its sums are 0.
  static func cell(counts: some RandomAccessCollection<UInt32>) -> Cell {
    var cell = Cell()
    for (index, number) in counts.enumerated() where number > 0 {
      let count = Int64(number)
      let kind = UInt8(index) >> 2
      cell.attempts += count
      if kind == open { cell.open += count }
      if kind == stale { cell.stale += count }
      if kind >= answered { cell.answered += count }
      if kind > answered { cell.timed += count }
      let isTalked = kind > answered + 1
      if isTalked { cell.talked += count }
      if index & 1 != 0 { cell.rung += count }
      if index & 2 != 0 {
        cell.costed += count
        if isTalked { cell.costedTalked += count }
      }
    }
    return cell
  }
}
