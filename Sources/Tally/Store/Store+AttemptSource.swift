package import Reports
internal import SQLite

extension Store: AttemptSource {
  /// Rows handed over at a time.
  private static let segmentCount = 1 << 16

  /// The columns of a segment, in the order in which ``SegmentReader`` takes them.
  static let columnNames = [
    "number", "call", "project", "user", "rule", "phone", "status", "created_at", "started_at",
    "ended_at", "dial_seconds", "recorded_cost_microcents", "is_answered", "dimension_lost",
  ]
  static let columns = columnNames.map { "attempt." + $0 }.joined(separator: ", ")

  /// Which attempts count: those not deleted, of which the call and the answer are known.
  static let countedAttempts = """
    attempt.deleted_at IS NULL AND attempt.call IS NOT NULL AND attempt.is_answered IS NOT NULL
    """

  package func directory() throws -> Directory {
    var directory = Directory()
    directory.projects = try members("SELECT number, id, name, NULL FROM project")
    directory.users = try members("SELECT number, id, name, email FROM user")
    directory.rules = try members("SELECT number, id, name, NULL FROM rule")
    directory.policies = try members("SELECT number, id, name, NULL FROM policy")
    directory.phones = try texts("SELECT number, text FROM phone")
    directory.statuses = try texts("SELECT number, text FROM status")
    return directory
  }

  package func asOf() throws -> Instant? {
    // The headers of blocks tell without reading the rows.
    if let blocks = try blocks(withPolicies: false) { return blocks.asOf }
    return try database.integer("SELECT max(updated_at) FROM attempt WHERE \(Self.countedAttempts)")
      .map(Instant.init(milliseconds:))
  }

  package func forEachSegment(
    withIdentifiers: Bool,
    _ body: (AttemptSegment) throws -> Void
  ) throws {
    let rows = try database.prepare(
      "SELECT \(Self.columns)\(withIdentifiers ? ", attempt.id" : "") FROM attempt "
        + "WHERE \(Self.countedAttempts) ORDER BY attempt.number"
    )
    var reader = SegmentReader(policies: try policies(), withIdentifiers: withIdentifiers)
    while try rows.step() {
      reader.append(rows)
      if reader.segment.count == Self.segmentCount {
        try body(reader.segment)
        reader.removeAll()
      }
    }
    if reader.segment.count > 0 { try body(reader.segment) }
  }

  package func loggedCalls() throws -> CallColumns {
    var wasDialled = NumberSet()
    try forEachPlaces { places, isFirst in
      if isFirst { wasDialled = NumberSet() }
      for call in places.call { wasDialled.insert(call) }
    }
    var calls = CallColumns()
    let inbound = try inboundCosts()
    let rows = try database.prepare(
      """
      SELECT number, project, policy, coalesce(started_at, created_at) FROM call
      WHERE recorded = 1 AND deleted_at IS NULL ORDER BY number
      """
    )
    while try rows.step() {
      let number = Int32(rows.integer(0))
      calls.call.append(number)
      calls.project.append(Int32(rows.integer(1)))
      calls.policy.append(Int32(rows.integer(2)))
      calls.startedAt.append(rows.optionalInteger(3) ?? AttemptSegment.unknownTime)
      calls.wasDialled.append(wasDialled.contains(number))
      calls.inboundMicrocents.append(inbound[number] ?? AttemptSegment.unknownTime)
    }
    return calls
  }

  package func callNumber(of identifier: Identifier) throws -> Int32? {
    let row = try database.prepare("SELECT number FROM call WHERE id = ?1")
    row.bind(high: identifier.high, low: identifier.low, at: 1)
    return try row.step() ? Int32(row.integer(0)) : nil
  }

  /// The policies of calls and of rules, by their numbers.
  func policies() throws -> SegmentReader.Policies {
    try SegmentReader.Policies(
      ofCalls: policies(of: "call"),
      ofRules: policies(of: "rule")
    )
  }

  private func members(_ sql: String) throws -> [Directory.Member?] {
    var members: [Directory.Member?] = [nil]
    let rows = try database.prepare(sql + " ORDER BY number")
    while try rows.step() {
      let number = Int(rows.integer(0))
      while members.count <= number { members.append(nil) }
      guard let words = rows.words(1) else { continue }
      members[number] = Directory.Member(
        id: Identifier(high: words.high, low: words.low),
        name: rows.optionalText(2),
        email: rows.optionalText(3)
      )
    }
    return members
  }

  private func texts(_ sql: String) throws -> [String] {
    var texts = [""]
    let rows = try database.prepare(sql + " ORDER BY number")
    while try rows.step() {
      while texts.count <= Int(rows.integer(0)) { texts.append("") }
      texts[Int(rows.integer(0))] = rows.text(1)
    }
    return texts
  }

  private func policies(of table: String) throws -> [Int32] {
    var numbers: [Int32] = [0]
    try forEachRow(of: table, [("number", .integer), ("policy", .integer)]) { values in
      let last = Int(values.integer(0, row: values.count - 1))
      numbers.append(contentsOf: repeatElement(0, count: last + 1 - numbers.count))
      for row in 0..<values.count {
        // NULL has no bit but the highest, and becomes 0.
        let policy = Int32(truncatingIfNeeded: values.integer(1, row: row))
        numbers[Int(values.integer(0, row: row))] = policy
      }
    }
    return numbers
  }
}
