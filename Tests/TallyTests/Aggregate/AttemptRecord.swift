import Tally

/// One attempt as a test writes it; what is not given is NULL.
struct AttemptRecord {
  var id = Identifier(high: 0, low: 0)
  var call: Int32 = 1
  var project: Int32 = 1
  var user: Int32 = 0
  var rule: Int32 = 0
  var policy: Int32 = 0
  var phone: Int32 = 0
  var status: Int32 = 0
  var createdAt: Int64?
  var startedAt: Int64?
  var endedAt: Int64?
  var dialSeconds: Int32?
  var costMicrocents: Int64?
  var isAnswered = false
  var isDimensionLost = false
}
