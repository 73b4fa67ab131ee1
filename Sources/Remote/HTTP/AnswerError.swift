/// What a server, or what stands before it, would not do.
package protocol AnswerError: Error, CustomStringConvertible {
  /// What was asked.
  var address: WebAddress { get }
  /// Nil where nothing was answered.
  var status: Int? { get }
  /// The server's own words.
  var words: String? { get }
  /// Whether trying again later can help.
  var isTemporary: Bool { get }
  /// What is wrong, and what to do about it, without what the server says.
  var sentence: String { get }
}

extension AnswerError {
  package var description: String {
    let said = words.map { ": \"\($0)\"" } ?? ""
    let status = status.map { " (HTTP \($0))" } ?? ""
    let later = isTemporary ? "; try again later" : ""
    return "\(address): \(sentence)\(status)\(said)\(later)"
  }
}
