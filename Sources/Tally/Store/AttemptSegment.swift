/// Attempts side by side in columns, as the store hands them to the aggregation.
///
/// All arrays have `count` elements. Numbers of users, rules and so on index a ``Directory``; 0 is
/// none. ``unknown`` and ``unknownTime`` stand for NULL. Deleted and incomplete attempts
/// never occur here.
package struct AttemptSegment: Sendable {
  /// NULL in the columns of 32 bits.
  package static let unknown = Int32.min
  /// NULL in the columns of 64 bits.
  package static let unknownTime = Int64.min

  /// Facts of one attempt that are true or false.
  package struct Flags: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `isAnswered`.
    package static let answered = Self(rawValue: 1)
    /// A user or rule that was known has become NULL at the source.
    package static let dimensionLost = Self(rawValue: 2)
  }

  package var count = 0
  /// The attempt's row number in the store, 1 or more, ascending within and across segments.
  package var attempt: [Int32] = []
  /// The dense number of the attempt's call, 1 or more.
  package var call: [Int32] = []
  package var project: [Int32] = []
  package var user: [Int32] = []
  package var rule: [Int32] = []
  /// The policy of the call, else that of the rule.
  package var policy: [Int32] = []
  package var phone: [Int32] = []
  package var status: [Int32] = []
  /// UTC milliseconds.
  package var createdAt: [Int64] = []
  package var startedAt: [Int64] = []
  package var endedAt: [Int64] = []
  package var dialSeconds: [Int32] = []
  /// `callCostInUSDCents` in micro-cents as recorded, a recorded 0 being 0.
  package var recordedCostMicrocents: [Int64] = []
  package var flags: [Flags] = []
  /// The `_id` of each attempt; empty where identifiers were not asked for.
  package var identifier: [Identifier] = []

  package init() {}
}
