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
  package func refresh(_ id: Identifier) throws -> Gap? {
    guard let record = try endpoint.item(id, select: Self.items) else { return .attempt }
    var intake = try RecordIntake(
      storePath: storePath,
      lockWaitSeconds: lockWaitSeconds,
      source: source
    )
    var gap: Gap?
    if let call = try intake.take(record: record) {
      try intake.take(list: endpoint.items(ofCall: call, select: Self.items))
      switch try self.call(call) {
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
    _ id: Identifier
  ) throws(OneUptimeError) -> Result<[UInt8]?, OneUptimeError> {
    do throws(OneUptimeError) {
      return .success(try endpoint.record(id, at: "/incoming-call-log", select: Self.calls))
    } catch {
      guard case .permission = error.reason else { throw error }
      return .failure(error)
    }
  }

  private static let items =
    select(
      "createdAt updatedAt version projectId incomingCallLogId incomingCallPolicyEscalationRuleId "
        + "userId userPhoneNumber status statusMessage dialDurationInSeconds callCostInUSDCents "
        + "startedAt endedAt isAnswered",
      relations: [
        ("user", "name email"),
        ("incomingCallPolicyEscalationRule", "name order incomingCallPolicyId"),
      ]
    )

  private static let calls =
    select(
      "createdAt updatedAt version projectId incomingCallPolicyId callerPhoneNumber "
        + "routingPhoneNumber callProviderCallId status statusMessage callDurationInSeconds "
        + "callCostInUSDCents incomingCallCostInUSDCents outgoingCallCostInUSDCents startedAt "
        + "endedAt answeredByUserId currentEscalationRuleOrder repeatCount",
      relations: [("incomingCallPolicy", "name")]
    )

  private static func select(
    _ columns: String,
    relations: [(name: String, columns: String)]
  ) -> String {
    let plain = columns.split(separator: " ").map { "\"\($0)\":true" }
    let nested = relations.map { "\"\($0.name)\":\(select($0.columns, relations: []))" }
    return "{\((plain + nested).joined(separator: ","))}"
  }
}
