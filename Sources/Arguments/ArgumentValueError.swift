/// Why a typed word is not a value of its argument.
package enum ArgumentValueError: Error, Hashable {
  /// It is none of the choices, which the message lists.
  case notAChoice
  /// What was expected, such as `expected a whole number`.
  case because(String)
}
