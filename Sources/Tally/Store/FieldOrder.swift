/// Decides between two values of a field that were told at the same `updatedAt`.
///
/// NULL is the least; numbers and instants by size, texts by their bytes, ids by theirs, and a
/// status by how far the attempt had come. The numbers that stand for ids and texts depend on the
/// order of arrival, so it is what they stand for that is compared.
protocol FieldOrder {
  func isGreater(_ left: Int64, than right: Int64, field: AttemptField) throws -> Bool
}

/// How far an attempt has come in a status: what is final is greater than what is under way.
func statusProgress(_ status: String) -> Int {
  switch status {
  case "Initiated": 0
  case "Ringing": 1
  case "Escalated": 2
  case "Completed": 4
  case "Connected": 5
  default: 3
  }
}
