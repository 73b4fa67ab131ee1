/// One argument of a command or of a group of arguments, and where its values go.
package struct Argument<Root>: Sendable {
  package var declaration: ArgumentDeclaration
  /// The values a fresh `Root` has, as they would be typed.
  let defaults: @Sendable (Root) -> [String]
  /// Reads all words that were typed for it and stores what they mean.
  let assign: @Sendable (inout Root, [String]) throws(UsageError) -> Void

  /// Stores values through two accessors; the storage decides how many there can be.
  init<Storage: ArgumentStorage>(
    _ declaration: ArgumentDeclaration,
    completion: Completion?,
    get: @escaping @Sendable (Root) -> Storage,
    set: @escaping @Sendable (inout Root, Storage) -> Void
  ) {
    var declaration = declaration
    let choices = Storage.Value.choices
    declaration.completion = completion ?? (choices.isEmpty ? .nothing : .choices(choices))
    declaration.isRepeating = Storage.isRepeating
    declaration.isRequired = declaration.kind == .positional && Storage.isRequired
    if !Storage.isRepeating { declaration.separator = nil }
    let (spelling, separator) = (declaration.spelling, declaration.separator)
    self.declaration = declaration
    defaults = { root in get(root).values.map(\.argumentText) }
    assign = { (root, words) throws(UsageError) in
      var values: [Storage.Value] = []
      for word in words {
        for text in Self.parts(of: word, separator) {
          values.append(try Self.value(text, spelling))
        }
      }
      guard let storage = Storage.storing(values) else { throw .missingPositional(spelling) }
      set(&root, storage)
    }
  }

  /// Sets a property to true where the flag is given.
  init(flag declaration: ArgumentDeclaration, set: @escaping @Sendable (inout Root) -> Void) {
    self.declaration = declaration
    defaults = { _ in [] }
    assign = { (root, _) throws(UsageError) in set(&root) }
  }

  /// The same argument for a type that contains this one's.
  func lifted<Outer>(to keyPath: any WritableKeyPath<Outer, Root> & Sendable) -> Argument<Outer> {
    Argument<Outer>(
      declaration: declaration,
      defaults: { [defaults] outer in defaults(outer[keyPath: keyPath]) },
      assign: { [assign] (outer, words) throws(UsageError) in
        try assign(&outer[keyPath: keyPath], words)
      }
    )
  }

  private init(
    declaration: ArgumentDeclaration,
    defaults: @escaping @Sendable (Root) -> [String],
    assign: @escaping @Sendable (inout Root, [String]) throws(UsageError) -> Void
  ) {
    self.declaration = declaration
    self.defaults = defaults
    self.assign = assign
  }

  /// The words between separators; an empty word is an empty list, overriding one from elsewhere.
  private static func parts(of word: String, _ separator: Unicode.Scalar?) -> [String] {
    guard let separator else { return [word] }
    guard !word.isEmpty else { return [] }
    return word.unicodeScalars.split(separator: separator, omittingEmptySubsequences: false)
      .map { String($0) }
  }

  private static func value<Value: ArgumentValue>(
    _ text: String,
    _ spelling: String
  ) throws(UsageError) -> Value {
    do {
      return try Value(argument: text)
    } catch {
      switch error {
      case .notAChoice: throw .invalidChoice(text, argument: spelling, choices: Value.choices)
      case .because(let reason): throw .invalidValue(text, argument: spelling, reason: reason)
      }
    }
  }
}
