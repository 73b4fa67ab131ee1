/// What some attempts cost by one rate card and by another.
struct RateChange {
  var attempts: Int64 = 0
  /// Attempts that do not cost the same by both.
  var changed: Int64 = 0
  /// Attempts without a cost.
  var unrated: (before: Int64, after: Int64) = (0, 0)
  /// Sums of those costs that are known.
  var microcents: (before: Int64, after: Int64) = (0, 0)

  /// Counts one attempt.
  mutating func add(_ before: Int64?, _ after: Int64?) throws(ReportError) {
    attempts += 1
    if before != after { changed += 1 }
    if before == nil { unrated.before += 1 }
    if after == nil { unrated.after += 1 }
    // Neither sum is negative, so that their difference fits as well.
    let (old, oldOverflow) = microcents.before.addingReportingOverflow(before ?? 0)
    let (new, newOverflow) = microcents.after.addingReportingOverflow(after ?? 0)
    guard !oldOverflow, !newOverflow else { throw .overflow(column: "difference_usd") }
    microcents = (old, new)
  }
}
