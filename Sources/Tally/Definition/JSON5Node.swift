/// A value of a JSON5 document, and where it starts.
struct JSON5Node: Sendable, Hashable {
  enum Value: Sendable, Hashable {
    case null
    case boolean(Bool)
    /// As it was written.
    case number(String)
    case string(String)
    case array([JSON5Node])
    /// In the order written; a key that comes twice is there twice.
    case object([Member])
    /// Something that has been noted as a mistake, so that nobody complains of it again.
    case invalid
  }

  /// One key of an object, and its value.
  struct Member: Sendable, Hashable {
    var name: String
    var byteOffset: Int
    var node: JSON5Node
  }

  var value: Value
  var byteOffset: Int

  /// The word for the kind of value, with its article: `a string`.
  var kind: String {
    switch value {
    case .null: "null"
    case .boolean: "true or false"
    case .number: "a number"
    case .string: "a string"
    case .array: "a list"
    case .object: "an object"
    case .invalid: "no value"
    }
  }
}
