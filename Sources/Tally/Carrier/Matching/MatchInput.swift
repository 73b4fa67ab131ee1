internal import SQLite

/// Reads what there is to match out of a store.
struct MatchInput {
  private(set) var attempts: [MatchAttempt] = []
  private(set) var legs: [MatchLeg] = []
  /// By index of a carrier's sid, the number of OneUptime's call that has it; 0 for none.
  private(set) var callOfParent: [Int32] = []
  private var parents: [Identifier: Int32] = [:]
  private var phones: [String: Int32] = [:]
  private var accounts: [String: Int32] = [:]

  /// How long before the first leg and after the last one attempts are looked at.
  private static let marginMilliseconds: Int64 = 3_600_000

  init(in database: borrowing Database) throws {
    try readLegs(database)
    try readCalls(database)
    try readAttempts(database)
  }

  private mutating func readLegs(_ database: borrowing Database) throws {
    let rows = try database.prepare(
      "SELECT number, sid, parent_sid, direction, to_number, started_at, created_at, ended_at, "
        + "coalesce(duration_seconds, 0), status, charge_units, from_number, account_sid "
        + "FROM carrier_call ORDER BY number"
    )
    while try rows.step() {
      guard let sid = Self.identifier(ofSid: rows.text(1)) else { continue }
      let parent = rows.optionalText(2).flatMap(Self.identifier)
      let direction = rows.text(3)
      let isInbound = parent == nil && (direction == "inbound" || direction.isEmpty)
      let isChild = parent != nil || direction == "outbound-dial"
      let start = rows.optionalInteger(5)
      let created = rows.optionalInteger(6)
      guard let begin = [start, created].compactMap(\.self).min() else { continue }
      let status = rows.text(9)
      let seconds = rows.integer(8)
      legs.append(
        MatchLeg(
          number: Int32(rows.integer(0)),
          sid: sid,
          kind: isInbound ? .inbound : isChild ? .child : .other,
          parent: isInbound ? index(of: sid) : parent.map { index(of: $0) } ?? -1,
          phone: phoneIndex(rows.text(4)),
          from: phoneIndex(rows.text(11)),
          account: accountIndex(rows.text(12)),
          begin: begin,
          end: rows.optionalInteger(7),
          seconds: seconds,
          isUnanswered: seconds == 0 && status != "completed"
            && CarrierCall.finalStatuses.contains(status),
          chargeUnits: rows.optionalInteger(10)
        )
      )
    }
  }

  private mutating func readCalls(_ database: borrowing Database) throws {
    callOfParent = Array(repeating: 0, count: parents.count)
    let rows = try database.prepare(
      "SELECT number, provider_call_id FROM call WHERE provider_call_id IS NOT NULL "
        + "AND deleted_at IS NULL ORDER BY id"
    )
    while try rows.step() {
      guard let sid = Self.identifier(ofSid: rows.text(1)), let index = parents[sid] else {
        continue
      }
      callOfParent[Int(index)] = Int32(rows.integer(0))
    }
  }

  private mutating func readAttempts(_ database: borrowing Database) throws {
    guard let first = legs.map(\.begin).min(),
      let last = legs.map({ $0.end ?? $0.begin }).max()
    else { return }
    // A sid that the carrier's records do not have is no sid to go by, but one to contradict.
    let unknownParent = Int32(parents.count)
    var phoneOfNumber: [Int64: Int32] = [:]
    let texts = try database.prepare("SELECT number, text FROM phone")
    while try texts.step() { phoneOfNumber[texts.integer(0)] = phoneIndex(texts.text(1)) }
    let rows = try database.prepare(
      "SELECT attempt.number, attempt.call, call.provider_call_id, attempt.phone, "
        + "coalesce(attempt.started_at, attempt.created_at), attempt.ended_at, attempt.is_answered, "
        + "coalesce(attempt.dial_seconds, 0) FROM attempt JOIN call ON call.number = attempt.call "
        + "WHERE attempt.deleted_at IS NULL AND attempt.is_answered IS NOT NULL "
        + "AND coalesce(attempt.started_at, attempt.created_at) BETWEEN ?1 AND ?2 "
        + "ORDER BY attempt.call, 5, attempt.id"
    )
    rows.bind(first - Self.marginMilliseconds, at: 1)
    rows.bind(last + Self.marginMilliseconds, at: 2)
    while try rows.step() {
      let sid = rows.optionalText(2).flatMap(Self.identifier)
      let call = Int32(rows.integer(1))
      let start = rows.integer(4)
      if let before = attempts.last, before.call == call {
        attempts[attempts.count - 1].limit = start
      }
      let end = rows.optionalInteger(5)
      attempts.append(
        MatchAttempt(
          number: Int32(rows.integer(0)),
          call: call,
          parent: sid.map { parents[$0] ?? unknownParent } ?? -1,
          phone: phoneOfNumber[rows.integer(3)] ?? -1,
          start: start,
          end: end.flatMap { $0 < start ? nil : $0 },
          isAnswered: rows.integer(6) == 1,
          dialSeconds: rows.integer(7)
        )
      )
    }
  }

  private mutating func index(of sid: Identifier) -> Int32 {
    let next = Int32(parents.count)
    return parents.updateIfMissing(next, of: sid)
  }

  private mutating func accountIndex(_ account: String) -> Int32 {
    let next = Int32(accounts.count)
    return accounts.updateIfMissing(next, of: account)
  }

  /// Numbers are the same where their digits are: people write them with blanks and brackets.
  private mutating func phoneIndex(_ text: String) -> Int32 {
    var digits = ""
    for byte in text.utf8 where byte &- 48 < 10 {
      digits.unicodeScalars.append(UnicodeScalar(byte))
    }
    if text.utf8.first != UInt8(ascii: "+"), digits.hasPrefix("00") { digits.removeFirst(2) }
    guard !digits.isEmpty else { return -1 }
    let next = Int32(phones.count)
    return phones.updateIfMissing(next, of: digits)
  }

  /// The 32 digits behind the letters of a sid; nil for what is none.
  private static func identifier(ofSid text: String) -> Identifier? {
    var words: (UInt64, UInt64) = (0, 0)
    var count = 0
    for byte in text.utf8.dropFirst(2) {
      guard let digit = hexadecimalValue(byte) else { return nil }
      words.0 = words.0 << 4 | words.1 >> 60
      words.1 = words.1 << 4 | UInt64(digit)
      count += 1
    }
    return count == 32 && text.hasPrefix("CA") ? Identifier(high: words.0, low: words.1) : nil
  }
}

extension Dictionary {
  /// The value of a key, which is the given one where there was none.
  fileprivate mutating func updateIfMissing(_ value: Value, of key: Key) -> Value {
    if let known = self[key] { return known }
    self[key] = value
    return value
  }
}
