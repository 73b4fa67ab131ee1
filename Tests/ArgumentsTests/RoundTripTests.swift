import Arguments
import Support
import Testing

@Suite struct RoundTripTests {
  @Test(arguments: 1...40) func `values that are typed in any way are read as they were`(
    seed: Int
  ) throws {
    var random = SplitMix64(seed: UInt64(seed))
    for _ in 0..<50 {
      let report = random.report()
      try expect(report, typed: ["report"] + random.line(random.words(of: report)))
      let rates = random.rateImport()
      try expect(rates, typed: ["rates", "import"] + random.line(random.words(of: rates)))
    }
  }

  private func expect<Value: Command & Equatable>(_ value: Value, typed: [String]) throws {
    guard case .run(let command) = try Sample.parser.parse(typed) else {
      Issue.record("\(typed)")
      return
    }
    #expect(command as? Value == value, "\(typed)")
  }
}

/// Options as groups of words that stay together, and positionals.
private struct Typed {
  var options: [[String]] = []
  var positionals: [String] = []
}

extension SplitMix64 {
  fileprivate mutating func report() -> Sample.MakeReport {
    var report = Sample.MakeReport()
    report.definition = maybe { $0.text() }
    report.by = maybe { $0.list { $0.element(Sample.Dimension.allCases) } }
    report.format = element(Sample.Format.allCases)
    report.top = maybe { Int(truncatingIfNeeded: $0.next()) }
    report.limit = Int64(bitPattern: next())
    report.share = .init(Int.random(in: 0...100, using: &self))
    report.outputs = list { $0.text() }
    report.directory = maybe { $0.text() }
    report.filters.users.included = list { $0.text() }
    report.filters.users.excluded = list { $0.text() }
    report.filters.outcomes.excluded = list { $0.element(Sample.Dimension.allCases) }
    report.common.store = maybe { $0.text() }
    report.common.isQuiet = Bool.random(using: &self)
    return report
  }

  fileprivate mutating func words(of report: Sample.MakeReport) -> Typed {
    var typed = Typed(positionals: report.definition.map { [$0] } ?? [])
    if let by = report.by {
      let names = by.map(\.rawValue)
      let isJoined = by.isEmpty || Bool.random(using: &self)
      let values = isJoined ? [names.joined(separator: ",")] : names
      typed.options.append(values.flatMap { option("--by", "-b", $0) })
    }
    typed.options.append(option("--format", "-f", report.format.rawValue))
    if let top = report.top { typed.options.append(option("--top", nil, String(top))) }
    typed.options.append(option("--limit", nil, String(report.limit)))
    typed.options.append(option("--share", nil, report.share.description))
    typed.options.append(report.outputs.flatMap { option("--output", "-o", $0) })
    if let path = report.directory { typed.options.append(option("--directory", nil, path)) }
    let users = report.filters.users
    typed.options.append(users.included.flatMap { option("--user", nil, $0) })
    typed.options.append(users.excluded.flatMap { option("--not-user", nil, $0) })
    let outcomes = report.filters.outcomes.excluded.map(\.rawValue)
    typed.options.append(outcomes.flatMap { option("--not-outcome", nil, $0) })
    if let store = report.common.store { typed.options.append(option("--store", "-s", store)) }
    if report.common.isQuiet { typed.options.append([element(["-q", "--quiet"])]) }
    return typed
  }

  fileprivate mutating func rateImport() -> Sample.RateImport {
    var rates = Sample.RateImport()
    rates.card = text()
    rates.columns = list { "x" + $0.text().filter { !$0.unicodeScalars.contains(",") } }
    return rates
  }

  fileprivate mutating func words(of rates: Sample.RateImport) -> Typed {
    let columns = option("--column", nil, rates.columns.joined(separator: ","))
    return Typed(options: [columns], positionals: [rates.card])
  }

  /// One of the ways to type an option that its value allows.
  private mutating func option(_ long: String, _ short: String?, _ value: String) -> [String] {
    var ways = [["\(long)=\(value)"]]
    let isApart = !value.utf8.starts(with: "-".utf8) || value == "-"
    if isApart { ways.append([long, value]) }
    if let short, isApart { ways.append([short, value]) }
    if let short, !value.isEmpty { ways.append([short + value]) }
    return element(ways)
  }

  fileprivate mutating func line(_ typed: Typed) -> [String] {
    let needsDashes = typed.positionals.contains { $0.utf8.first == UInt8(ascii: "-") && $0 != "-" }
    if needsDashes || Bool.random(using: &self) {
      return typed.options.shuffled(using: &self).flatMap(\.self) + ["--"] + typed.positionals
    }
    return (typed.options + [typed.positionals]).shuffled(using: &self).flatMap(\.self)
  }

  private mutating func text() -> String {
    let pieces = [
      "-", "--", "=", ",", " ", "\n", "\t", "'", "\"", "\\", "a", "é", "\u{301}", "長", "👩‍👧",
    ]
    return list { $0.element(pieces) }.joined()
  }

  private mutating func list<Element>(_ element: (inout Self) -> Element) -> [Element] {
    (0..<Int.random(in: 0...3, using: &self)).map { _ in element(&self) }
  }

  private mutating func maybe<Value>(_ value: (inout Self) -> Value) -> Value? {
    Bool.random(using: &self) ? value(&self) : nil
  }

  private mutating func element<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: elements.indices, using: &self)]
  }
}
