/// One `--user X` or `--not-user X`, as it was given.
///
/// Values of one name widen the selection, different names narrow it, negated ones exclude.
package struct AttemptFilter: Sendable, Hashable {
  /// What a filter looks at; the raw value is the option's name.
  package enum Name: String, CaseIterable, Sendable {
    /// Id, email address or name of the user, the whole of it in any case.
    case user
    /// Id or name.
    case rule
    case policy
    case project
    /// The beginning of the dialled number.
    case number
    /// The calling code of the dialled number.
    case country
    /// As upstream wrote it; in any case where nothing is written just so.
    case status
    case outcome
    /// The hour of the start, 0 to 23 in the zone of the period.
    case hour
    /// The weekday of the start, from 1 for Monday to 7.
    case weekday
    /// The attempt's rank in its call, from 1.
    case position
    /// How often the rule had rung in the call before, and 1.
    case round
    /// The id of a call.
    case call

    /// Whether a call has it by its own record.
    var belongsToCall: Bool {
      self == .project || self == .policy || self == .call
    }
  }

  /// The value that selects attempts without a user, rule and so on.
  package static let none = "(none)"

  package var name: Name
  package var isNegated: Bool
  package var value: String

  package init(_ name: Name, _ value: String, isNegated: Bool = false) {
    self.name = name
    self.isNegated = isNegated
    self.value = value
  }

  /// Reads the name as definitions write it: `user`, or `not_user` for the negated filter.
  package init(key: String, value: String) throws(ReportError) {
    let negated = key.hasPrefix("not_")
    let word = negated ? String(key.dropFirst(4)) : key
    guard let name = Name(rawValue: word) else {
      throw .unknownFilter(
        key,
        similar: Suggestion.near(word, among: Name.allCases.map(\.rawValue))
          .map { negated ? "not_\($0)" : $0 }
      )
    }
    self.init(name, value, isNegated: negated)
  }

  /// `user`, or `not_user` where negated: the key in a report's JSON.
  package var key: String { isNegated ? "not_\(name.rawValue)" : name.rawValue }
}
