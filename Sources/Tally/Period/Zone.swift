package import Reports

/// A time zone of the system's tzdata.
///
/// Offsets are exact to the second, local mean time included, and hold for every instant: after
/// the last change that tzdata lists its rule for the future is followed.
package struct Zone: Sendable {
  /// A stretch of time in which the offset does not change, half-open, in UTC milliseconds.
  package struct Span: Sendable, Hashable {
    /// Seconds east of UTC.
    package var offsetSeconds: Int
    /// `Int64.min` where the offset held always before.
    package var from: Int64
    /// `Int64.max` where the offset holds for ever.
    package var to: Int64

    package init(offsetSeconds: Int, from: Int64, to: Int64) {
      self.offsetSeconds = offsetSeconds
      self.from = from
      self.to = to
    }
  }

  /// The IANA name, `America/New_York`.
  package let name: String
  /// UTC milliseconds, ascending, all before `ruleStart`.
  private let transitions: [Int64]
  /// The offset before the first transition, then the one after each.
  private let offsets: [Int]
  /// Followed from `ruleStart` on; without one the last offset holds for ever.
  private let rule: ZoneRule?
  private let ruleStart: Int64

  /// Needs no tzdata.
  package static let utc = Zone(name: "UTC", offsetSeconds: 0)

  /// A zone that never changes its offset.
  init(name: String, offsetSeconds: Int) {
    self.name = name
    transitions = []
    offsets = [offsetSeconds]
    rule = nil
    ruleStart = .max
  }

  /// A zone with the changes of one tzdata file.
  ///
  /// Changes by rule are listed until 2100: looking one up is several times faster than computing
  /// it, and the list is short.
  init(name: String, file: ZoneFile) {
    self.name = name
    var transitions: [Int64] = []
    var offsets = [file.firstOffsetSeconds]
    var ruleStart = Int64.min
    func append(_ change: ZoneRule.Change) {
      ruleStart = change.milliseconds
      guard change.offsetSeconds != offsets.last else { return }
      transitions.append(change.milliseconds)
      offsets.append(change.offsetSeconds)
    }
    for change in file.changes { append(change) }
    if let rule = file.rule {
      // A rule tells the changes after the last one listed, and until the next of them the listed
      // offset holds: some compilers write files whose rule contradicts it there. Without a change
      // of either kind the rule's offset is the zone's.
      if file.changes.isEmpty || rule.daylight == nil {
        let offsetSeconds = rule.span(at: ruleStart).offsetSeconds
        append(ZoneRule.Change(milliseconds: ruleStart, offsetSeconds: offsetSeconds))
      }
      let last = ruleStart
      let firstYear = max(1900, LocalDay(localMilliseconds: last).date.year)
      if firstYear <= 2100 {
        for change in rule.changes(years: firstYear...2100) where change.milliseconds > last {
          append(change)
        }
      }
    }
    self.transitions = transitions
    self.offsets = offsets
    rule = file.rule
    self.ruleStart = file.rule == nil ? .max : ruleStart
  }

  /// The stretch around an instant, given in UTC milliseconds, in which the offset is the same.
  package func span(at milliseconds: Int64) -> Span {
    if let rule, milliseconds >= ruleStart {
      var span = rule.span(at: milliseconds)
      span.from = max(span.from, transitions.last ?? .min)
      return span
    }
    var low = 0
    var high = transitions.count
    while low < high {
      let middle = (low + high) / 2
      if transitions[middle] <= milliseconds {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return Span(
      offsetSeconds: offsets[low],
      from: low == 0 ? .min : transitions[low - 1],
      to: low < transitions.count ? transitions[low] : ruleStart
    )
  }

  /// Seconds east of UTC at an instant.
  package func offsetSeconds(at instant: Instant) -> Int {
    span(at: instant.milliseconds).offsetSeconds
  }
}
