internal import Reports

/// The moments of one call in their order: it comes in, phones ring, somebody answers, it ends.
struct CallTimeline {
  private let places: [String: Int]
  private let zone: Zone

  /// `columns` are those of the attempts' rows.
  init(columns: [Column], zone: Zone) {
    places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1.name, $0) })
    self.zone = zone
  }

  static let columns: [Column] = [
    Column(name: "at", title: "At", unit: .instant, definition: "When it happened."),
    Column(
      name: "after_seconds",
      title: "After",
      unit: .seconds,
      definition: "Whole seconds since the first of these moments."
    ),
    Column(name: "event", title: "Event", unit: .text, definition: "What happened."),
    Column(name: "who", title: "Who", unit: .text, definition: "The user whose phone it was."),
    Column(name: "number", title: "Number", unit: .phone, definition: "The phone."),
    Column(name: "detail", title: "Detail", unit: .text, definition: "What else is known of it."),
    Column(
      name: "attempt_id",
      title: "Attempt",
      unit: .identifier,
      definition: "The attempt's _id."
    ),
  ]

  private struct Moment {
    /// UTC milliseconds; nil where nobody wrote it down, which comes after all others.
    var at: Int64?
    var event: String
    var who: Value = .null
    var number: Value = .null
    var detail: [String] = []
    var attempt: Value = .null
  }

  /// The table of a call's attempts, given in their order, and of its own record.
  func table(of rows: [[Value]], in call: RecordedCall?) -> Table {
    var moments: [Moment] = []
    if let call { moments.append(arrival(of: call)) }
    for row in rows { moments += self.moments(of: row) }
    if let call, call.endedAt != nil { moments.append(end(of: call)) }
    // What happened in the same millisecond stays in the order of the attempts.
    let ordered = moments.enumerated().sorted { left, right in
      (left.element.at ?? .max, left.offset) < (right.element.at ?? .max, right.offset)
    }
    .map(\.element)
    let first = ordered.first?.at
    return Table(
      name: "Timeline of its call",
      by: [],
      columns: Self.columns,
      rows: ordered.map { row(of: $0, first: first) }
    )
  }

  private func row(of moment: Moment, first: Int64?) -> [Value] {
    let at = moment.at.map(Instant.init(milliseconds:))
    return [
      at.map { .instant($0, offsetSeconds: zone.offsetSeconds(at: $0)) } ?? .null,
      moment.at.flatMap { at in first.map { .integer((at - $0) / 1000) } } ?? .null,
      .text(moment.event), moment.who, moment.number,
      moment.detail.isEmpty ? .null : .text(moment.detail.joined(separator: ", ")),
      moment.attempt,
    ]
  }

  private func arrival(of call: RecordedCall) -> Moment {
    var moment = Moment(at: call.startedAt, event: "call comes in")
    moment.number = call.callerNumber.map(Value.text) ?? .null
    if let routing = call.routingNumber { moment.detail.append("to \(routing)") }
    if let policy = call.policyName { moment.detail.append(policy) }
    return moment
  }

  private func end(of call: RecordedCall) -> Moment {
    Moment(at: call.endedAt, event: "call ends", detail: call.status.map { [$0] } ?? [])
  }

  private func moments(of row: [Value]) -> [Moment] {
    let started = milliseconds("started_at", row)
    let ended = milliseconds("ended_at", row)
    var ring = Moment(at: started ?? milliseconds("created_at", row), event: "rings")
    ring.who = value("user_name", row)
    if ring.who == .null { ring.who = value("user_id", row) }
    ring.number = value("number", row)
    ring.attempt = value("id", row)
    if case .text(let rule) = value("rule_name", row) { ring.detail.append(rule) }
    if case .integer(let round) = value("round", row), round > 1 {
      ring.detail.append("round \(round)")
    }
    var moments = [ring]
    var last = ring
    last.detail = []
    let talked: Int64? =
      if case .integer(let seconds) = value("dial_seconds", row) { seconds } else { nil }
    let isAnswered = value("is_answered", row) == .boolean(true)
    if isAnswered {
      last.event = "answers"
      // Nobody writes down when a call is answered: it is talked until the end.
      last.at = ended.flatMap { end in talked.map { end - $0 * 1000 } }
      moments.append(last)
    }
    last.at = ended
    if case .text(let outcome) = value("outcome", row) {
      last.event = isAnswered ? "ends" : outcome.split(separator: "_").joined(separator: " ")
    }
    if isAnswered, let talked { last.detail.append("talked \(talked) s") }
    if case .text(let message) = value("status_message", row), !message.isEmpty {
      last.detail.append(message)
    }
    if case .decimal(let cost) = value("effective_cost_usd", row), isAnswered || cost.unscaled != 0
    {
      last.detail.append("$" + cost.text(decimals: Unit.dollars.decimals))
    }
    moments.append(last)
    return moments
  }

  private func value(_ name: String, _ row: [Value]) -> Value {
    places[name].map { row[$0] } ?? .null
  }

  private func milliseconds(_ name: String, _ row: [Value]) -> Int64? {
    if case .instant(let instant, _) = value(name, row) { return instant.milliseconds }
    return nil
  }
}
