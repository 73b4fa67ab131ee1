package import Reports

extension RateReview {
  private struct Lack {
    var attempts: Int64 = 0
    var answered: Int64 = 0
    var dialSeconds: Int64 = 0
    var first = Int64.max
    var last = Int64.min

    mutating func add(_ ring: Ring) {
      attempts += 1
      if ring.isAnswered {
        answered += 1
        dialSeconds += Int64(max(ring.dialSeconds, 0))
      }
      guard ring.milliseconds != AttemptSegment.unknownTime else { return }
      first = min(first, ring.milliseconds)
      last = max(last, ring.milliseconds)
    }
  }

  /// The numbers that were dialled when the card had no rate for them.
  package func unrated(by card: RateCard) throws -> Report {
    let rating = Rating(card: card, phones: directory.phones)
    let lacks = try reduce([:] as [Int: Lack]) { lacks, ring in
      guard rating.place(phone: ring.phone, at: ring.milliseconds) == nil else { return }
      lacks[ring.phone, default: Lack()].add(ring)
    }
    let inOrder = lacks.sorted { directory.phones[$0.key] < directory.phones[$1.key] }
    let rows = inOrder.map { phone, lack -> [Value] in
      let number = directory.phones[phone]
      return [
        phone == 0 ? .null : .text(number),
        CountryCallingCode.code(of: number).map { .text("\($0)") } ?? .null,
        .integer(lack.attempts), .integer(lack.answered), .integer(lack.dialSeconds),
        instant(lack.first), instant(lack.last),
      ]
    }
    let table = Table(
      name: "Numbers without a rate",
      by: [],
      columns: [
        Column(name: "number", title: "Number", unit: .phone),
        Column(name: "country", title: "Country", unit: .text),
        Column(name: "attempts", title: "Attempts", unit: .count),
        Column(name: "answered_attempts", title: "Answered attempts", unit: .count),
        Column(name: "dial_seconds_total", title: "Dial time", unit: .seconds),
        Column(name: "first_started_at", title: "First start", unit: .instant),
        Column(name: "last_started_at", title: "Last start", unit: .instant),
      ],
      rows: rows
    )
    return try report("Numbers without a rate", card.label, table)
  }

  private func instant(_ milliseconds: Int64) -> Value {
    guard milliseconds != .max, milliseconds != .min else { return .null }
    let instant = Instant(milliseconds: milliseconds)
    return .instant(instant, offsetSeconds: period.zone.offsetSeconds(at: instant))
  }

  /// A card as CSV with a line for each country that was dialled, its prices left to be filled in.
  package func template() throws -> String {
    let countOfPhone = try reduce([Int64](repeating: 0, count: directory.phones.count)) {
      counts,
      ring in
      counts[ring.phone] += 1
    }
    var counts: [Int: Int64] = [:]
    for (phone, count) in countOfPhone.enumerated() where count > 0 {
      if let code = CountryCallingCode.code(of: directory.phones[phone]) {
        counts[code, default: 0] += count
      }
    }
    let lines = counts.keys.map { ("\($0)", counts[$0] ?? 0) }.sorted { $0.0 < $1.0 }
    let rows = lines.map { prefix, count in
      "\(prefix),\(count == 1 ? "1 attempt" : "\(count) attempts"),,0,60,60,0,outbound,,,\n"
    }
    return RateFile.columns.joined(separator: ",") + "\n" + rows.joined()
  }
}
