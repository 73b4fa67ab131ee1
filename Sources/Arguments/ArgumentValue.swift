/// What one typed word can be read as.
///
/// An enum of strings that lists its cases conforms without writing anything.
package protocol ArgumentValue: ArgumentStorage where Value == Self {
  /// Reads what was typed, or says why it cannot.
  init(argument: String) throws(ArgumentValueError)
  /// What would be typed for this value; its `description` unless implemented.
  var argumentText: String { get }
  /// What is offered to the reader of help and on completion; empty where it cannot be listed.
  static var choices: [String] { get }
}

extension ArgumentValue {
  package var argumentText: String { String(describing: self) }
  package static var choices: [String] { [] }
}

extension ArgumentValue where Self: RawRepresentable & CaseIterable, RawValue == String {
  package init(argument: String) throws(ArgumentValueError) {
    guard let value = Self(rawValue: argument) else { throw .notAChoice }
    self = value
  }

  package var argumentText: String { rawValue }
  package static var choices: [String] { allCases.map(\.rawValue) }
}

extension ArgumentValue where Self: FixedWidthInteger {
  package init(argument: String) throws(ArgumentValueError) {
    guard let value = Self(argument) else {
      let digits = argument.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
      let isNumber = !digits.isEmpty && digits.allSatisfy { (48...57).contains($0) }
      throw .because("expected a whole number" + (isNumber ? " of \(Self.min) to \(Self.max)" : ""))
    }
    self = value
  }
}

extension Int: ArgumentValue {}
extension Int64: ArgumentValue {}
extension String: ArgumentValue {
  package init(argument: String) { self = argument }
}
