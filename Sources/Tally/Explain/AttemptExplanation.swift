internal import Reports
internal import SQLite

/// What one attempt cost by each source, why, and which of it counts.
package struct AttemptExplanation {
  /// One source's cost, with the words that explain it.
  struct Step {
    /// The key in JSON: recorded, carrier, rated or counts.
    let name: String
    let microcents: Int64?
    /// Further members in JSON, each as it is written there.
    var members: [(key: String, json: String)] = []
    let reason: String
  }

  let identifier: Identifier
  /// Key and value of what is known of the attempt itself, in the order of exports.
  private(set) var facts: [(key: String, value: Value)] = []
  private(set) var steps: [Step] = []
  private(set) var remarks: [String] = []

  /// - Throws: ``ExplainError``, ``RateCardError``, and what reading the store throws.
  package init(
    of text: String,
    in store: Store,
    basis: CostBasis,
    card choice: RateCardChoice,
    inboundAllocation: InboundAllocation? = nil
  ) throws {
    guard let identifier = Identifier(text) else { throw ExplainError.notID(text) }
    self.identifier = identifier
    let row = try store.database.prepare(
      "SELECT number, deleted_at IS NOT NULL, call IS NULL OR is_answered IS NULL FROM attempt "
        + "WHERE id = ?1"
    )
    row.bind(high: identifier.high, low: identifier.low, at: 1)
    guard try row.step() else {
      throw ExplainError.unknown(
        identifier.description,
        attempts: try Self.attempts(ofCall: identifier, in: store)
      )
    }
    if row.integer(1) == 1 {
      remarks.append("It is deleted at the source and counts in no report.")
    } else if row.integer(2) == 1 {
      remarks.append("Its call or its answer is not known, and it counts in no report.")
    }
    let directory = try store.directory()
    let (card, warning) = try store.rateCard(choice)
    if let warning { remarks.append(warning) }
    let rules = AttemptRules(
      directory: directory,
      asOf: try store.asOf(),
      costBasis: basis,
      sources: CostSources(
        carrier: try store.carrierCosts(with: inboundAllocation),
        rating: card.map { Rating(card: $0, phones: directory.phones) }
      )
    )
    var reader = try store.listedAttempts(atATime: 1)
    let number = Int32(row.integer(0))
    try reader.read([number])
    let segment = reader.columns.segment
    setFacts(of: segment, directory, rules)
    let costs = rules.costs(of: 0, in: segment)
    let own = try store.carrierCosts().microcents(of: number)
    let talk = CostReasons(segment: segment, rules: rules, directory: directory)
    steps = [
      talk.recorded(costs.recordedMicrocents),
      try CarrierLegReason.step(
        of: number,
        costs.carrierMicrocents,
        ofInboundLeg: (costs.carrierMicrocents ?? 0) - (own ?? costs.carrierMicrocents ?? 0),
        in: store
      ),
      talk.rated(costs.ratedMicrocents, card: card),
      talk.chosen(costs, basis: basis),
    ]
  }

  private static func attempts(ofCall call: Identifier, in store: Store) throws -> [String] {
    guard let number = try store.callNumber(of: call) else { return [] }
    let rows = try store.database.prepare(
      "SELECT id FROM attempt WHERE call = ?1 ORDER BY coalesce(started_at, created_at), id"
    )
    rows.bind(Int64(number), at: 1)
    var found: [String] = []
    while try rows.step() {
      guard let words = rows.words(0) else { continue }
      found.append(Identifier(high: words.high, low: words.low).description)
    }
    return found
  }

  private mutating func setFacts(
    of segment: AttemptSegment,
    _ directory: Directory,
    _ rules: AttemptRules
  ) {
    func instant(_ milliseconds: Int64) -> Value {
      milliseconds == AttemptSegment.unknownTime
        ? .null : .instant(Instant(milliseconds: milliseconds), offsetSeconds: 0)
    }
    func name(_ member: Directory.Member?) -> Value {
      member.map { .text($0.name ?? $0.id.description) } ?? .null
    }
    func text(_ texts: [String], _ code: Int32) -> Value {
      code == 0 ? .null : .text(texts[Int(code)])
    }
    let dialSeconds = segment.dialSeconds[0]
    facts = [
      ("user", name(directory.users[Int(segment.user[0])])),
      ("rule", name(directory.rules[Int(segment.rule[0])])),
      ("number", text(directory.phones, segment.phone[0])),
      ("status", text(directory.statuses, segment.status[0])),
      ("outcome", .text(rules.outcome(of: 0, in: segment).name)),
      ("started_at", instant(segment.startedAt[0])),
      ("ended_at", instant(segment.endedAt[0])),
      (
        "dial_seconds",
        dialSeconds == AttemptSegment.unknown ? .null : .integer(Int64(dialSeconds))
      ),
    ]
  }
}
