import Reports

/// Filters and period resolved against one store: which of its attempts a question is about.
package struct Selection: Sendable {
  /// A column of codes and which of them are selected.
  private struct Criterion {
    let column: any KeyPath<AttemptSegment, [Int32]> & Sendable
    let blockColumn: BlockColumn
    let isSelected: [Bool]
  }

  /// What a reader should know of how the filters were understood.
  package private(set) var warnings: [String] = []
  private var criteria: [Criterion] = []
  private var outcomes = [Bool](repeating: true, count: Outcome.allCases.count)
  /// Which projects are selected, by number.
  private(set) var projects: [Bool]
  private(set) var policies: [Bool]
  private var derived: DerivedSelection
  private var callsIncluded: Set<Int32>?
  private var callsExcluded: Set<Int32> = []
  private let from: Int64
  private let to: Int64
  private let isBounded: Bool

  /// Looks every value up in the store.
  /// - Throws: ``ReportError/unknownFilterValue(filter:value:similar:)``, and what the source does.
  package init(
    filters: [AttemptFilter],
    period: Period,
    directory: Directory,
    source: some AttemptSource
  ) throws {
    from = period.from?.milliseconds ?? .min
    to = period.to?.milliseconds ?? .max
    isBounded = period.from != nil || period.to != nil
    derived = DerivedSelection(zone: period.zone)
    var resolver = FilterResolver(directory: directory)
    projects = [Bool](repeating: true, count: directory.projects.count)
    policies = [Bool](repeating: true, count: directory.policies.count)
    for name in AttemptFilter.Name.allCases {
      let chosen = filters.filter { $0.name == name }
      guard !chosen.isEmpty else { continue }
      guard name != .call else {
        try resolveCalls(chosen, in: source)
        continue
      }
      let isSelected = try resolver.selected(by: chosen, name: name)
      switch name {
      case .user:
        criteria.append(Criterion(column: \.user, blockColumn: .user, isSelected: isSelected))
      case .rule:
        criteria.append(Criterion(column: \.rule, blockColumn: .rule, isSelected: isSelected))
      case .number:
        criteria.append(Criterion(column: \.phone, blockColumn: .phone, isSelected: isSelected))
      case .status:
        criteria.append(Criterion(column: \.status, blockColumn: .status, isSelected: isSelected))
      case .policy:
        criteria.append(Criterion(column: \.policy, blockColumn: .policy, isSelected: isSelected))
        policies = isSelected
      case .project:
        criteria.append(Criterion(column: \.project, blockColumn: .project, isSelected: isSelected))
        projects = isSelected
      case .country:
        let isOfCountry = directory.phones.map { isSelected[CountryCallingCode.code(of: $0) ?? 0] }
        criteria.append(Criterion(column: \.phone, blockColumn: .phone, isSelected: isOfCountry))
      case .hour: try derived.add(.hour, isSelected: isSelected, source: source)
      case .weekday: try derived.add(.weekday, isSelected: isSelected, source: source)
      case .position: try derived.add(.position, isSelected: isSelected, source: source)
      case .round: try derived.add(.round, isSelected: isSelected, source: source)
      case .outcome: outcomes = isSelected
      case .call: break
      }
    }
    warnings = resolver.warnings
  }

  private mutating func resolveCalls(
    _ filters: [AttemptFilter],
    in source: some AttemptSource
  ) throws {
    for filter in filters {
      guard let identifier = Identifier(filter.value),
        let call = try source.callNumber(of: identifier)
      else {
        throw ReportError.unknownFilterValue(filter: "call", value: filter.value, similar: [])
      }
      if filter.isNegated {
        callsExcluded.insert(call)
      } else {
        callsIncluded = (callsIncluded ?? []).union([call])
      }
    }
  }

  /// Finds the selected rows of a segment and their outcomes, in order.
  package func forEachRow(
    in segment: AttemptSegment,
    rules: AttemptRules,
    _ body: (_ row: Int, _ milliseconds: Int64, _ outcome: Outcome) -> Void
  ) {
    var mask = [Bool](repeating: true, count: criteria.isEmpty ? 0 : segment.count)
    for criterion in criteria {
      let codes = segment[keyPath: criterion.column]
      for row in mask.indices where !criterion.isSelected[Int(codes[row])] { mask[row] = false }
    }
    let hasCalls = callsIncluded != nil || !callsExcluded.isEmpty
    var derived = derived
    for row in 0..<segment.count {
      if !mask.isEmpty, !mask[row] { continue }
      let milliseconds = rules.milliseconds(of: row, in: segment)
      guard contains(milliseconds: milliseconds) else { continue }
      if hasCalls, !contains(call: segment.call[row]) { continue }
      if derived.looksAtTime, !derived.contains(milliseconds: milliseconds) { continue }
      if derived.looksAtCall, !derived.contains(attempt: Int(segment.attempt[row])) { continue }
      let outcome = rules.outcome(of: row, in: segment)
      guard outcomes[Int(outcome.rawValue)] else { continue }
      body(row, milliseconds, outcome)
    }
  }

  /// Whether all outcomes are selected.
  var hasAllOutcomes: Bool { outcomes.allSatisfy(\.self) }

  func contains(_ outcome: Outcome) -> Bool { outcomes[Int(outcome.rawValue)] }

  /// The columns of the attempt table that decide what is selected, and into which outcome.
  var tableColumns: Set<AttemptTableColumn> {
    var columns: Set<AttemptTableColumn> = [.status, .isAnswered, .createdAt, .startedAt, .endedAt]
    for column in blockColumns {
      switch column {
      case .call: columns.insert(.call)
      case .project: columns.insert(.project)
      case .user: columns.insert(.user)
      case .rule: columns.insert(.rule)
      case .policy: columns.formUnion([.call, .rule])
      case .phone: columns.insert(.phone)
      default: break
      }
    }
    return columns
  }

  /// The columns of a block that decide what is selected.
  var blockColumns: [BlockColumn] {
    criteria.map(\.blockColumn)
      + (callsIncluded == nil && callsExcluded.isEmpty ? [] : [.call])
      + (derived.looksAtCall ? [.attempt] : [])
  }

  /// Whether any attempt of a block may lie in the period.
  func mayContain(_ header: BlockHeader) -> Bool {
    guard isBounded else { return true }
    return header.firstAt <= header.lastAt && header.lastAt >= from && header.firstAt < to
  }

  /// Keeps those of some rows that are selected, whatever their outcome.
  ///
  /// `mask` and `codes` are room for as many rows.
  func keepSelected(
    _ rows: inout ChosenRows,
    of block: AttemptBlock,
    at milliseconds: inout [Int64],
    codes: inout [UInt32],
    mask: inout [Bool]
  ) {
    let header = block.header
    if isBounded, header.hasUnknownTime || header.firstAt < from || header.lastAt >= to {
      block.read(.at, rows, into: &milliseconds, null: AttemptSegment.unknownTime)
      let instants = milliseconds.span
      var kept = mask.mutableSpan
      for index in 0..<rows.count {
        let instant = instants[index]
        kept[index] =
          instant >= from && instant < to && instant != AttemptSegment.unknownTime
      }
      rows.keep(where: mask)
    }
    for criterion in criteria {
      if criterion.blockColumn == .policy {
        block.readPolicies(rows, into: &codes)
      } else {
        block.read(criterion.blockColumn, rows, into: &codes, null: 0)
      }
      for index in 0..<rows.count { mask[index] = criterion.isSelected[Int(codes[index])] }
      rows.keep(where: mask)
    }
    keepDerived(&rows, of: block, at: &milliseconds, codes: &codes, mask: &mask)
    guard callsIncluded != nil || !callsExcluded.isEmpty else { return }
    block.read(.call, rows, into: &codes, null: 0)
    for index in 0..<rows.count { mask[index] = contains(call: Int32(codes[index])) }
    rows.keep(where: mask)
  }

  private func keepDerived(
    _ rows: inout ChosenRows,
    of block: AttemptBlock,
    at milliseconds: inout [Int64],
    codes: inout [UInt32],
    mask: inout [Bool]
  ) {
    if derived.looksAtTime {
      var derived = derived
      block.read(.at, rows, into: &milliseconds, null: AttemptSegment.unknownTime)
      for index in 0..<rows.count {
        mask[index] = derived.contains(milliseconds: milliseconds[index])
      }
      rows.keep(where: mask)
    }
    if derived.looksAtCall {
      block.read(.attempt, rows, into: &codes, null: 0)
      for index in 0..<rows.count { mask[index] = derived.contains(attempt: Int(codes[index])) }
      rows.keep(where: mask)
    }
  }

  /// Whether the period holds an instant; an unknown one belongs to no bounded period.
  @inline(__always)
  private func contains(milliseconds: Int64) -> Bool {
    guard isBounded else { return true }
    return milliseconds >= from && milliseconds < to
      && milliseconds != AttemptSegment.unknownTime
  }

  private func contains(call: Int32) -> Bool {
    callsIncluded?.contains(call) ?? true && !callsExcluded.contains(call)
  }

  /// Whether a call is selected by its own record, which only some filters look at.
  func contains(_ row: Int, of calls: CallColumns) -> Bool {
    projects[Int(calls.project[row])] && policies[Int(calls.policy[row])]
      && contains(milliseconds: calls.startedAt[row]) && contains(call: calls.call[row])
  }
}
