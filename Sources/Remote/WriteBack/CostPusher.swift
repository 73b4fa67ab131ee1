package import Tally

/// Writes costs into OneUptime's `callCostInUSDCents`, and notes each in a log.
///
/// Killed at any moment and run again it ends the same: what the source holds already is not sent.
package struct CostPusher {
  /// What came of the changes.
  package struct Outcome: Sendable, Equatable {
    package var pushedCount = 0
    /// The source held the cost already.
    package var equalCount = 0
    /// The source does not have the attempt any more.
    package var missingCount = 0

    package var doneCount: Int { pushedCount + equalCount + missingCount }
  }

  private let writer: SourceWriter

  package init(_ writer: SourceWriter) {
    self.writer = writer
  }

  /// Sends what differs; `onProgress` is told after each.
  package func push(
    _ changes: [CostPush.Change],
    onProgress: (Outcome) -> Void
  ) throws -> Outcome {
    var outcome = Outcome()
    for batch in SourceWriter.batches(of: changes) {
      try writer.changeStore { change, _ in try change.willPush(batch) }
      let answer = try writer.endpoint.items(batch.map(\.id), select: SourceItem.select)
      let items = Dictionary(
        try SourceItem.list(answer).map { ($0.id, $0) },
        uniquingKeysWith: { first, _ in first }
      )
      for change in batch {
        try push(change, held: items[change.id], &outcome)
        onProgress(outcome)
      }
    }
    return outcome
  }

  private func push(
    _ change: CostPush.Change,
    held item: SourceItem?,
    _ outcome: inout Outcome
  ) throws {
    guard let item else {
      outcome.missingCount += 1
      return
    }
    guard item.recordedMicrocents != change.cents * 1_000_000 else {
      try writer.noteFound("update", of: change.id)
      outcome.equalCount += 1
      return
    }
    let values = [
      ("column", "\"callCostInUSDCents\""),
      ("old", item.recordedMicrocents.map { "\($0 / 1_000_000)" } ?? "null"),
      ("new", "\(change.cents)"),
    ]
    try writer.note("update", of: change.id, .begun, values)
    do throws(OneUptimeError) {
      try writer.endpoint.update(change.id, data: "{\"callCostInUSDCents\":\(change.cents)}")
    } catch {
      // Whatever else went wrong may have been done all the same, and stays begun.
      if error.isRefusal { try writer.note("update", of: change.id, .refused, values) }
      guard error.reason == .unknownRecord else { throw error }
      outcome.missingCount += 1
      return
    }
    try writer.note("update", of: change.id, .done, values)
    outcome.pushedCount += 1
  }
}

extension CostPusher.Outcome {
  /// For people.
  package var sentence: String {
    var parts = ["\(pushedCount) written"]
    if equalCount > 0 { parts.append("\(equalCount) were there already") }
    if missingCount > 0 { parts.append("\(missingCount) the server does not have") }
    return parts.joined(separator: ", ")
  }

  /// Members of a JSON object.
  package var json: String {
    "\"pushed\":\(pushedCount),\"already\":\(equalCount),\"missing\":\(missingCount)"
  }
}
