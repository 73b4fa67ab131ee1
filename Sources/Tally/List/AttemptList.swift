package import Reports

/// Attempts themselves, one row each, in the order of time and in constant memory.
package struct AttemptList {
  /// Which attempts, and in whose zone days end.
  package struct Request: Sendable {
    package var title: String
    package var period: Period
    package var filters: [AttemptFilter]
    package var costBasis: CostBasis

    package init(
      title: String,
      period: Period,
      filters: [AttemptFilter],
      costBasis: CostBasis
    ) {
      self.title = title
      self.period = period
      self.filters = filters
      self.costBasis = costBasis
    }
  }

  private let store: Store
  private let request: Request
  private let directory: Directory
  private let asOf: Instant?
  private let rules: AttemptRules
  private let selection: Selection

  /// Resolves the filters; reads no attempt yet.
  package init(_ request: Request, in store: Store) throws {
    self.store = store
    self.request = request
    directory = try store.directory()
    asOf = try store.asOf()
    rules = AttemptRules(directory: directory, asOf: asOf, costBasis: request.costBasis)
    selection = try Selection(
      filters: request.filters,
      period: request.period,
      directory: directory,
      source: store
    )
  }

  /// The list's head: everything but the rows.
  package var report: Report {
    Report(
      title: request.title,
      by: [],
      filters: request.filters.asReportFilters,
      cost: request.costBasis.rawValue,
      period: request.period.forReport,
      asOf: asOf,
      tables: [Table(name: "Attempts", by: [], columns: AttemptListColumn.all)],
      warnings: selection.warnings
    )
  }

  /// Hands over the rows, each with a value for every column of the one table.
  package func forEachRow(_ body: ([Value]) throws -> Void) throws {
    let facts = try CallFacts(source: store)
    try store.forEachListedSegment { segment, listed in
      var rows: [(row: Int, outcome: Outcome)] = []
      selection.forEachRow(in: segment, rules: rules) { row, _, outcome in
        rows.append((row, outcome))
      }
      for (row, outcome) in rows {
        try body(values(row, outcome, segment, listed[row], facts))
      }
    }
  }

  private func values(
    _ row: Int,
    _ outcome: Outcome,
    _ segment: AttemptSegment,
    _ listed: ListedAttempt,
    _ facts: CallFacts
  ) -> [Value] {
    let user = directory.users[Int(segment.user[row])]
    let phone = segment.phone[row]
    let number = Int(segment.attempt[row])
    let recorded = segment.recordedCostMicrocents[row]
    let cost = rules.costMicrocents(of: row, in: segment)
    var values: [Value] = []
    values.reserveCapacity(AttemptListColumn.all.count)
    values.append(.text(segment.identifier[row].description))
    values.append(.text(listed.call.description))
    append(directory.projects[Int(segment.project[row])], to: &values)
    append(user, to: &values)
    values.append(text(user?.email))
    append(directory.rules[Int(segment.rule[row])], to: &values)
    append(directory.policies[Int(segment.policy[row])], to: &values)
    values.append(phone == 0 ? .null : .text(directory.phones[Int(phone)]))
    values.append(
      CountryCallingCode.code(of: directory.phones[Int(phone)]).map { .text(String($0)) } ?? .null
    )
    values.append(
      segment.status[row] == 0 ? .null : .text(directory.statuses[Int(segment.status[row])])
    )
    values.append(text(listed.statusMessage))
    values.append(.text(outcome.name))
    values.append(.boolean(segment.flags[row].contains(.answered)))
    values.append(.integer(Int64(facts.position[number])))
    values.append(.integer(Int64(facts.round[number])))
    values.append(instant(segment.createdAt[row]))
    values.append(instant(listed.updatedAtMilliseconds ?? AttemptSegment.unknownTime))
    values.append(instant(segment.startedAt[row]))
    values.append(instant(segment.endedAt[row]))
    let dialSeconds = segment.dialSeconds[row]
    values.append(dialSeconds == AttemptSegment.unknown ? .null : .integer(Int64(dialSeconds)))
    values.append(rules.ringSeconds(of: row, in: segment).map(Value.integer) ?? .null)
    values.append(
      recorded == AttemptSegment.unknownTime
        ? .null : .decimal(FixedDecimal(unscaled: recorded, scale: 8))
    )
    values.append(cost.map { .decimal(FixedDecimal(unscaled: $0, scale: 8)) } ?? .null)
    // The recorded cost is the only source there is so far.
    values.append(cost == nil ? .null : .text(CostBasis.recorded.rawValue))
    values.append(.boolean(segment.flags[row].contains(.dimensionLost)))
    values.append(listed.version.map(Value.integer) ?? .null)
    values.append(text(listed.extra))
    return values
  }

  private func append(_ member: Directory.Member?, to values: inout [Value]) {
    values.append(text(member?.id.description))
    values.append(text(member?.name))
  }

  private func text(_ text: String?) -> Value {
    text.map(Value.text) ?? .null
  }

  private func instant(_ milliseconds: Int64) -> Value {
    guard milliseconds != AttemptSegment.unknownTime else { return .null }
    let instant = Instant(milliseconds: milliseconds)
    return .instant(instant, offsetSeconds: request.period.zone.offsetSeconds(at: instant))
  }
}
