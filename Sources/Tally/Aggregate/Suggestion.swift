/// Finds what somebody may have meant.
enum Suggestion {
  /// The words within two edits of one that is unknown, nearest first, at most three.
  ///
  /// Case is ignored, and so are words that only share their first letters by chance: a word must
  /// keep at least half of its letters, or begin with the unknown one.
  static func near(_ word: String, among words: some Sequence<String>) -> [String] {
    let wanted = Array(word.lowercased().unicodeScalars)
    var found: [(distance: Int, word: String)] = []
    for candidate in words {
      let scalars = Array(candidate.lowercased().unicodeScalars)
      if wanted.count >= 3, scalars.starts(with: wanted) {
        found.append((2, candidate))
      } else if abs(scalars.count - wanted.count) <= 2 {
        let distance = Spelling.editDistance(wanted, scalars)
        if distance <= 2, distance * 2 < max(wanted.count, 2) {
          found.append((distance, candidate))
        }
      }
    }
    found.sort {
      ($0.distance, $0.word.utf8.count) < ($1.distance, $1.word.utf8.count)
        || ($0.distance, $0.word.utf8.count) == ($1.distance, $1.word.utf8.count)
          && $0.word.utf8.lexicographicallyPrecedes($1.word.utf8)
    }
    return found.prefix(3).map(\.word)
  }
}
