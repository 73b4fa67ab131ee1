/// Everything that is wrong with a report definition, in the order of the file.
package struct DefinitionError: Error, Sendable, Hashable {
  /// At least one.
  package var problems: [DefinitionProblem]
}

extension DefinitionError: CustomStringConvertible {
  /// One line for each problem.
  package var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
