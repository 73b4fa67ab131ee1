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
        let distance = editDistance(wanted, scalars)
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

  /// Levenshtein's distance, a swap of neighbours counting once.
  private static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let same = left[row] == right[column]
        var distance = min(
          last[column] + (same ? 0 : 1),
          last[column + 1] + 1,
          current[column] + 1
        )
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          distance = min(distance, beforeLast[column - 1] + 1)
        }
        current.append(distance)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
