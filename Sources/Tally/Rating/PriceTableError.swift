/// Everything that is wrong with a file of prices, in the order of its lines.
package struct PriceTableError: Error, Sendable, Hashable {
  package struct Problem: Sendable, Hashable {
    package var line: Int
    package var message: String
  }

  package var path: String
  /// At least one.
  package var problems: [Problem]

  /// Enough to see what kind of mistake was made throughout.
  private static let mostShown = 20
}

extension PriceTableError: CustomStringConvertible {
  /// One line for each problem.
  package var description: String {
    var lines = problems.prefix(Self.mostShown).map { "\(path):\($0.line): \($0.message)" }
    if problems.count > Self.mostShown {
      lines.append("\(path): and \(problems.count - Self.mostShown) more like these")
    }
    lines.append("\(path): nothing was taken in; correct the file and import it again")
    return lines.joined(separator: "\n")
  }
}
