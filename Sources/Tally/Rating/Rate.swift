/// One line of a rate card.
package struct Rate: Sendable, Hashable {
  /// Which leg of a call it is for.
  package enum Direction: String, Sendable, CaseIterable {
    /// From the carrier to a user's phone: an attempt.
    case outbound
    /// From the caller to the carrier; no attempt is rated by it.
    case inbound
  }

  /// Where it is in its file.
  package var line: Int
  /// Digits that a number begins with, without `+`; never empty.
  package var prefix: String
  package var description: String
  package var direction: Direction
  package var terms: RateTerms
}
