import Reports

/// Turns attempts into the codes of dimensions, and codes into what reports show and sort by.
struct DimensionCodes {
  private let directory: Directory
  private let callFacts: CallFacts?
  private var clock: LocalClock
  /// By number of the phone: its country's calling code, 0 for none.
  private let countries: [UInt32]

  /// `callFacts` are needed for positions and rounds only.
  init(directory: Directory, zone: Zone, callFacts: CallFacts?) {
    self.directory = directory
    self.callFacts = callFacts
    clock = LocalClock(zone: zone)
    countries = directory.phones.map { UInt32(CountryCallingCode.code(of: $0) ?? 0) }
  }

  /// One more than the greatest code that the dimension can have.
  func limit(of dimension: Dimension) -> UInt64 {
    switch dimension {
    case .project, .user, .userEmail, .rule, .policy: UInt64(max(1, members(of: dimension).count))
    case .number: UInt64(directory.phones.count)
    case .status: UInt64(directory.statuses.count)
    case .outcome: UInt64(Outcome.allCases.count)
    case .country: 1000
    case .position, .round: 65_536
    case .month: LocalClock.monthLimit
    case .week: LocalClock.weekLimit
    case .day: LocalClock.dayLimit
    case .hour: 25
    case .weekday: 8
    }
  }

  /// The codes that attempts can have; nil for `instants` where nothing is known of their times.
  func range(of dimension: Dimension, within instants: ClosedRange<Int64>?) -> CodeRange {
    let limit = limit(of: dimension)
    guard let instants, [.month, .week, .day].contains(dimension) else {
      return CodeRange(count: limit)
    }
    var clock = clock
    let first = clock.code(of: dimension, at: instants.lowerBound)
    let last = clock.code(of: dimension, at: instants.upperBound)
    // A clock that is set back may come to a day again, so that codes are not quite in order.
    let base = max(first, 3) - 3
    return CodeRange(base: base, count: min(UInt64(last) + 3, limit) - UInt64(base) + 1)
  }

  /// Writes one code for each selected attempt.
  mutating func encode(
    _ dimension: Dimension,
    of attempts: borrowing SelectedAttempts,
    in block: AttemptBlock,
    into codes: inout [UInt32]
  ) {
    switch dimension {
    case .policy: block.readPolicies(attempts.rows, into: &codes)
    case .outcome:
      for index in 0..<attempts.count { codes[index] = UInt32(attempts.outcome[index].rawValue) }
    case .month, .week, .day, .hour, .weekday:
      encode(dimension, at: attempts.milliseconds, count: attempts.count, into: &codes)
    default:
      guard let column = dimension.blockColumn else { return }
      block.read(column, attempts.rows, into: &codes, null: 0)
    }
    switch dimension {
    case .country:
      for index in 0..<attempts.count { codes[index] = countries[Int(codes[index])] }
    case .position, .round:
      for index in 0..<attempts.count { codes[index] = rank(dimension, Int(codes[index])) }
    default: break
    }
  }

  /// Writes one code for each of some calls by their own records.
  mutating func encode(
    _ dimension: Dimension,
    of rows: [Int],
    in calls: CallColumns,
    into codes: inout [UInt32]
  ) {
    switch dimension {
    case .project: gather(calls.project, rows, into: &codes)
    case .policy: gather(calls.policy, rows, into: &codes)
    default:
      codes = [UInt32](repeating: 0, count: rows.count)
      encode(dimension, at: rows.map { calls.startedAt[$0] }, count: rows.count, into: &codes)
    }
  }

  private mutating func encode(
    _ dimension: Dimension,
    at milliseconds: [Int64],
    count: Int,
    into codes: inout [UInt32]
  ) {
    var codes = codes.mutableSpan
    let milliseconds = milliseconds.span
    for index in 0..<count { codes[index] = clock.code(of: dimension, at: milliseconds[index]) }
  }

