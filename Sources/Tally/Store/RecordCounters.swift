/// What became of the records of one kind in one import.
///
/// `read = inserted + updated + unchanged + superseded + rejected`, always.
package struct RecordCounters: Sendable, Equatable {
  package var inserted = 0
  package var updated = 0
  /// Said nothing new.
  package var unchanged = 0
  /// Older than what the store, or a later record of this import, says.
  package var superseded = 0
  package var rejected = 0
  /// Second and later records of one id within this import; each is among the counts above, too.
  package var duplicates = 0
  /// Records of other projects, which were left out and do not count as read.
  package var skipped = 0

  package init() {}

  package var read: Int { inserted + updated + unchanged + superseded + rejected }
}

extension RecordCounters {
  /// Counts a record by what it did to its row.
  ///
  /// Of several records of one id in one import only one counts as inserted or updated: a copy
  /// that changes the row again replaces an earlier copy, which is what was superseded.
  mutating func count(
    isNew: Bool,
    isRepeated: Bool,
    hasChangedBefore: Bool,
    change: AttemptRow.Change
  ) {
    if isRepeated { duplicates += 1 }
    switch change {
    case _ where isNew: inserted += 1
    case .none: unchanged += 1
    case .superseded: superseded += 1
    case .changed:
      if hasChangedBefore {
        superseded += 1
      } else {
        updated += 1
      }
    }
  }
}

extension RecordCounters {
  /// The members of an object of JSON.
  var json: String {
    "\"read\":\(read),\"inserted\":\(inserted),\"updated\":\(updated),"
      + "\"unchanged\":\(unchanged),\"superseded\":\(superseded),"
      + "\"rejected\":\(rejected),\"duplicates\":\(duplicates),\"skipped\":\(skipped)"
  }

  /// What became of what was read, in words; empty where nothing was.
  var told: String {
    let counts = [
      (inserted, "inserted"), (updated, "updated"), (unchanged, "unchanged"),
      (superseded, "superseded"), (rejected, "rejected"),
      (duplicates, duplicates == 1 ? "duplicate" : "duplicates"),
    ]
    return counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}
