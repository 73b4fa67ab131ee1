/// A mistake in a report definition, and where it is.
package struct DefinitionProblem: Sendable, Hashable {
  /// What is wrong.
  enum Fact: Sendable, Hashable {
    case syntax(JSON5Problem)
    case unknownKey(String, known: [String])
    case duplicateKey(String, firstLine: Int)
    case wrongType(key: String, found: String, expected: String)
    /// `kind` says what the name should be one of: `metric`.
    case unknownName(String, kind: String, known: [String])
    case repeatedName(String, kind: String)
    case emptyText(key: String)
    /// A key that cannot stand beside another.
    case excluded(key: String, by: String)
    /// Columns are chosen of lists only; tables have metrics.
    case columnsWithoutList
    case badSort(String)
    /// A column that exists, or may, but not in this table.
    case absentColumn(String, columns: [String])
    case badOutput(String, formats: [String])
    case unclosedPlaceholder(String)
    case zone(ZoneError)
    case period(PeriodError)
  }

  var path: String
  /// 1 is the first.
  package var line: Int
  /// In characters (Unicode scalars); 1 is the first.
  package var column: Int
  var fact: Fact
}

extension DefinitionProblem: CustomStringConvertible {
  /// One line, `reports/monthly.json5:12:7: unknown key 'metric'; did you mean 'metrics'?`.
  package var description: String {
    "\(path):\(line):\(column): \(sentence)"
  }

  private var sentence: String {
    switch fact {
    case .syntax(let problem): problem.description
    case .unknownKey(let name, let known): Self.unknown(name, kind: "key", known: known)
    case .duplicateKey(let name, let line):
      "'\(name)' is here for the second time; the first is on line \(line)"
    case .wrongType(let key, let found, let expected): "\(key) is \(found); expected \(expected)"
    case .unknownName(let name, let kind, let known):
      Self.unknown(name, kind: kind, known: known)
    case .repeatedName(let name, let kind): "\(kind) '\(name)' is here for the second time"
    case .emptyText(let key): "\(key) is empty; expected at least one character"
    case .excluded(let key, let other): "'\(key)' cannot be combined with '\(other)'"
    case .columnsWithoutList: "'columns' belongs to a list of attempts; tables have 'metrics'"
    case .badSort(let text):
      "'\(text)' is not an order; expected a column, or one with :asc or :desc behind it, such as "
        + "'cost_usd:desc'"
    case .absentColumn(let name, let columns):
      "this table cannot be sorted by '\(name)': it has the columns "
        + columns.joined(separator: ", ")
    case .badOutput(let text, let formats):
      "the name '\(text)' does not say in which format to write; expected it to end with "
        + formats.map { ".\($0)" }.joined(separator: ", ")
    case .unclosedPlaceholder(let text): "'\(text)' has a { without its }"
    case .zone(let error): error.description
    case .period(let error): error.description
    }
  }

  private static func unknown(_ name: String, kind: String, known: [String]) -> String {
    let start = "unknown \(kind) '\(name)'; "
    guard let near = Spelling.nearest(to: name, among: known).first else {
      return start + "expected one of " + known.joined(separator: ", ")
    }
    return start + "did you mean '\(near)'?"
  }
}
