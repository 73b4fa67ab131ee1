/// A command line that cannot be understood, and the help that would have prevented it.
package struct CommandLineError: Error {
  package var reason: UsageError
  /// The help of the command concerned, or of the program where none was recognised.
  package var help: Help
}

extension CommandLineError: CustomStringConvertible {
  package var description: String { reason.description }
}
