/// The candidate that was probably meant: within two edits, or begun by what was typed.
///
/// The nearest wins, and among equals the one that comes first.
func suggestion(for typed: String, among candidates: [String]) -> String? {
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    // An abbreviation is as good as one slip; two edits turn any word of two letters into another.
    let isBegun = typed.count > 1 && candidate.hasPrefix(typed)
    let distance = isBegun ? 1 : editDistance(typed, candidate, atMost: 2)
    guard let distance, distance < min(typed.count, candidate.count),
      distance < best?.distance ?? .max
    else { continue }
    best = (candidate, distance)
  }
  return best?.candidate
}

/// How many characters must be inserted, removed, replaced or swapped with their neighbour.
///
/// Returns nil where that is more than `limit`; no character is edited twice (the "optimal string
/// alignment" distance).
func editDistance(_ left: String, _ right: String, atMost limit: Int) -> Int? {
  // The difference of the lengths is a lower bound, and spares comparing what is very long.
  guard abs(left.count - right.count) <= limit else { return nil }
  let (left, right) = (Array(left), Array(right))
  var rows = [Array(0...right.count)]
  for (i, character) in left.enumerated() {
    var row = [i + 1]
    for (j, other) in right.enumerated() {
      var distance = min(
        rows[i][j] + (character == other ? 0 : 1),
        rows[i][j + 1] + 1,
        row[j] + 1
      )
      if i > 0, j > 0, character == right[j - 1], left[i - 1] == other {
        distance = min(distance, rows[i - 1][j - 1] + 1)
      }
      row.append(distance)
    }
    rows.append(row)
  }
  let distance = rows[left.count][right.count]
  return distance <= limit ? distance : nil
}
