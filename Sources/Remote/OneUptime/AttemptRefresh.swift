package import Tally

/// Brings one attempt, the others of its call and the call itself up to date in a store.
package struct AttemptRefresh {
  /// What the source did not tell.
  package enum Gap: Sendable, Equatable {
    /// It has no such attempt.
    case attempt
    /// It has no such call any more.
    case call
    /// The key may not read calls, only attempts.
    case permission(OneUptimeError)
  }

  private let endpoint: ItemEndpoint
  private let storePath: String
  private let lockWaitSeconds: Int
  private let source: String

  /// `source` is the server, for the record.
  package init(
    _ endpoint: ItemEndpoint,
    storePath: String,
    lockWaitSeconds: Int,
    source: String
  ) {
    self.endpoint = endpoint
    self.storePath = storePath
    self.lockWaitSeconds = lockWaitSeconds
    self.source = source
  }

  /// Asks for all of it and writes it in one transaction; nothing where the attempt is unknown.
  ///
  /// `onMissing` is told of each column that the server does not give, with its refusal.
  package func refresh(
    _ id: Identifier,
    onMissing: (MissingColumn, OneUptimeError) -> Void
  ) throws -> Gap? {
    var select = Self.items
    let record = try select.ask(
      { try endpoint.item(id, select: $0.json) },
      onMissing: onMissing
    )
    guard let record else { return .attempt }
    var intake = try RecordIntake(
      storePath: storePath,
      lockWaitSeconds: lockWaitSeconds,
      source: source
    )
    var gap: Gap?
    if let call = try intake.take(record: record) {
      try intake.take(list: endpoint.items(ofCall: call, select: select.json))
      switch try self.call(call, onMissing: onMissing) {
      case .success(let record?): try intake.take(record: record)
      case .success(nil): gap = .call
      case .failure(let error): gap = .permission(error)
      }
    }
    try intake.finish()
    return gap
  }

  /// The call's own record, or that the key may not read it.
  private func call(
    _ id: Identifier,
    onMissing: (MissingColumn, OneUptimeError) -> Void
  ) throws -> Result<[UInt8]?, OneUptimeError> {
    var select = Self.calls
    do {
      return .success(
        try select.ask(
          { try endpoint.record(id, at: "/incoming-call-log", select: $0.json) },
          onMissing: onMissing
        )
      )
    } catch let error as OneUptimeError {
      guard case .permission = error.reason else { throw error }
      return .failure(error)
    }
  }

  private static let items = SelectClause(
    "createdAt updatedAt version projectId incomingCallLogId incomingCallPolicyEscalationRuleId "
      + "userId userPhoneNumber status statusMessage dialDurationInSeconds callCostInUSDCents "
      + "startedAt endedAt isAnswered",
    relations: [
      "user": "name email",
      "incomingCallPolicyEscalationRule": "name order incomingCallPolicyId",
    ],
    required: "updatedAt incomingCallLogId isAnswered"
  )

  private static let calls = SelectClause(
    "createdAt updatedAt version projectId incomingCallPolicyId callerPhoneNumber "
      + "routingPhoneNumber callProviderCallId status statusMessage callDurationInSeconds "
      + "callCostInUSDCents incomingCallCostInUSDCents outgoingCallCostInUSDCents startedAt "
      + "endedAt answeredByUserId currentEscalationRuleOrder repeatCount",
    relations: ["incomingCallPolicy": "name"],
    required: "updatedAt"
  )
}
