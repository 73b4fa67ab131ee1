internal import Reports

/// The command that lists the attempts behind a row of a report.
struct ExportCommandLine {
  let request: ReportRequest
  let storePath: String?
  let directory: Directory

  /// A row's name, and its command.
  typealias Line = (name: String, command: String)

  /// What a row adds to the report's own period and filters.
  private struct Narrowing {
    var from: Instant?
    var to: Instant?
    var filters: [AttemptFilter]

    /// A row's value lies within what the report's own filters of the same name select.
    mutating func replace(_ name: AttemptFilter.Name, _ value: String?) {
      filters.removeAll { $0.name == name }
      filters.append(AttemptFilter(name, value ?? AttemptFilter.none))
    }
  }

  /// `values` are those of the dimensions' columns, in their order.
  func line(dimensions: [Dimension], values: [Value]) -> Line {
    var narrowing = Narrowing(
      from: request.period.from,
      to: request.period.to,
      filters: request.filters
    )
    var names: [String] = []
    var place = 0
    for dimension in dimensions {
      let value = values[place]
      // People are named, and filtered by their ids.
      let name = dimension.columns.count > 1 ? values[place + 1] : value
      names.append("\(dimension.rawValue)=\(Self.text(name) ?? AttemptFilter.none)")
      place += dimension.columns.count
      narrow(&narrowing, dimension, Self.text(value))
    }
    return (names.joined(separator: ", "), command(narrowing))
  }

  private func narrow(_ narrowing: inout Narrowing, _ dimension: Dimension, _ text: String?) {
    switch dimension {
    case .project: narrowing.replace(.project, text)
    case .user, .userEmail: narrowing.replace(.user, text)
    case .rule: narrowing.replace(.rule, text)
    case .policy: narrowing.replace(.policy, text)
    case .status: narrowing.replace(.status, text)
    case .outcome: narrowing.replace(.outcome, text)
    case .country: narrowing.replace(.country, text)
    case .hour: narrowing.replace(.hour, text)
    case .weekday: narrowing.replace(.weekday, text)
    case .position: narrowing.replace(.position, text)
    case .round: narrowing.replace(.round, text)
    case .number:
      narrowing.replace(.number, text)
      narrowing.filters += longerNumbers(than: text)
    case .month, .week, .day:
      guard let text, let days = Self.days(text, dimension) else {
        // What has no day has no hour.
        narrowing.replace(.hour, nil)
        return
      }
      let zone = request.period.zone
      narrowing.from = max(zone.startOfDay(days.from), narrowing.from ?? .earliest)
      narrowing.to = min(zone.startOfDay(days.to), narrowing.to ?? .latest)
    }
  }

  /// A number's filter selects all that begin with it: the others are taken out again.
  private func longerNumbers(than number: String?) -> [AttemptFilter] {
    guard let number else { return [] }
    return directory.phones.dropFirst().filter { $0 != number && $0.hasPrefix(number) }.sorted()
      .map { AttemptFilter(.number, $0, isNegated: true) }
  }

  private func command(_ narrowing: Narrowing) -> String {
    var words = ["calltally", "export"]
    if let from = narrowing.from { words += ["--from", from.description] }
    if let to = narrowing.to { words += ["--to", to.description] }
    if request.period.zone.name != "UTC" { words += ["--tz", request.period.zone.name] }
    for filter in narrowing.filters {
      words += [(filter.isNegated ? "--not-" : "--") + filter.name.rawValue, filter.value]
    }
    if request.costBasis != .effective { words += ["--cost", request.costBasis.rawValue] }
    switch request.rateCard {
    case .automatic: break
    case .none: words += ["--card", "none"]
    case .named(let name, let version):
      words += ["--card", version.map { "\(name)@\($0)" } ?? name]
    }
    if let allocation = request.inboundAllocation {
      words += ["--allocate-inbound", allocation.rawValue]
    }
    if let storePath { words += ["--store", storePath] }
    return words.map(ShellWord.quoted).joined(separator: " ")
  }

  private static func text(_ value: Value) -> String? {
    switch value {
    case .text(let text): text
    case .integer(let number): String(number)
    default: nil
    }
  }

  /// The first day, and the first day after, of `2026-09`, `2026-W09` or `2026-09-01`.
  private static func days(
    _ text: String,
    _ dimension: Dimension
  ) -> (from: CivilDate, to: CivilDate)? {
    let numbers = text.split(separator: "-").map { Int($0.drop { $0 == "W" }) ?? 0 }
    guard numbers.count >= 2, let year = numbers.first else { return nil }
    switch dimension {
    case .month:
      let first = CivilDate(year: year, month: numbers[1], day: 1)
      return (first, first.addingMonths(1))
    case .week:
      // The week with the 4th of January is the first one.
      let fourth = CivilDate(year: year, month: 1, day: 4)
      let monday = fourth.daysSinceEpoch - Int64(fourth.weekday - 1) + Int64(numbers[1] - 1) * 7
      return (CivilDate(daysSinceEpoch: monday), CivilDate(daysSinceEpoch: monday + 7))
    case _ where numbers.count == 3:
      let day = CivilDate(year: year, month: numbers[1], day: numbers[2])
      return (day, CivilDate(daysSinceEpoch: day.daysSinceEpoch + 1))
    default: return nil
    }
  }
}
