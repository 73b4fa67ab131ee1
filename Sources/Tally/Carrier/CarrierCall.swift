internal import Reports

/// What one record of a carrier says about one leg of a call.
struct CarrierCall: Equatable {
  var sid: String
  /// One entry for each of ``CarrierField``; nil for what the record does not tell, NULL included.
  var values = [FieldValue?](repeating: nil, count: CarrierField.allCases.count)

  init(sid: String) {
    self.sid = sid
  }

  subscript(field: CarrierField) -> FieldValue? {
    get { values[field.rawValue] }
    set { values[field.rawValue] = newValue }
  }

  func integer(_ field: CarrierField) -> Int64? {
    if case .integer(let value)? = self[field] { value } else { nil }
  }

  func text(_ field: CarrierField) -> String? {
    if case .text(let value)? = self[field] { value } else { nil }
  }

  /// When the record was true, in UTC milliseconds: by its own word, else at its last instant.
  ///
  /// Carriers tell whole seconds. Of two records of one second the later one is of a call that has
  /// ended, and of two of those the one whose price is settled.
  var stamp: Int64 {
    let told =
      integer(.updatedAt) ?? integer(.endedAt) ?? integer(.startedAt) ?? integer(.createdAt)
    let hasEnded = text(.status).map { !Self.statusesOnTheWay.contains($0) } ?? false
    return (told ?? Instant.earliest.milliseconds) + (hasEnded ? 2 : 0)
      + (self[.chargeUnits] == nil ? 0 : 1)
  }

  /// Twilio's statuses of calls that go on.
  static let statusesOnTheWay: Set<String> = ["queued", "initiated", "ringing", "in-progress"]
  /// Twilio's statuses of calls that have ended.
  static let finalStatuses: Set<String> = ["completed", "busy", "failed", "no-answer", "canceled"]
}
