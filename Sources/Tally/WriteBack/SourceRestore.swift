internal import Reports
internal import SQLite

/// Which attempts the source has lost and can be given back.
package struct SourceRestore: Sendable {
  /// One attempt with all that the source has to be told.
  package struct Candidate: Sendable, Equatable {
    /// The attempt's row number.
    package var number: Int32
    package var id: Identifier
    package var call: Identifier
    package var rule: Identifier?
    package var user: Identifier?
    /// The other columns, as members of a JSON object.
    package var columns: String

    /// The body of the record, with or without its rule and its user.
    package func data(rule: Identifier?, user: Identifier?) -> String {
      let ids = [
        ("_id", Optional(id)), ("incomingCallLogId", Optional(call)),
        ("incomingCallPolicyEscalationRuleId", rule), ("userId", user),
      ]
      let texts = ids.map { "\"\($0)\":" + ($1.map { "\"\($0)\"" } ?? "null") }
      return "{\(texts.joined(separator: ",")),\(columns)}"
    }
  }

  /// In the order of their row numbers.
  package private(set) var candidates: [Candidate] = []
  /// Attempts that were deleted on purpose, and stay so.
  package private(set) var purgedCount = 0
  /// Attempts of which too little is known.
  package private(set) var incompleteCount = 0

  /// Reads what the store knows to be missing at the source.
  ///
  /// With `isOfPurged` it is what was deleted there on purpose, and nothing else.
  package init(period: Period, filters: [AttemptFilter], isOfPurged: Bool, in store: Store) throws {
    let missing = try store.numbers(in: "source_missing")
    let purged = try store.numbers(in: "purged_attempt")
    let wanted = isOfPurged ? purged : missing.subtracting(purged)
    if wanted.isEmpty {
      purgedCount = missing.intersection(purged).count
      return
    }
    let attempts = try OrderedSelection(period: period, filters: filters, in: store)
    let row = try store.database.prepare(Self.query)
    try attempts.visit { place, _, columns in
      let number = columns.segment.attempt[place]
      if !isOfPurged, missing.contains(number), purged.contains(number) { purgedCount += 1 }
      guard wanted.contains(number) else { return }
      row.bind(Int64(number), at: 1)
      defer { row.reset() }
      guard try row.step(), let candidate = Self.candidate(number, row) else {
        incompleteCount += 1
        return
      }
      candidates.append(candidate)
    }
  }

  private static let query = """
    SELECT attempt.id, call.id, rule.id, user.id, phone.text, status.text, attempt.status_message,
      attempt.dial_seconds, attempt.recorded_cost_microcents, attempt.started_at, attempt.ended_at,
      attempt.is_answered, attempt.created_at
    FROM attempt
    JOIN call ON call.number = attempt.call
    LEFT JOIN rule ON rule.number = attempt.rule
    LEFT JOIN user ON user.number = attempt.user
    LEFT JOIN phone ON phone.number = attempt.phone
    LEFT JOIN status ON status.number = attempt.status
    WHERE attempt.number = ?1
    """

  /// Nil where there is no status, or a cost that is not whole cents: the source takes neither.
  private static func candidate(_ number: Int32, _ row: borrowing Statement) -> Candidate? {
    func id(_ column: Int) -> Identifier? {
      row.words(column).map { Identifier(high: $0.high, low: $0.low) }
    }
    func text(_ column: Int) -> String {
      row.optionalText(column).map(JSONText.quoted) ?? "null"
    }
    func integer(_ column: Int) -> String {
      row.optionalInteger(column).map { "\($0)" } ?? "null"
    }
    func instant(_ column: Int) -> String {
      row.optionalInteger(column).map { "\"\(Instant(milliseconds: $0))\"" } ?? "null"
    }
    let microcents = row.optionalInteger(8)
    guard let attempt = id(0), let call = id(1), !row.isNull(5),
      (microcents ?? 0) % 1_000_000 == 0
    else { return nil }
    var columns = [
      ("userPhoneNumber", text(4)), ("status", text(5)), ("statusMessage", text(6)),
      ("dialDurationInSeconds", integer(7)),
      ("callCostInUSDCents", microcents.map { "\($0 / 1_000_000)" } ?? "null"),
      ("startedAt", instant(9)), ("endedAt", instant(10)),
      ("isAnswered", row.integer(11) == 1 ? "true" : "false"),
    ]
    if !row.isNull(12) { columns.append(("createdAt", instant(12))) }
    return Candidate(
      number: number,
      id: attempt,
      call: call,
      rule: id(2),
      user: id(3),
      columns: columns.map { "\"\($0)\":\($1)" }.joined(separator: ",")
    )
  }
}

extension Store {
  /// The attempts in one of the tables that note what the source has no more.
  fileprivate func numbers(in table: String) throws -> Set<Int32> {
    guard try hasTable(table) else { return [] }
    var numbers: Set<Int32> = []
    let rows = try database.prepare("SELECT attempt FROM \(table)")
    while try rows.step() { numbers.insert(Int32(rows.integer(0))) }
    return numbers
  }
}

extension StoreChange {
  /// Notes that the source has an attempt again.
  package func isRestored(_ numbers: [Int32]) throws {
    for table in ["source_missing", "purged_attempt"] {
      let delete = try database.prepare("DELETE FROM \(table) WHERE attempt = ?1")
      for number in numbers {
        delete.bind(Int64(number), at: 1)
        try delete.run()
      }
    }
  }
}

extension SourceRestore {
  /// What there is to do, in one sentence for people.
  package var sentence: String {
    var parts = ["\(candidates.count) attempts that the source has lost"]
    if purgedCount > 0 { parts.append("\(purgedCount) were purged, and stay so without --purged") }
    if incompleteCount > 0 {
      parts.append(
        "\(incompleteCount) cannot be: their status is unknown, or their cost has "
          + "fractions of a cent"
      )
    }
    return parts.joined(separator: "; ")
  }

  /// The same for programs: members of a JSON object.
  package var json: String {
    "\"attempts\":\(candidates.count),\"purged\":\(purgedCount),\"incomplete\":\(incompleteCount)"
  }
}
