/// What a group counts of one call by its own record.
struct CallCosts {
  /// Whether any attempt of the call is in the store.
  var wasDialled: Bool
  /// What the leg that came in cost; ``AttemptSegment/unknownTime`` where that is not known.
  var inboundMicrocents: Int64
}
