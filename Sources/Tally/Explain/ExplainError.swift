/// Why an attempt cannot be explained.
package enum ExplainError: Error, Sendable, Hashable {
  case notID(String)
  /// No attempt; `attempts` are those of the call that has this id, if any.
  case unknown(String, attempts: [String])
}

extension ExplainError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notID(let text):
      "'\(text)' is no id: expected one such as 7ebbe449-766d-480e-80be-fb7ea77db21c; "
        + "'calltally export' lists those of attempts"
    case .unknown(let id, let attempts):
      attempts.isEmpty
        ? "there is no attempt \(id) in the store; 'calltally export' lists those that there are"
        : "\(id) is a call; its attempts are " + attempts.joined(separator: ", ")
    }
  }
}
