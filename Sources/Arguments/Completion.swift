/// What a shell offers where a value is typed.
package enum Completion: Sendable, Hashable {
  case nothing
  case files
  case directories
  case choices([String])
}
