import Reports

@testable import Tally

/// A second reading of the definitions, slow and plain, to compare reports with.
struct NaiveReport {
  struct Attempt {
    var record: AttemptRecord
    var at: Int64?
    var position = 0
    var round = 0
    var isOpen = false
    var isStale = false
    var ring: Int64?
    var hasNegativeRing = false
    var cost: Int64?
    var recordedCost: Int64?
    var carrierCost: Int64?
    var outcome = ""
  }

  let source: MemorySource
  let offsetSeconds: Int
  private(set) var attempts: [Attempt]

  init(source: MemorySource, offsetSeconds: Int, basis: CostBasis) {
    self.source = source
    self.offsetSeconds = offsetSeconds
    attempts = source.records.map { Attempt(record: $0) }
    for index in attempts.indices { derive(index, basis) }
    for index in attempts.indices { rank(index) }
  }

  func status(_ record: AttemptRecord) -> String { source.names.statuses[Int(record.status)] }

  private mutating func derive(_ index: Int, _ basis: CostBasis) {
    let record = attempts[index].record
    let status = status(record)
    let at = record.startedAt ?? record.createdAt
    attempts[index].at = at
    let open =
      !record.isAnswered && record.endedAt == nil
      && ["Initiated", "Ringing", "Escalated"].contains(status)
    attempts[index].isOpen = open
    if open, let at, let asOf = source.newestUpdate?.milliseconds {
      attempts[index].isStale = asOf - at > 4 * 60 * 60 * 1000
    }
    if let start = record.startedAt, let end = record.endedAt {
      var seconds = Int64((Double(end - start) / 1000).rounded(.down))
      if record.isAnswered { seconds -= Int64(record.dialSeconds ?? 0) }
      attempts[index].hasNegativeRing = seconds < 0
      attempts[index].ring = seconds < 0 ? nil : seconds
    }
    let isDefault = record.costMicrocents == 0 && record.isAnswered && record.dialSeconds ?? 0 > 0
    let recorded = isDefault ? nil : record.costMicrocents
    let carrier = source.carrier.microcents(of: MemorySource.number(ofRow: index))
    attempts[index].recordedCost = recorded
    attempts[index].carrierCost = carrier
    switch basis {
    case .effective: attempts[index].cost = carrier ?? recorded
    case .recorded: attempts[index].cost = recorded
    case .carrier: attempts[index].cost = carrier
    case .rated: break
    }
    let words = [
      "CallerHungUp": "caller_hung_up", "Busy": "busy", "Failed": "failed", "NoAnswer": "no_answer",
    ]
    attempts[index].outcome =
      record.isAnswered
      ? "answered"
      : open ? (attempts[index].isStale ? "stale" : "open") : words[status] ?? "other"
  }

  private func orderKey(_ attempt: Attempt) -> (Int64, Int64, Identifier) {
    (attempt.at ?? .max, attempt.record.createdAt ?? .max, attempt.record.id)
  }

  private mutating func rank(_ index: Int) {
    let own = attempts[index]
    let before = attempts.filter {
      $0.record.call == own.record.call && orderKey($0) < orderKey(own)
    }
    attempts[index].position = before.count + 1
    attempts[index].round =
      1
      + before.filter {
        own.record.rule != 0
          ? $0.record.rule == own.record.rule
          : $0.record.rule == 0 && $0.record.phone == own.record.phone
      }.count
  }

  /// The dimension's columns, and what to sort by: nil last.
  func label(_ dimension: Dimension, _ attempt: Attempt) -> (values: [Value], key: SortKey?) {
    let record = attempt.record
    let names = source.names
    switch dimension {
    case .project: return member(names.projects[Int(record.project)])
    case .user: return member(names.users[Int(record.user)])
    case .userEmail:
      let found = names.users[Int(record.user)]
      let (values, key) = member(found)
      return (values + [found?.email.map(Value.text) ?? .null], key)
    case .rule: return member(names.rules[Int(record.rule)])
    case .policy: return member(names.policies[Int(record.policy)])
    case .number: return text(record.phone == 0 ? nil : names.phones[Int(record.phone)])
    case .status: return text(record.status == 0 ? nil : status(record))
    case .outcome: return text(attempt.outcome)
    case .country:
      let known = ["+14155550101": "1", "+442071838750": "44", "+85212345678": "852"]
      return text(known[names.phones[Int(record.phone)]])
    case .position: return number(Int64(attempt.position))
    case .round: return number(Int64(attempt.round))
    case .month, .week, .day, .hour, .weekday: return time(dimension, attempt.at)
    }
  }

  private func member(_ member: Directory.Member?) -> ([Value], SortKey?) {
    guard let member else { return ([.null, .text("(none)")], nil) }
    let name = member.name ?? member.id.description
    return (
      [.text(member.id.description), .text(name)],
      .text(Array(name.utf8) + [0] + Array(member.id.description.utf8))
    )
  }

  private func text(_ text: String?) -> ([Value], SortKey?) {
    ([text.map(Value.text) ?? .null], text.map { .text(Array($0.utf8)) })
  }

  private func number(_ number: Int64?) -> ([Value], SortKey?) {
    ([number.map(Value.integer) ?? .null], number.map { .number($0) })
  }

  private func time(_ dimension: Dimension, _ at: Int64?) -> ([Value], SortKey?) {
    guard let at else { return ([.null], nil) }
    let local = Instant(milliseconds: at + Int64(offsetSeconds) * 1000).description
    let date = CivilDate(
      year: Int(local.prefix(4)) ?? 0,
      month: Int(local.dropFirst(5).prefix(2)) ?? 0,
      day: Int(local.dropFirst(8).prefix(2)) ?? 0
    )
    switch dimension {
    case .month: return text(String(local.prefix(7)))
    case .day: return text(String(local.prefix(10)))
    case .hour: return number(Int64(local.dropFirst(11).prefix(2)))
    case .weekday: return number(Int64(date.weekday))
    default:
      let week = "0\(date.week.number)".suffix(2)
      return text("\(date.week.year)-W\(week)")
    }
  }
}
