/// What is wrong with a record that is JSON as such.
struct RecordFault: Error, Equatable {
  var reason: RejectReason
  var message: String
}
