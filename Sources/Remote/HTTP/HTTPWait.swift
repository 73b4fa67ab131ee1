/// Told before a question is asked again.
package struct HTTPWait: Sendable {
  /// What came instead of an answer, for people.
  package var reason: String
  package var milliseconds: Int64
}
