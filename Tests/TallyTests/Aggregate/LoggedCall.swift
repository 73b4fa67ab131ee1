/// One call by its own record as a test writes it.
struct LoggedCall {
  var call: Int32
  var project: Int32 = 1
  var policy: Int32 = 0
  var startedAt: Int64?
  var wasDialled = false
  var inboundMicrocents: Int64?
}
