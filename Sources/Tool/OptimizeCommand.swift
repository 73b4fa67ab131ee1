internal import Arguments
internal import Tally

/// `calltally optimize`.
struct OptimizeCommand: ToolCommand {
  static let name = "optimize"
  static let summary = "Packs again what reports read, for a store that others have written to."
  static let discussion = [
    "Reports read a packed copy of the rows, which imports keep up to date. Where it is missing "
      + "they read the rows themselves: the same figures, later. This completes the copy."
  ]
  static let examples = [
    Example("calltally optimize", "After rows have been changed by another program.")
  ]
  static let arguments: ArgumentList<Self> = [
    .include(\.general, GeneralOptions.arguments)
  ]
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    try StoreWriter.optimize(path: context.storePath(general.store))
    return .done
  }
}
