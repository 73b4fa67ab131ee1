/// Finds what somebody who mistyped a word may have meant.
package enum Spelling {
  /// The candidates within two edits of a word, nearest first, then in the order given.
  ///
  /// Case does not count as an edit, nor does `-` for `_`; short words allow fewer edits, so that
  /// nothing is suggested that shares no letters.
  package static func nearest(
    to word: String,
    among candidates: [String],
    limit: Int = 1
  ) -> [String] {
    let wanted = folded(word)
    let allowed = min(2, wanted.count / 3)
    var ranked: [(distance: Int, position: Int, candidate: String)] = []
    for (position, candidate) in candidates.enumerated() {
      let letters = folded(candidate)
      guard abs(letters.count - wanted.count) <= allowed else { continue }
      let distance = editDistance(wanted, letters)
      if distance <= allowed { ranked.append((distance, position, candidate)) }
    }
    ranked.sort { ($0.distance, $0.position) < ($1.distance, $1.position) }
    return ranked.prefix(limit).map(\.candidate)
  }

  /// ASCII letters in lower case, blanks and dashes as underscores.
  static func folded(_ word: String) -> [UInt8] {
    word.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte + 32
      case UInt8(ascii: " "), UInt8(ascii: "-"): UInt8(ascii: "_")
      default: byte
      }
    }
  }

  /// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours.
  static func editDistance<Unit: Equatable>(_ left: [Unit], _ right: [Unit]) -> Int {
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      for column in right.indices {
        let replaced = previous[column] + (left[row] == right[column] ? 0 : 1)
        var best = min(replaced, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforePrevious[column - 1] + 1)
        }
        current.append(best)
      }
      (beforePrevious, previous) = (previous, current)
    }
    return previous[right.count]
  }
}
