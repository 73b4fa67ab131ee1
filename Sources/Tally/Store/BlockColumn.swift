/// A column of an ``AttemptBlock``; the raw value is its place among the block's parts, of which
/// the first is the header.
enum BlockColumn: Int, CaseIterable, Sendable {
  /// startedAt, else createdAt.
  case at = 1
  case call
  case project
  case user
  case rule
  case policy
  case phone
  case status
  /// ``BlockFlags``.
  case flags
  case dialSeconds
  /// ``AttemptRules/signedRingSeconds(of:in:)``, which follows from the row alone.
  case ringSeconds
  case recordedCostMicrocents
  case createdAt
  /// The attempt's number.
  case attempt

  /// Parts that a block has room for, its header among them.
  static let partCount = 16
}
