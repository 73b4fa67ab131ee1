import Reports
import Support

@testable import Tally

/// Writes records as JSON in one of the many ways that mean the same.
struct HistoryText {
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
  }

  /// The record's members in any order, its values wrapped or plain.
  mutating func json(_ record: HistoryRecord) -> String {
    var members = record.members.map { ($0.key, text($0.content)) }
    for relation in record.relations {
      guard let related = relation.record else {
        members.append((relation.key, "null"))
        continue
      }
      let inner = related.members.map { "\"\($0.key)\":\(text($0.content))" }
      let all = (["\"_id\":\"\(related.id)\""] + inner).shuffled(using: &random)
      members.append((relation.key, "{\(all.joined(separator: ","))}"))
    }
    members.append(("_id", "\"\(record.id)\""))
    members.shuffle(using: &random)
    let colon = chance ? ":" : " : "
    let comma = chance ? "," : ",  "
    return "{" + members.map { "\"\($0.0)\"\(colon)\($0.1)" }.joined(separator: comma) + "}"
  }

  private mutating func text(_ content: HistoryRecord.Content) -> String {
    switch content {
    case .null: return "null"
    case .number(let number): return String(number)
    case .microcents(let cost): return FixedDecimal(unscaled: cost, scale: 6).text(decimals: 0...6)
    case .unknown(let number): return String(number)
    case .flag(let flag): return String(flag)
    case .text(let text): return wrapped(quoted(text), type: "Name")
    case .reference(let id):
      let text = id.description
      return wrapped("\"\(chance ? text : text.uppercased())\"", type: "ObjectID")
    case .instant(let milliseconds):
      let text = Instant(milliseconds: milliseconds).description
      let spelled = chance ? text : text.dropLast() + "000+00:00"
      return wrapped("\"\(spelled)\"", type: "DateTime")
    }
  }

  private mutating func quoted(_ text: String) -> String {
    if chance { return JSONText.quoted(text) }
    let units = text.utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    return "\"\(units.joined())\""
  }

  private mutating func wrapped(_ value: String, type: String) -> String {
    chance ? value : "{\"_type\":\"\(type)\",\"value\":\(value)}"
  }

  private var chance: Bool {
    mutating get { Bool.random(using: &random) }
  }
}
