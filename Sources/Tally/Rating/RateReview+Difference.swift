package import Reports

extension RateReview {
  /// What rating by another card would change, by the rates that counted and would count.
  ///
  /// A cost that is not known counts as none in the difference.
  package func difference(from old: RateCard, to new: RateCard) throws -> Report {
    let before = Rating(card: old, phones: directory.phones)
    let after = Rating(card: new, phones: directory.phones)
    var changes: [[Int]: RateChange] = [:]
    var all = RateChange()
    try forEachAttempt { segment, row, milliseconds in
      let phone = Int(segment.phone[row])
      let key = [before, after].map { $0.place(phone: phone, at: milliseconds) ?? -1 }
      let costs = [before, after].map { rating -> Int64? in
        let cost = rating.microcents(
          phone: phone,
          at: milliseconds,
          isAnswered: segment.flags[row].contains(.answered),
          dialSeconds: segment.dialSeconds[row]
        )
        return cost == AttemptSegment.unknownTime ? nil : cost
      }
      try changes[key, default: RateChange()].add(costs[0], costs[1])
      try all.add(costs[0], costs[1])
    }
    let inOrder = changes.sorted { left, right in
      let keys = [left.key, right.key].map { key in
        [Self.prefix(key[0], old) ?? "~", Self.prefix(key[1], new) ?? "~"]
      }
      return keys[0] != keys[1]
        ? keys[0].lexicographicallyPrecedes(keys[1]) : left.key.lexicographicallyPrecedes(right.key)
    }
    let rows = inOrder.map { key, change -> [Value] in
      let description = key[1] >= 0 ? new.rates[key[1]].description : ""
      return [
        Self.prefix(key[0], old).map(Value.text) ?? .null,
        Self.prefix(key[1], new).map(Value.text) ?? .null,
        .text(
          description.isEmpty && key[0] >= 0 ? old.rates[key[0]].description : description
        ),
      ] + Self.figures(change)
    }
    let columns = [
      Column(name: "old_prefix", title: "Prefix in \(old.label)", unit: .text, isDimension: true),
      Column(name: "new_prefix", title: "Prefix in \(new.label)", unit: .text, isDimension: true),
      Column(name: "description", title: "Description", unit: .text, isDimension: true),
      Column(name: "attempts", title: "Attempts", unit: .count, total: .sum),
      Column(name: "changed_attempts", title: "Changed attempts", unit: .count, total: .sum),
      Column(name: "old_cost_usd", title: "Cost by \(old.label)", unit: .dollars, total: .sum),
      Column(name: "new_cost_usd", title: "Cost by \(new.label)", unit: .dollars, total: .sum),
      Column(name: "difference_usd", title: "Difference", unit: .dollars, total: .sum),
    ]
    let table = Table(
      name: "Difference of rates",
      by: [],
      columns: columns,
      rows: rows,
      totals: [.null, .null, .null] + Self.figures(all)
    )
    return try report("From \(old.label) to \(new.label)", new.label, table)
  }

  private static func prefix(_ place: Int, _ card: RateCard) -> String? {
    place < 0 ? nil : card.rates[place].prefix
  }

  /// A cost that no attempt has is not known.
  private static func figures(_ change: RateChange) -> [Value] {
    [
      .integer(change.attempts), .integer(change.changed),
      change.unrated.before == change.attempts && change.attempts > 0
        ? .null : dollars(change.microcents.before),
      change.unrated.after == change.attempts && change.attempts > 0
        ? .null : dollars(change.microcents.after),
      dollars(change.microcents.after - change.microcents.before),
    ]
  }
}
