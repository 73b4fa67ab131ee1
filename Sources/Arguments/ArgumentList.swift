/// The arguments of a command, in the order help shows them.
///
/// Written as an array literal; an element can stand for several arguments.
package struct ArgumentList<Root>: Sendable, ExpressibleByArrayLiteral {
  package private(set) var arguments: [Argument<Root>]

  package init(arrayLiteral elements: Self...) {
    arguments = elements.flatMap(\.arguments)
  }

  private init(_ arguments: [Argument<Root>]) {
    self.arguments = arguments
  }
}

extension ArgumentList {
  /// An argument without a name; optional where its property is, taking all that remain where that
  /// is an array, which must then be the last positional.
  package static func positional<Storage: ArgumentStorage>(
    _ valueName: String,
    _ keyPath: any WritableKeyPath<Root, Storage> & Sendable,
    completion: Completion? = nil,
    help: String
  ) -> Self {
    let declaration = ArgumentDeclaration(kind: .positional, valueName: valueName, help: help)
    return Self(declaration, keyPath, completion)
  }

  /// A named argument with a value, repeatable where its property is an array.
  ///
  /// With a `separator` one word can carry several values, and an empty word carries none.
  package static func option<Storage: ArgumentStorage>(
    _ name: String,
    short: Character? = nil,
    _ keyPath: any WritableKeyPath<Root, Storage> & Sendable,
    _ valueName: String,
    separator: Unicode.Scalar? = nil,
    completion: Completion? = nil,
    help: String
  ) -> Self {
    let declaration = ArgumentDeclaration(
      kind: .option,
      name: name,
      shortName: short,
      valueName: valueName,
      help: help,
      separator: separator
    )
    return Self(declaration, keyPath, completion)
  }

  /// A named argument without a value.
  package static func flag(
    _ name: String,
    short: Character? = nil,
    _ keyPath: any WritableKeyPath<Root, Bool> & Sendable,
    help: String
  ) -> Self {
    let declaration = ArgumentDeclaration(kind: .flag, name: name, shortName: short, help: help)
    return Self([Argument(flag: declaration) { $0[keyPath: keyPath] = true }])
  }

  /// Two repeatable options from one declaration: `--user` includes and `--not-user` excludes.
  package static func selection<Value: ArgumentValue>(
    _ name: String,
    _ keyPath: any WritableKeyPath<Root, Selection<Value>> & Sendable,
    _ valueName: String,
    completion: Completion? = nil,
    help: String
  ) -> Self {
    var declaration = ArgumentDeclaration(
      kind: .option,
      name: name,
      valueName: valueName,
      help: help,
      isNegatable: true
    )
    let included = Argument(
      declaration,
      completion: completion,
      get: { (root: Root) in root[keyPath: keyPath].included },
      set: { $0[keyPath: keyPath].included = $1 }
    )
    declaration.name = "not-" + name
    declaration.help = "All but: " + help
    declaration.isNegatable = false
    declaration.isNegation = true
    let excluded = Argument(
      declaration,
      completion: completion,
      get: { (root: Root) in root[keyPath: keyPath].excluded },
      set: { $0[keyPath: keyPath].excluded = $1 }
    )
    return Self([included, excluded])
  }

  /// Arguments under a heading of their own in help, except those that have one already.
  package static func section(_ title: String, _ list: Self) -> Self {
    var list = list
    for index in list.arguments.indices where list.arguments[index].declaration.section == nil {
      list.arguments[index].declaration.section = title
    }
    return list
  }

  /// The arguments of a struct that several commands have as a property.
  package static func include<Part>(
    _ keyPath: any WritableKeyPath<Root, Part> & Sendable,
    _ list: ArgumentList<Part>
  ) -> Self {
    Self(list.arguments.map { $0.lifted(to: keyPath) })
  }

  private init<Storage: ArgumentStorage>(
    _ declaration: ArgumentDeclaration,
    _ keyPath: any WritableKeyPath<Root, Storage> & Sendable,
    _ completion: Completion?
  ) {
    let argument = Argument(
      declaration,
      completion: completion,
      get: { (root: Root) in root[keyPath: keyPath] },
      set: { $0[keyPath: keyPath] = $1 }
    )
    self.init([argument])
  }
}
