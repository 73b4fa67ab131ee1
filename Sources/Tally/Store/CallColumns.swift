/// Calls by their own records (the Incoming Call Logs that were imported), column by column.
///
/// Deleted ones never occur here. Conventions as in ``AttemptSegment``.
package struct CallColumns: Sendable {
  /// The dense number that ``AttemptSegment/call`` uses.
  package var call: [Int32] = []
  package var project: [Int32] = []
  package var policy: [Int32] = []
  /// UTC milliseconds; where startedAt is NULL, createdAt; ``AttemptSegment/unknownTime`` if both.
  package var startedAt: [Int64] = []
  /// Whether any attempt of the call is in the store.
  package var wasDialled: [Bool] = []
  /// What the carrier charged for the leg that came in, in micro-cents;
  /// ``AttemptSegment/unknownTime`` where it is not known.
  package var inboundMicrocents: [Int64] = []

  package init() {}
}
