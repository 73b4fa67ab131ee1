extension Collection<String> {
  /// The first of many names in words: `a, b and 3 more`.
  func listed(first limit: Int) -> String {
    prefix(limit).joined(separator: ", ") + (count > limit ? " and \(count - limit) more" : "")
  }
}