  private func gather(_ column: [Int32], _ rows: [Int], into codes: inout [UInt32]) {
    codes.removeAll(keepingCapacity: true)
    for row in rows { codes.append(UInt32(bitPattern: column[row])) }
  }

  private func rank(_ dimension: Dimension, _ attempt: Int) -> UInt32 {
    guard let callFacts, attempt < callFacts.position.count else { return 0 }
    return UInt32(
      dimension == .position ? callFacts.position[attempt] : callFacts.round[attempt]
    )
  }

  /// What a report shows for a code, one value for each of the dimension's columns.
  func values(of dimension: Dimension, code: UInt32) -> [Value] {
    switch dimension {
    case .project, .user, .rule, .policy: return named(dimension, code)
    case .userEmail:
      return named(dimension, code) + [optionalText(directory.users[Int(code)]?.email)]
    case .number: return [optionalText(code == 0 ? nil : directory.phones[Int(code)])]
    case .status: return [optionalText(code == 0 ? nil : directory.statuses[Int(code)])]
    case .outcome: return [.text(outcomeName(code))]
    case .country: return [optionalText(code == 0 ? nil : String(code))]
    case .position, .round: return [code == 0 ? .null : .integer(Int64(code))]
    case .month, .week, .day, .hour, .weekday:
      return [LocalClock.value(of: dimension, code: code) ?? .null]
    }
  }

  private func named(_ dimension: Dimension, _ code: UInt32) -> [Value] {
    guard let member = members(of: dimension)[Int(code)] else {
      return [.null, .text(AttemptFilter.none)]
    }
    return [.text(member.id.description), .text(member.name ?? member.id.description)]
  }

  private func optionalText(_ text: String?) -> Value {
    text.map(Value.text) ?? .null
  }

  private func outcomeName(_ code: UInt32) -> String {
    Outcome(rawValue: UInt8(truncatingIfNeeded: code))?.name ?? ""
  }

  private func members(of dimension: Dimension) -> [Directory.Member?] {
    switch dimension {
    case .project: directory.projects
    case .user, .userEmail: directory.users
    case .rule: directory.rules
    case .policy: directory.policies
    default: []
    }
  }

  /// Where each code stands in the order of a report; none stands last.
  ///
  /// Nil where codes are in order as they are, except that 0 is none.
  func ranks(of dimension: Dimension) -> [UInt32]? {
    switch dimension {
    case .project, .user, .userEmail, .rule, .policy:
      let shown = members(of: dimension).map { member in
        (name: member?.name ?? member?.id.description ?? "", id: member?.id)
      }
      return ranks(count: shown.count) { left, right in
        guard let leftId = shown[left].id, let rightId = shown[right].id else {
          return shown[left].id != nil
        }
        if shown[left].name.utf8.elementsEqual(shown[right].name.utf8) { return leftId < rightId }
        return precedes(shown[left].name, shown[right].name)
      }
    case .number: return ranks(ofTexts: directory.phones)
    case .status: return ranks(ofTexts: directory.statuses)
    case .outcome:
      return ranks(count: Outcome.allCases.count) {
        precedes(outcomeName(UInt32($0)), outcomeName(UInt32($1)))
      }
    case .country: return ranks(ofTexts: (0..<1000).map { String($0) })
    case .position, .round, .month, .week, .day, .hour, .weekday: return nil
    }
  }

  private func ranks(ofTexts texts: [String]) -> [UInt32] {
    ranks(count: texts.count) { left, right in
      left != 0 && (right == 0 || precedes(texts[left], texts[right]))
    }
  }

  private func ranks(count: Int, _ precedes: (Int, Int) -> Bool) -> [UInt32] {
    var ranks = [UInt32](repeating: 0, count: count)
    for (rank, code) in (0..<count).sorted(by: precedes).enumerated() { ranks[code] = UInt32(rank) }
    return ranks
  }

  /// The order of Unicode scalars, which is that of UTF-8.
  private func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
