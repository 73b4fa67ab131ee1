/// One of Twilio's calls as its API sends it, for tests.
struct TwilioCall {
  /// The members of the object; values are JSON.
  var members: [(key: String, value: String)]

  static let account = "AC" + String(repeating: "1", count: 32)

  static func sid(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return "CA" + String(repeating: "0", count: 32 - digits.count) + digits
  }

  /// A completed leg of 63 seconds, dialled by call 1, that was updated in a second of the minute.
  init(_ number: Int, updatedAt second: Int = 30, price: String? = "-0.0140") {
    members = [
      ("sid", Self.quoted(Self.sid(number))),
      ("parent_call_sid", number == 1 ? "null" : Self.quoted(Self.sid(1))),
      ("account_sid", Self.quoted(Self.account)),
      ("from", "\"+14155550100\""),
      ("to", "\"+13055550102\""),
      ("direction", number == 1 ? "\"inbound\"" : "\"outbound-dial\""),
      ("status", "\"completed\""),
      ("date_created", "\"Thu, 01 Oct 2026 03:04:05 +0000\""),
      ("date_updated", "\"Thu, 01 Oct 2026 03:10:\(second < 10 ? "0" : "")\(second) +0000\""),
      ("start_time", "\"Thu, 01 Oct 2026 03:04:07 +0000\""),
      ("end_time", "\"Thu, 01 Oct 2026 03:05:10 +0000\""),
      ("duration", "\"63\""),
      ("price", price.map(Self.quoted) ?? "null"),
      ("price_unit", "\"USD\""),
      ("answered_by", "null"),
      ("uri", "\"/2010-04-01/Accounts/x/Calls/y.json\""),
      ("subresource_uris", "{\"notifications\":\"/n\",\"recordings\":\"/r\"}"),
    ]
  }

  subscript(key: String) -> String {
    get { members.first { $0.key == key }?.value ?? "" }
    set {
      if let index = members.firstIndex(where: { $0.key == key }) {
        members[index].value = newValue
      } else {
        members.append((key, newValue))
      }
    }
  }

  var json: String {
    "{" + members.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
  }

  /// Twilio's page of these calls.
  static func page(_ calls: [Self], next: String? = nil) -> String {
    "{\"first_page_uri\":\"/f\",\"end\":9,\"calls\":[\(calls.map(\.json).joined(separator: ","))],"
      + "\"uri\":\"/u\",\"page_size\":50,\"start\":0,"
      + "\"next_page_uri\":\(next.map(quoted) ?? "null"),\"page\":0}"
  }

  static func quoted(_ text: String) -> String { "\"\(text)\"" }
}
