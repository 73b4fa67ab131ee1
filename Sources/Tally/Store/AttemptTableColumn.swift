/// A column of the attempt table that attempts are read with; the raw value is its name.
enum AttemptTableColumn: String, CaseIterable, Sendable {
  case number, call, project, user, rule, phone, status
  case createdAt = "created_at"
  case startedAt = "started_at"
  case endedAt = "ended_at"
  case dialSeconds = "dial_seconds"
  case recordedCost = "recorded_cost_microcents"
  case isAnswered = "is_answered"
  case dimensionLost = "dimension_lost"
  case id
  case updatedAt = "updated_at"
  case version
  case statusMessage = "status_message"
  case extra

  var kind: ColumnValues.Kind {
    switch self {
    case .id: .identifier
    case .statusMessage, .extra: .text
    default: .integer
    }
  }
}
