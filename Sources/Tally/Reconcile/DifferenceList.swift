import Reports
internal import SQLite

/// Lists every single difference of bridges with the attempt and the leg that it is between.
struct DifferenceList {
  let store: Store
  /// The zone in which times are shown.
  let zone: Zone

  /// One row for each entry, by currency, reason and time.
  func table(of bridges: [Bridge]) throws -> Table {
    let attempts = try store.database.prepare(
      """
      SELECT attempt.id, call.id, user.name, phone.text,
        coalesce(attempt.started_at, attempt.created_at), attempt.dial_seconds
      FROM attempt LEFT JOIN call ON call.number = attempt.call
        LEFT JOIN user ON user.number = attempt.user
        LEFT JOIN phone ON phone.number = attempt.phone
      WHERE attempt.number = ?1
      """
    )
    let legs = try store.database.prepare(
      """
      SELECT sid, to_number, status, coalesce(started_at, created_at), duration_seconds,
        charge_units, currency
      FROM carrier_call WHERE number = ?1
      """
    )
    var rows: [[Value]] = []
    for bridge in bridges {
      for reason in DifferenceReason.allCases {
        var part: [(key: Key, row: [Value])] = []
        for entry in bridge.entries where entry.reason == reason {
          let attempt = try entry.attempt.map { try attemptCells($0, attempts) }
          let leg = try entry.leg.map { try legCells($0, legs) }
          let cells = attempt?.cells ?? [Value](repeating: .null, count: 6)
          let billed = leg?.cells ?? [Value](repeating: .null, count: 7)
          part.append(
            (
              Key(
                milliseconds: attempt?.milliseconds ?? leg?.milliseconds ?? .min,
                attempt: entry.attempt ?? 0,
                leg: entry.leg ?? 0
              ),
              [
                .text(bridge.currency), .text(reason.rawValue),
                .decimal(FixedDecimal(unscaled: entry.units, scale: 8)),
              ] + cells + billed
            )
          )
        }
        rows += part.sorted { $0.key < $1.key }.map(\.row)
      }
    }
    return Table(
      name: "Differences",
      by: [],
      label: "differences",
      columns: Self.columns,
      rows: rows
    )
  }

  private struct Key: Comparable {
    var milliseconds: Int64
    var attempt: Int32
    var leg: Int64

    static func < (left: Self, right: Self) -> Bool {
      (left.milliseconds, left.attempt, left.leg) < (right.milliseconds, right.attempt, right.leg)
    }
  }

  private func attemptCells(
    _ number: Int32,
    _ row: borrowing Statement
  ) throws -> (cells: [Value], milliseconds: Int64?) {
    defer { row.reset() }
    row.bind(Int64(number), at: 1)
    guard try row.step() else { throw StoreError.missingRow(table: "attempt", number: number) }
    let milliseconds = row.optionalInteger(4)
    let cells: [Value] = [
      identifier(row, 0), identifier(row, 1), text(row, 2), text(row, 3), instant(milliseconds),
      integer(row, 5),
    ]
    return (cells, milliseconds)
  }

  private func legCells(
    _ number: Int64,
    _ row: borrowing Statement
  ) throws -> (cells: [Value], milliseconds: Int64?) {
    defer { row.reset() }
    row.bind(number, at: 1)
    guard try row.step() else {
      throw StoreError.missingRow(table: "carrier_call", number: Int32(clamping: number))
    }
    let milliseconds = row.optionalInteger(3)
    let charge = row.optionalInteger(5).map { FixedDecimal(unscaled: $0, scale: 8) }
    let cells: [Value] = [
      text(row, 0), text(row, 1), text(row, 2), instant(milliseconds), integer(row, 4),
      charge.map { .decimal($0) } ?? .null, text(row, 6),
    ]
    return (cells, milliseconds)
  }

  private func text(_ row: borrowing Statement, _ column: Int) -> Value {
    row.optionalText(column).map { .text($0) } ?? .null
  }

  private func integer(_ row: borrowing Statement, _ column: Int) -> Value {
    row.optionalInteger(column).map { .integer($0) } ?? .null
  }

  private func identifier(_ row: borrowing Statement, _ column: Int) -> Value {
    row.words(column).map { .text(Identifier(high: $0.high, low: $0.low).description) } ?? .null
  }

  private func instant(_ milliseconds: Int64?) -> Value {
    guard let milliseconds else { return .null }
    let instant = Instant(milliseconds: milliseconds)
    return .instant(instant, offsetSeconds: zone.offsetSeconds(at: instant))
  }

  private static let columns = [
    Column(name: "currency", title: "Currency", unit: .text, definition: "That of the amount."),
    Column(
      name: "reason",
      title: "Reason",
      unit: .text,
      definition: "Why the two sides differ, in one word."
    ),
    Column(
      name: "amount",
      title: "Amount",
      unit: .money,
      definition: "What the difference adds to its line of the bridge."
    ),
    Column(
      name: "attempt_id",
      title: "Attempt ID",
      unit: .identifier,
      definition: "The attempt's _id; empty where OneUptime has none."
    ),
    Column(name: "call_id", title: "Call ID", unit: .identifier, definition: "The call's id."),
    Column(name: "user_name", title: "User", unit: .text, definition: "Whose phone rang."),
    Column(
      name: "number",
      title: "Number",
      unit: .phone,
      definition: "The user's phone as OneUptime has it."
    ),
    Column(
      name: "started_at",
      title: "Attempt started",
      unit: .instant,
      definition: "When the attempt started."
    ),
    Column(
      name: "dial_seconds",
      title: "Dial time",
      unit: .seconds,
      definition: "Talk time as OneUptime has it."
    ),
    Column(
      name: "leg_sid",
      title: "Leg",
      unit: .identifier,
      definition: "The carrier's id of the leg; empty where it has none."
    ),
    Column(
      name: "leg_number",
      title: "Leg to",
      unit: .phone,
      definition: "The number that the leg went to."
    ),
    Column(name: "leg_status", title: "Leg status", unit: .text, definition: "The carrier's word."),
    Column(
      name: "leg_started_at",
      title: "Leg started",
      unit: .instant,
      definition: "When the leg started by the carrier's clock."
    ),
    Column(
      name: "leg_seconds",
      title: "Leg time",
      unit: .seconds,
      definition: "The leg's duration as the carrier has it."
    ),
    Column(
      name: "leg_charge",
      title: "Charge",
      unit: .money,
      definition: "What the leg was charged in its own currency; empty until it is settled."
    ),
    Column(
      name: "leg_currency",
      title: "Charged in",
      unit: .text,
      definition: "The currency of the charge; empty where the carrier does not tell."
    ),
  ]
}
