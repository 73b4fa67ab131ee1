/// Why the path of an output cannot be made.
package enum OutputNameError: Error, Sendable, Hashable {
  case unknownPlaceholder(name: String, template: String)
  /// The period has no beginning, or no end, to fill in.
  case unbounded(placeholder: String, template: String)
}

extension OutputNameError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownPlaceholder(let name, let template):
      "unknown placeholder {\(name)} in '\(template)'; expected one of "
        + OutputName.Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
    case .unbounded(let placeholder, let template):
      "{\(placeholder)} in '\(template)' cannot be filled in: the period has no "
        + (placeholder == "to" ? "end" : "beginning")
        + "; choose one with --month, or --from and --to"
    }
  }
}
