/// Finds the numbers that the values of filters stand for.
struct FilterResolver {
  let directory: Directory
  /// Names that stand for several things at once.
  private(set) var warnings: [String] = []

  init(directory: Directory) {
    self.directory = directory
  }

  /// Which numbers of a column all filters of one name select together.
  mutating func selected(
    by filters: [AttemptFilter],
    name: AttemptFilter.Name
  ) throws(ReportError) -> [Bool] {
    let count = numberCount(name)
    var included = [Bool](repeating: filters.allSatisfy(\.isNegated), count: count)
    var excluded = [Bool](repeating: false, count: count)
    for filter in filters {
      for number in try numbers(of: filter) {
        if filter.isNegated { excluded[number] = true } else { included[number] = true }
      }
    }
    return zip(included, excluded).map { $0 && !$1 }
  }

  private func numberCount(_ name: AttemptFilter.Name) -> Int {
    switch name {
    case .user: directory.users.count
    case .rule: directory.rules.count
    case .policy: directory.policies.count
    case .project: directory.projects.count
    case .number: directory.phones.count
    case .status: directory.statuses.count
    // One more than the greatest code of the dimension.
    case .country: 1000
    case .hour: 25
    case .weekday: 8
    case .position, .round: 65_536
    case .outcome: Outcome.allCases.count
    case .call: 0
    }
  }

  private mutating func numbers(of filter: AttemptFilter) throws(ReportError) -> [Int] {
    if filter.value == AttemptFilter.none, ![.outcome, .position, .round].contains(filter.name) {
      return [0]
    }
    switch filter.name {
    case .user: return try members(directory.users, filter)
    case .rule: return try members(directory.rules, filter)
    case .policy: return try members(directory.policies, filter)
    case .project: return try members(directory.projects, filter)
    case .number:
      let numbers = directory.phones.indices.filter {
        $0 > 0 && directory.phones[$0].hasPrefix(filter.value)
      }
      guard !numbers.isEmpty else { throw unknown(filter, among: directory.phones.dropFirst()) }
      return numbers
    case .status: return try statuses(filter)
    case .country: return [try country(filter)]
    // Codes of hours begin with 1, for 0 is none.
    case .hour: return [try number(filter, in: 0...23) + 1]
    case .weekday: return [try number(filter, in: 1...7)]
    case .position, .round: return [try number(filter, in: 1...65_535)]
    case .outcome:
      guard let outcome = Outcome(name: filter.value) else {
        throw unknown(filter, among: Outcome.allCases.map(\.name))
      }
      return [Int(outcome.rawValue)]
    case .call: return []
    }
  }

  private mutating func members(
    _ members: [Directory.Member?],
    _ filter: AttemptFilter
  ) throws(ReportError) -> [Int] {
    let wanted = filter.value.lowercased()
    let identifier = Identifier(filter.value)
    let numbers = members.indices.filter { number in
      guard let member = members[number] else { return false }
      return member.id == identifier || member.name?.lowercased() == wanted
        || member.email?.lowercased() == wanted
    }
    guard !numbers.isEmpty else {
      throw unknown(filter, among: members.flatMap { [$0?.name, $0?.email].compactMap(\.self) })
    }
    if numbers.count > 1 {
      let identifiers = numbers.compactMap { members[$0]?.id }.sorted().map(\.description)
      warnings.append(
        """
        \(filter.name.rawValue) '\(filter.value)' is the name of \(numbers.count): \
        \(identifiers.joined(separator: ", ")). All are meant; give an id to mean one.
        """
      )
    }
    return numbers
  }

  private func number(
    _ filter: AttemptFilter,
    in range: ClosedRange<Int>
  ) throws(ReportError) -> Int {
    guard let number = Int(filter.value), range.contains(number) else {
      throw .filterValueOutOfRange(filter: filter.name.rawValue, value: filter.value, range: range)
    }
    return number
  }

  /// A calling code that belongs to a number in the store, with or without the plus sign.
  private func country(_ filter: AttemptFilter) throws(ReportError) -> Int {
    let codes = Set(directory.phones.compactMap { CountryCallingCode.code(of: $0) })
    let digits = filter.value.hasPrefix("+") ? filter.value.dropFirst() : filter.value[...]
    guard let code = Int(digits), codes.contains(code) else {
      throw unknown(filter, among: codes.map { String($0) })
    }
    return code
  }

  /// A status that upstream may write but that does not occur is no mistake.
  private func statuses(_ filter: AttemptFilter) throws(ReportError) -> [Int] {
    if let exact = directory.statuses.dropFirst().firstIndex(of: filter.value) { return [exact] }
    let wanted = filter.value.lowercased()
    let numbers = directory.statuses.indices.filter {
      $0 > 0 && directory.statuses[$0].lowercased() == wanted
    }
    let known = CallStatus.allCases.map(\.rawValue)
    guard !numbers.isEmpty || known.contains(where: { $0.lowercased() == wanted }) else {
      throw unknown(filter, among: directory.statuses.dropFirst() + known)
    }
    return numbers
  }

  private func unknown(
    _ filter: AttemptFilter,
    among words: some Sequence<String>
  ) -> ReportError {
    // Several users may share a name: it is suggested once.
    .unknownFilterValue(
      filter: filter.name.rawValue,
      value: filter.value,
      similar: Suggestion.near(filter.value, among: Set(words))
    )
  }
}
