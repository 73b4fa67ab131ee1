import Tally

/// The texts of attempts that are as plain as can be.
enum PlainAttempt {
  static func id(_ number: Int) -> String {
    Identifier(high: 0xA000_0000_0000_4000, low: 0x8000_0000_0000_0000 | UInt64(number)).description
  }

  static let call = "c0000000-0000-4000-8000-000000000000"

  /// One attempt; `others` are further members, each with its comma in front.
  static func json(_ number: Int, updatedAt: Int = 0, _ others: String = "") -> String {
    """
    {"_id":"\(id(number))","updatedAt":"2026-03-01T00:00:0\(updatedAt).000Z",\
    "incomingCallLogId":"\(call)","isAnswered":false\(others)}
    """
  }

  static func page(_ numbers: [Int], count: Int, skip: Int = 0) -> String {
    """
    {"data":[\(numbers.map { json($0) }.joined(separator: ","))],"count":\(count),\
    "skip":\(skip),"limit":100}
    """
  }
}
