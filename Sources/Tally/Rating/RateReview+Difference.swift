package import Reports

extension RateReview {
  /// What rating by another card would change, by the rates that counted and would count.
  ///
  /// A cost that is not known counts as none in the difference.
  package func difference(from old: RateCard, to new: RateCard) throws -> Report {
    let before = Rating(card: old, phones: directory.phones)
    let after = Rating(card: new, phones: directory.phones)
    let (changes, all) = try reduce(([:] as [Places: RateChange], RateChange())) { result, ring in
      let places = Places(
        before: before.place(phone: ring.phone, at: ring.milliseconds) ?? -1,
        after: after.place(phone: ring.phone, at: ring.milliseconds) ?? -1
      )
      let (old, new) = (before.microcents(of: ring), after.microcents(of: ring))
      try result.0[places, default: RateChange()].add(old, new)
      try result.1.add(old, new)
    }
    let inOrder = changes.sorted { left, right in
      let keys = [left.key, right.key].map { places in
        [Self.prefix(places.before, old) ?? "~", Self.prefix(places.after, new) ?? "~"]
      }
      if keys[0] != keys[1] { return keys[0].lexicographicallyPrecedes(keys[1]) }
      return (left.key.before, left.key.after) < (right.key.before, right.key.after)
    }
    let rows = inOrder.map { places, change -> [Value] in
      let description = places.after >= 0 ? new.rates[places.after].description : ""
      let known = description.isEmpty && places.before >= 0
      return [
        Self.prefix(places.before, old).map(Value.text) ?? .null,
        Self.prefix(places.after, new).map(Value.text) ?? .null,
        .text(known ? old.rates[places.before].description : description),
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

  /// Where in either card the rate is that counts for an attempt; -1 where none does.
  private struct Places: Hashable {
    var before: Int
    var after: Int
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

extension Rating {
  /// What a ring costs; nil where that is unknown.
  fileprivate func microcents(of ring: RateReview.Ring) -> Int64? {
    let microcents = microcents(
      phone: ring.phone,
      at: ring.milliseconds,
      isAnswered: ring.isAnswered,
      dialSeconds: ring.dialSeconds
    )
    return microcents == AttemptSegment.unknownTime ? nil : microcents
  }
}
