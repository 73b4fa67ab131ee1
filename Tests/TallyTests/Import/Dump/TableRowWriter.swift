import Reports
import Support

@testable import Tally

/// Rows of attempts, or of calls, as PostgreSQL writes them, with some that are odd and some that are wrong.
struct TableRowWriter {
  static let columns = [
    "_id", "createdAt", "updatedAt", "deletedAt", "version", "projectId", "incomingCallLogId",
    "incomingCallPolicyEscalationRuleId", "userId", "userPhoneNumber", "status", "statusMessage",
    "dialDurationInSeconds", "callCostInUSDCents", "startedAt", "endedAt", "isAnswered",
  ]

  static let callColumns = [
    "_id", "createdAt", "updatedAt", "deletedAt", "version", "projectId", "incomingCallPolicyId",
    "callerPhoneNumber", "routingPhoneNumber", "callProviderCallId", "status", "statusMessage",
    "callDurationInSeconds", "callCostInUSDCents", "incomingCallCostInUSDCents",
    "outgoingCallCostInUSDCents", "startedAt", "endedAt", "answeredByUserId",
    "currentEscalationRuleOrder", "repeatCount",
  ]

  var random: SplitMix64

  /// The columns of one table: at times in another order, without some, or with another one.
  mutating func someColumns(of columns: [String] = Self.columns) -> [String] {
    var columns = columns
    if chance(3) { columns.shuffle(using: &random) }
    if chance(3) { columns.removeAll { _ in chance(4) } }
    if chance(4) { columns.append("unheardOf") }
    return columns.contains("_id") ? columns : ["_id"] + columns
  }

  /// The cells of a row, nil for NULL, before anything is escaped.
  mutating func cells(_ columns: [String]) -> [[UInt8]?] {
    columns.map { chance(9) ? nil : cell($0).map { Array($0.utf8) } }
  }

  private mutating func cell(_ column: String) -> String? {
    switch column {
    case "_id": uuid()
    case "createdAt", "updatedAt", "startedAt", "endedAt": instant()
    case "deletedAt": chance(20) ? instant() : nil
    case "version", "dialDurationInSeconds", "callCostInUSDCents", "callDurationInSeconds",
      "incomingCallCostInUSDCents", "outgoingCallCostInUSDCents", "currentEscalationRuleOrder",
      "repeatCount", "unheardOf":
      number()
    case "callProviderCallId": odd("CA20acbb92c5540209ed057634bfdbb8e")
    case "userPhoneNumber", "callerPhoneNumber", "routingPhoneNumber":
      odd("+1415555\(Int.random(in: 1000...1020, using: &random))")
    case "status": odd("Connected")
    case "statusMessage": chance(2) ? nil : odd("No answer after 30 seconds")
    case "isAnswered": chance(30) ? pick(["yes", "TRUE", "", "tt"]) : chance(2) ? "t" : "f"
    default: chance(5) ? nil : uuid()
    }
  }

  mutating func chance(_ oneIn: Int) -> Bool {
    Int.random(in: 0..<oneIn, using: &random) == 0
  }

  mutating func pick<Element>(_ values: [Element]) -> Element {
    values[Int.random(in: 0..<values.count, using: &random)]
  }

  private mutating func uuid() -> String {
    let id = Identifier(high: UInt64.random(in: 0...3, using: &random), low: random.next())
      .description
    if chance(30) { return id.uppercased() }
    return chance(60) ? String(id.dropLast()) + pick(["g", "`", ":", "/", "@", ""]) : id
  }

  private mutating func instant() -> String {
    let text = Instant(
      milliseconds: Int64.random(in: -2_000_000_000_000...4_000_000_000_000, using: &random)
    ).description
    let second = text.prefix(19).replacing("T", with: " ")
    let digits = String(Int.random(in: 1_000_000...1_999_999, using: &random)).dropFirst()
    let fraction = chance(6) ? "" : "." + digits.prefix(Int.random(in: 1...6, using: &random))
    let zone =
      chance(8) ? pick(["-05", "+05:30", "+14", "-03:30", "+00:00:30", "+16", "Z", ""]) : "+00"
    if chance(40) {
      return pick([
        "infinity", "0044-03-15 00:00:00+00 BC", "0001-01-01 00:00:00+14", "2026-02-29 00:00:00+00",
        "2024-02-29 23:59:59.999999+00", "9999-12-31 23:59:59-05", "2026-06-01 24:00:00+00",
        "2026-06-01T04:14:13.621Z", "2026-06-01 04:14:13.+00", "2026-06-01 04:14:60+00",
      ])
    }
    return second + fraction + zone
  }

  private mutating func number() -> String {
    chance(8)
      ? pick(["-1", "1.35", "01", "-", "999999999", "2147483648", "12345678901", "-0", "", "7 "])
      : String(Int.random(in: 0...4000, using: &random))
  }

  private mutating func odd(_ text: String) -> String {
    switch Int.random(in: 0..<20, using: &random) {
    case 0: text + "é–山🎉"
    case 1: text + "\\\"'"
    case 2: "tab\there\nand there\r\n"
    case 3: ""
    case 4: text + "\u{1}\u{8}\u{B}\u{C}"
    case 5: text + String(repeating: "x", count: 400)
    case 6: "\\N"
    case 7: "\\."
    default: text
    }
  }
}
