package import Tally

/// Deletes attempts at the source that the store has, and notes each in a log, whole.
///
/// Killed at any moment and run again it ends the same.
package struct AttemptPurger {
  /// What came of the candidates.
  package struct Outcome: Sendable, Equatable {
    package var deletedCount = 0
    /// They were deleted before.
    package var missingCount = 0
    /// The source has changed them since the store learned of them, and they were left alone.
    package var changedCount = 0

    package var doneCount: Int { deletedCount + missingCount + changedCount }
  }

  private let writer: SourceWriter

  package init(_ writer: SourceWriter) {
    self.writer = writer
  }

  /// All columns of an item, so that the log can bring it back.
  private static let select =
    "{"
    + [
      "createdAt", "updatedAt", "version", "projectId", "incomingCallLogId",
      "incomingCallPolicyEscalationRuleId", "userId", "userPhoneNumber", "status", "statusMessage",
      "dialDurationInSeconds", "callCostInUSDCents", "startedAt", "endedAt", "isAnswered",
    ].map { "\"\($0)\":true" }.joined(separator: ",") + "}"

  /// Deletes those that are as the store has them; `onProgress` is told after each.
  package func purge(
    _ candidates: [SourcePurge.Candidate],
    onProgress: (Outcome) -> Void
  ) throws -> Outcome {
    var outcome = Outcome()
    for batch in SourceWriter.batches(of: candidates) {
      try writer.changeStore { try $0.willPurge(batch, at: $1) }
      var gone: [Int32] = []
      var failure: (any Error)?
      do {
        for candidate in batch {
          if try purge(candidate, &outcome) { gone.append(candidate.number) }
          onProgress(outcome)
        }
      } catch {
        failure = error
      }
      // The one that failed may be gone all the same, unless that was refused; the next run finds
      // out.
      let isKnown = failure.map { ($0 as? OneUptimeError)?.isRefusal ?? false } ?? true
      let left = batch.dropFirst(outcome.doneCount - batch.startIndex).map(\.number)
      let unknown = isKnown ? [] : left.prefix(1)
      try writer.changeStore { change, _ in
        try change.didPurge(batch, gone: gone, unknown: unknown)
      }
      if let failure { throw failure }
    }
    return outcome
  }

  /// Whether the source does not have the attempt any more.
  private func purge(
    _ candidate: SourcePurge.Candidate,
    _ outcome: inout Outcome
  ) throws -> Bool {
    guard let record = try writer.endpoint.item(candidate.id, select: Self.select) else {
      try writer.noteFound("delete", of: candidate.id)
      outcome.missingCount += 1
      return true
    }
    guard let item = try SourceItem.item(record), candidate.isUnchanged(item) else {
      outcome.changedCount += 1
      return false
    }
    // Line breaks between the parts of JSON would break the log's line.
    let values = [("old", String(decoding: record.filter { $0 >= 0x20 }, as: UTF8.self))]
    try writer.note("delete", of: candidate.id, .begun, values)
    do throws(OneUptimeError) {
      try writer.endpoint.delete(candidate.id)
    } catch {
      if error.isRefusal { try writer.note("delete", of: candidate.id, .refused) }
      throw error
    }
    try writer.note("delete", of: candidate.id, .done)
    outcome.deletedCount += 1
    return true
  }
}

extension AttemptPurger.Outcome {
  /// For people.
  package var sentence: String {
    var parts = ["\(deletedCount) deleted"]
    if missingCount > 0 { parts.append("\(missingCount) were gone already") }
    if changedCount > 0 {
      parts.append("\(changedCount) have changed since and were left alone; sync, then purge again")
    }
    return parts.joined(separator: ", ")
  }

  /// Members of a JSON object.
  package var json: String {
    "\"deleted\":\(deletedCount),\"missing\":\(missingCount),\"changed\":\(changedCount)"
  }
}
