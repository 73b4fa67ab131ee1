/// A command line to copy, and what it does.
package struct Example: Sendable, Hashable {
  package var commandLine: String
  package var purpose: String

  package init(_ commandLine: String, _ purpose: String) {
    self.commandLine = commandLine
    self.purpose = purpose
  }
}
