/// Which rate card attempts are rated by.
package enum RateCardChoice: Sendable, Hashable {
  /// The newest version of the one card there is; none where there are several.
  case automatic
  case none
  /// The newest version where none is given.
  case named(String, version: Int64?)

  /// Reads `twilio`, `twilio@3` or `none`; nil for anything else.
  package init?(_ text: String) {
    if text == "none" {
      self = .none
      return
    }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard let name = parts.first, Self.isName(String(name)), parts.count <= 2 else { return nil }
    var version: Int64?
    if parts.count == 2 {
      guard let number = Int64(parts[1]), number > 0 else { return nil }
      version = number
    }
    self = .named(String(name), version: version)
  }

  /// Whether a card can be called so: letters, digits, points, hyphens and underscores.
  package static func isName(_ text: String) -> Bool {
    !text.isEmpty && text != "none"
      && text.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || 48...57 ~= $0.value || "._-".unicodeScalars.contains($0)
      }
  }
}
