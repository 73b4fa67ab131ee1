/// A property that arguments can be stored in: a value, an optional one, or an array of them.
///
/// The property's type decides how often an argument may and must be given: an optional tells
/// whether it was given at all, an array takes repeated ones, and `[Value]?` does both.
package protocol ArgumentStorage: Sendable {
  associatedtype Value: ArgumentValue
  /// Whether more than one value is kept.
  static var isRepeating: Bool { get }
  /// Whether a positional argument stored here cannot be left out.
  static var isRequired: Bool { get }
  /// What to store for the given values, in the order typed; nil where they are too few.
  static func storing(_ values: [Value]) -> Self?
  /// The values now stored.
  var values: [Value] { get }
}

extension ArgumentStorage where Value == Self {
  package static var isRepeating: Bool { false }
  package static var isRequired: Bool { true }
  package static func storing(_ values: [Self]) -> Self? { values.last }
  package var values: [Self] { [self] }
}

extension Array: ArgumentStorage where Element: ArgumentValue {
  package static var isRepeating: Bool { true }
  package static var isRequired: Bool { true }
  package static func storing(_ values: [Element]) -> Self? { values }
  package var values: [Element] { self }
}

extension Optional: ArgumentStorage where Wrapped: ArgumentStorage {
  package typealias Value = Wrapped.Value
  package static var isRepeating: Bool { Wrapped.isRepeating }
  package static var isRequired: Bool { false }
  package static func storing(_ values: [Value]) -> Self? { .some(Wrapped.storing(values)) }
  package var values: [Value] { self?.values ?? [] }
}
