/// Typed words sorted by the argument they belong to, before any of them is read as a value.
struct ArgumentScan {
  /// For each declaration what was typed for it; one empty word for a flag.
  private(set) var words: [[String]]
  private let declarations: [ArgumentDeclaration]

  init(_ typed: ArraySlice<String>, _ declarations: [ArgumentDeclaration]) throws(UsageError) {
    self.declarations = declarations
    words = Array(repeating: [], count: declarations.count)
    var rest = typed
    var positionals: [String] = []
    while let word = rest.popFirst() {
      if word == "--" {
        positionals += rest
        break
      } else if word.isOptionLike {
        try takeOption(word, &rest)
      } else {
        positionals.append(word)
      }
    }
    try placePositionals(positionals[...])
  }

  /// Splits `--name=value` and `-nvalue`, or takes the value from the words that follow.
  private mutating func takeOption(
    _ word: String,
    _ rest: inout ArraySlice<String>
  ) throws(UsageError) {
    // Split between scalars, not characters: an accent may follow and join what it follows.
    let isLong = word.utf8.starts(with: "--".utf8)
    let equals = isLong ? word.utf8.firstIndex(of: UInt8(ascii: "=")) : nil
    let letterEnd = word.unicodeScalars.index(word.startIndex, offsetBy: 2)
    let end = isLong ? equals ?? word.endIndex : letterEnd
    let start = equals.map(word.utf8.index(after:)) ?? end
    let spelling = String(word[..<end])
    var value = start == end && end == word.endIndex ? nil : String(word[start...])
    guard let index = declarations.firstIndex(where: { $0.spellings.contains(spelling) }) else {
      throw .unknownOption(isLong ? spelling : word, choices: declarations.map(\.name))
    }
    let declaration = declarations[index]
    guard words[index].isEmpty || declaration.isRepeating else {
      throw .repeatedOption(declaration.spelling)
    }
    guard declaration.kind == .option else {
      if let value { throw .unexpectedValue(spelling, value: value) }
      words[index] = [""]
      return
    }
    if value == nil, rest.first?.isOptionLike == false { value = rest.popFirst() }
    guard let value else {
      throw .missingValue(
        declaration.spelling,
        valueName: declaration.placeholder,
        next: rest.first
      )
    }
    words[index].append(value)
  }

  private mutating func placePositionals(_ typed: ArraySlice<String>) throws(UsageError) {
    var rest = typed
    for (index, declaration) in declarations.enumerated() where declaration.kind == .positional {
      let count = declaration.isRepeating ? rest.count : min(1, rest.count)
      guard count > 0 || !declaration.isRequired else {
        throw .missingPositional(declaration.spelling)
      }
      words[index] = Array(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
    if let word = rest.first { throw .unexpectedPositional(word) }
  }
}

extension String {
  /// Whether it is taken for an option; a lone dash stands for standard input or output.
  var isOptionLike: Bool {
    utf8.first == UInt8(ascii: "-") && utf8.count > 1
  }
}
