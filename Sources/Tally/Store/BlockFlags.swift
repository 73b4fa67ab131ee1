/// Facts of one attempt of an ``AttemptBlock`` that are true or false.
struct BlockFlags: OptionSet, Sendable {
  let rawValue: UInt8

  /// As in ``AttemptSegment/Flags``.
  static let answered = Self(rawValue: 1)
  static let dimensionLost = Self(rawValue: 2)
  /// startedAt is NULL.
  static let noStart = Self(rawValue: 4)
  /// endedAt is known.
  static let ended = Self(rawValue: 8)
}
