package import Reports

extension CostPush {
  /// The changes as a table, one row each, with the sums of all that is written.
  package func report(period: Period, filters: [AttemptFilter]) -> Report {
    Report(
      title: "Costs to be pushed",
      by: [],
      filters: filters.asReportFilters,
      cost: CostBasis.effective.rawValue,
      period: period.forReport,
      asOf: nil,
      tables: [
        Table(
          name: "Changes",
          by: [],
          columns: Self.columns,
          rows: changes.map { row($0, zone: period.zone) }
        )
      ]
    )
  }

  private static let columns: [Column] = [
    Column(name: "id", title: "Attempt", unit: .identifier, definition: "The attempt's _id."),
    Column(name: "at", title: "Started", unit: .instant, definition: "When the attempt started."),
    Column(
      name: "cost_usd",
      title: "Cost",
      unit: .dollars,
      definition: "What the attempt cost, exactly."
    ),
    Column(
      name: "cost_source",
      title: "Source",
      unit: .text,
      definition: "Who says so: the carrier, or the rate card."
    ),
    Column(
      name: "recorded_cents",
      title: "Recorded (cents)",
      unit: .number,
      definition: "What callCostInUSDCents held when the store last learned of it."
    ),
    Column(
      name: "pushed_cents",
      title: "Pushed (cents)",
      unit: .number,
      definition: "What it is to hold: whole cents that add up to the rounded sum of the costs."
    ),
  ]

  private func row(_ change: Change, zone: Zone) -> [Value] {
    [
      .text(change.id.description),
      change.at.map { .instant($0, offsetSeconds: zone.offsetSeconds(at: $0)) } ?? .null,
      .decimal(FixedDecimal(unscaled: change.microcents, scale: 8)),
      .text(change.source.rawValue),
      change.recordedMicrocents.map { .decimal(FixedDecimal(unscaled: $0, scale: 6)) } ?? .null,
      .integer(change.cents),
    ]
  }

  /// What there is to do, in one sentence for people.
  package var sentence: String {
    let cents = Int64(clamping: carry.totalCents)
    let dollars = FixedDecimal(unscaled: cents, scale: 2).text(decimals: 2...2)
    var parts = ["\(changes.count) of \(pushedCount) attempts with a cost differ"]
    parts[0] += " ($\(dollars) for all \(pushedCount) together)"
    if recordedOnlyCount > 0 {
      parts.append("\(recordedOnlyCount) have a cost that is only recorded and keep it")
    }
    if unknownCount > 0 { parts.append("\(unknownCount) have no known cost") }
    if excessiveCount > 0 {
      parts.append("\(excessiveCount) cost more than the column can hold and are left out")
    }
    return parts.joined(separator: "; ")
  }

  /// The same for programs: members of a JSON object.
  package var json: String {
    let exact =
      Int64(exactly: carry.totalMicrocents)
      .map { FixedDecimal(unscaled: $0, scale: 8).text(decimals: 2...8) } ?? "null"
    return "\"attempts\":\(pushedCount),\"cost_usd\":\(exact),\"cents\":\(carry.totalCents),"
      + "\"differing\":\(changes.count),\"equal\":\(equalCount),"
      + "\"recorded_only\":\(recordedOnlyCount),\"unknown\":\(unknownCount),"
      + "\"too_large\":\(excessiveCount)"
  }
}
