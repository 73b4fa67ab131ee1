/// What a command line asks for.
package enum Invocation: Sendable {
  case run(any Command)
  case help(Help)
  case version
}
