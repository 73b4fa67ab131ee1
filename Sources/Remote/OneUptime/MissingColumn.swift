/// A column that a server would not give, as its own words name it.
package struct MissingColumn: Sendable, Equatable {
  package var name: String
  /// The model it is not on, such as `Incoming Call Log`; nil where the words do not tell.
  package var model: String?

  package init(name: String, model: String? = nil) {
    self.name = name
    self.model = model
  }

  /// What comes before and after the name of the column, and of the model behind it, in each of
  /// OneUptime's versions; nil where the words are about anything else.
  init?(in words: String) {
    let forms = [
      ("Cannot select on \"", "\". This column does not exist on ", ". Here are the columns"),
      ("Column ", " on ", " does not support read on relation query"),
      ("Column ", " not found on ", nil),
      ("do not have permissions to select on - ", ". ", nil),
      ("", " column does not exist on ", nil),
    ]
    for (before, between, after) in forms {
      guard let name = words.part(after: before, before: between), Self.isColumn(name),
        let rest = words.part(after: before + name + between, before: after)
      else { continue }
      self.init(name: name, model: between == ". " ? nil : rest)
      return
    }
    return nil
  }

  private static func isColumn(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x5F
      }
  }
}

extension String {
  /// What stands between two texts; up to the end where there is no `end`.
  fileprivate func part(after start: String, before end: String?) -> String? {
    let from = start.isEmpty ? startIndex : firstRange(of: start)?.upperBound
    guard let from else { return nil }
    guard let end else { return String(self[from...]) }
    return self[from...].firstRange(of: end).map { String(self[from..<$0.lowerBound]) }
  }
}
