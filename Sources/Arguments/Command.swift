/// A plain struct of values with the description of how they are typed.
///
/// Parsing fills in a value made by `init()`, touching no file and no clock; whoever declares the
/// commands decides what running one means, in a protocol that refines this one.
///
///     struct Status: Command {
///       static let name = "status"
///       static let summary = "Tells what is in the store."
///       static let arguments: ArgumentList<Self> = [
///         .option("store", short: "s", \.store, "PATH", completion: .files, help: "The store.")
///       ]
///       var store: String?
///     }
package protocol Command: Sendable {
  /// The words that choose it, such as `report` or `rates import`.
  static var name: String { get }
  /// One sentence for the list of commands.
  static var summary: String { get }
  /// Paragraphs below the summary in its help; none unless declared.
  static var discussion: [String] { get }
  /// Command lines worth copying; none unless declared.
  static var examples: [Example] { get }
  static var arguments: ArgumentList<Self> { get }

  /// The values before anything is typed, which help shows as defaults.
  init()
}

extension Command {
  package static var discussion: [String] { [] }
  package static var examples: [Example] { [] }
  package static var arguments: ArgumentList<Self> { [] }
}
