internal import Arguments
internal import Tally

/// The id of an attempt, as it was typed.
struct AttemptArgument: ArgumentValue {
  let id: Identifier

  /// None: something has to be typed.
  init() {
    id = Identifier(high: 0, low: 0)
  }

  init(argument: String) throws(ArgumentValueError) {
    guard let id = Identifier(argument) else {
      throw .because("expected the _id of an attempt, a UUID such as \(Self.example)")
    }
    self.id = id
  }

  var argumentText: String { id.description }

  static let example = "d46c668b-e8ac-4b27-8844-e01057952124"
}
