package import Reports

/// What the aggregation needs of a store, and all that it may ask of one.
package protocol AttemptSource {
  /// The names behind the numbers in segments; whole and consistent with one reading of segments.
  func directory() throws -> Directory
  /// The newest `updatedAt` among the attempts; nil in an empty store.
  func asOf() throws -> Instant?
  /// Hands over all attempts, some tens of thousands at a time, in the order of their numbers.
  ///
  /// ``AttemptSegment/identifier`` is filled only where asked for: few questions need it.
  func forEachSegment(
    withIdentifiers: Bool,
    _ body: (AttemptSegment) throws -> Void
  ) throws
  /// The same attempts packed; nil where a source has none. Policies only where asked for.
  func blocks(withPolicies: Bool) throws -> AttemptBlocks?
  /// The calls whose own records were imported.
  func loggedCalls() throws -> CallColumns
  /// The dense number of a call; nil where neither its record nor an attempt of it is known.
  func callNumber(of identifier: Identifier) throws -> Int32?
}

extension AttemptSource {
  package func blocks(withPolicies: Bool) throws -> AttemptBlocks? { nil }
}
