internal import Reports

/// The command that lists the attempts behind a row of a report.
struct ExportCommandLine {
  let request: ReportRequest
  let storePath: String?
  let directory: Directory

  /// A row's name, its command, and what of the listed attempts is in the row where not all are.
  typealias Line = (name: String, command: String, remark: String)

  /// What a row adds to the report's own period and filters.
  private struct Narrowing {
    var from: Instant?
    var to: Instant?
    var filters: [AttemptFilter]
    var remarks: [String] = []
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
      narrow(&narrowing, dimension, value, hasNumber: dimensions.contains(.number))
    }
    return (
      names.joined(separator: ", "), command(narrowing), narrowing.remarks.joined(separator: ", ")
    )
  }

  private func narrow(
    _ narrowing: inout Narrowing,
    _ dimension: Dimension,
    _ value: Value,
    hasNumber: Bool
  ) {
    let text = Self.text(value)
    func replace(_ name: AttemptFilter.Name, _ value: String?) {
      narrowing.filters.removeAll { $0.name == name }
      narrowing.filters.append(AttemptFilter(name, value ?? AttemptFilter.none))
    }
    if let days = text.flatMap({ Self.days($0, dimension) }) {
      let zone = request.period.zone
      narrowing.from = max(zone.startOfDay(days.from), narrowing.from ?? .earliest)
      narrowing.to = min(zone.startOfDay(days.to), narrowing.to ?? .latest)
      return
    }
    switch dimension {
    case .project: replace(.project, text)
    case .user, .userEmail: replace(.user, text)
    case .rule: replace(.rule, text)
    case .policy: replace(.policy, text)
    case .status: replace(.status, text)
    case .outcome: replace(.outcome, text)
    case .number where isAlone(text ?? "") { $0 == text }: replace(.number, text)
    case .country where hasNumber: break
    case .country
    where text != nil && !narrowing.filters.contains { $0.name == .number }
      && isAlone("+\(text ?? "")") { "\(CountryCallingCode.code(of: $0) ?? 0)" == text }:
      replace(.number, text.map { "+\($0)" })
    default: narrowing.remarks.append("\(dimension.rawValue) = \(text ?? AttemptFilter.none)")
    }
  }

  /// Whether every phone that begins so is meant: what a filter by number selects.
  private func isAlone(_ prefix: String, _ isMeant: (String) -> Bool) -> Bool {
    prefix.isEmpty
      || directory.phones.dropFirst().allSatisfy { !$0.hasPrefix(prefix) || isMeant($0) }
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
    guard [.month, .week, .day].contains(dimension) else { return nil }
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
