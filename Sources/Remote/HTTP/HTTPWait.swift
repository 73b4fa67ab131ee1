/// Told before a question is asked again.
package struct HTTPWait: Sendable {
  /// What came instead of an answer, for people.
  package var reason: String
  package var milliseconds: Int64
}

extension HTTPWait: CustomStringConvertible {
  package var description: String {
    "\(reason); trying again in \(milliseconds / 1000).\(milliseconds % 1000 / 100) s"
  }
}
