import Reports

extension Reconciliation {
  /// What a reader has to know of the carrier's records.
  func warnings(
    _ coverage: ClosedRange<Int64>,
    _ accounts: [(account: String, count: Int64)]
  ) -> [String] {
    var warnings: [String] = []
    let (first, last) = (
      Instant(milliseconds: coverage.lowerBound), Instant(milliseconds: coverage.upperBound)
    )
    let period = request.billingPeriod
    let isLate = period.from.map { first > $0 } ?? false
    let isEarly = period.to.map { last.milliseconds < $0.milliseconds - 86_400_000 } ?? false
    if isLate || isEarly {
      warnings.append(
        "the carrier's records in the store are of \(period.zone.localText(of: first)) to "
          + "\(period.zone.localText(of: last)) (\(period.zone.name)): import the whole period"
      )
    }
    if request.account == nil, accounts.count > 1 {
      let list = accounts.map { "\($0.account.isEmpty ? "(none)" : $0.account) (\($0.count))" }
      warnings.append(
        "legs of several accounts are counted: \(list.joined(separator: ", ")). "
          + "--account SID counts one"
      )
    }
    return warnings
  }

  /// What a reader has to know of the bridges themselves.
  func warnings(_ bridges: [Bridge], _ unexplained: [Int64]) -> [String] {
    var warnings: [String] = []
    if let home = bridges.first(where: { $0.currency == Bridges.home }), home.billed.count > 0,
      home.recorded.units == 0, home.rated.units == 0
    {
      warnings.append(
        "no attempt of the period has a cost of its own, so the bridge begins at 0; 'calltally rates "
          + "import' takes in a rate card"
      )
    }
    if request.convertsCurrencies {
      let others = bridges.map(\.currency).filter { ![Bridges.home, Bridges.unknown].contains($0) }
      if !others.isEmpty {
        warnings.append(
          "not every charge in \(others.joined(separator: ", ")) could be converted: a month has no "
            + "rate; import one with 'calltally currency import'"
        )
      }
    }
    if bridges.contains(where: { $0.currency == Bridges.unknown }) {
      warnings.append(
        "charges of which the carrier does not tell the currency are in a table of their own, "
          + "\(Bridges.unknown); import them again with --currency CODE"
      )
    }
    for (bridge, units) in zip(bridges, unexplained) where units > request.toleranceUnits {
      let amount = FixedDecimal(unscaled: units, scale: 8).text(decimals: 2...8)
      warnings.append("\(amount) \(bridge.currency) are without an explanation")
    }
    return warnings
  }

  func warnings(withoutProject count: Int) -> [String] {
    guard count > 0 else { return [] }
    return [
      "\(count) billed legs are left out, for nothing tells the project of their calls; "
        + "--project '(none)' shows them"
    ]
  }
}
