package import Tally

/// Makes attempts again that the source has lost, under their old ids, and notes each in a log.
///
/// Killed at any moment and run again it ends the same: before each the source is asked whether it
/// has the attempt, since creating one under a known id would overwrite it.
package struct AttemptRestorer {
  /// What came of the candidates.
  package struct Outcome: Sendable, Equatable {
    package var restoredCount = 0
    /// Of those, made without a user or a rule that the source has no more.
    package var detachedCount = 0
    /// The source has them.
    package var presentCount = 0
    /// Their call is lost as well, and cannot be made: OneUptime lets nobody create calls.
    package var orphanedCount = 0

    package var doneCount: Int { restoredCount + presentCount + orphanedCount }
  }

  /// The server gives ids of its own, so that nothing can be restored on it.
  package struct OtherIdentifierError: Error, Sendable, Equatable {
    package var wanted: Identifier
    package var given: Identifier
  }

  private let writer: SourceWriter
  /// Whether the source has a record, for those asked for so far.
  private var known: [String: Bool] = [:]

  package init(_ writer: SourceWriter) {
    self.writer = writer
  }

  /// Makes what is missing; `onProgress` is told after each.
  package mutating func restore(
    _ candidates: [SourceRestore.Candidate],
    onProgress: (Outcome) -> Void
  ) throws -> Outcome {
    var outcome = Outcome()
    for batch in SourceWriter.batches(of: candidates) {
      var back: [Int32] = []
      var failure: (any Error)?
      do {
        for candidate in batch {
          if try restore(candidate, &outcome) { back.append(candidate.number) }
          onProgress(outcome)
        }
      } catch {
        failure = error
      }
      try writer.changeStore { change, _ in try change.isRestored(back) }
      if let failure { throw failure }
    }
    return outcome
  }

  /// Whether the source has the attempt again.
  private mutating func restore(
    _ candidate: SourceRestore.Candidate,
    _ outcome: inout Outcome
  ) throws -> Bool {
    if try writer.endpoint.item(candidate.id, select: SourceItem.select) != nil {
      try writer.noteFound("create", of: candidate.id)
      outcome.presentCount += 1
      return true
    }
    guard try has(candidate.call, at: "/incoming-call-log") else {
      outcome.orphanedCount += 1
      return false
    }
    let rule = try candidate.rule.flatMap { rule in
      try has(rule, at: "/incoming-call-policy-escalation-rule") ? rule : nil
    }
    // That a user is gone was found out with an earlier attempt.
    var user = candidate.user.flatMap { known["user/\($0)"] == false ? nil : $0 }
    if try !create(candidate, candidate.data(rule: rule, user: user)) {
      // What a foreign key refuses is answered like any failure: the user may be gone.
      guard let wanted = user, try !hasMember(wanted),
        try create(candidate, candidate.data(rule: rule, user: nil))
      else { throw Failure(id: candidate.id) }
      user = nil
    }
    outcome.restoredCount += 1
    if rule != candidate.rule || user != candidate.user { outcome.detachedCount += 1 }
    return true
  }

  /// How often a record is sent before it is given up.
  private static let tries = 3

  /// Sends one record; false where the server fails with it again and again.
  private func create(_ candidate: SourceRestore.Candidate, _ data: String) throws -> Bool {
    try writer.note("create", of: candidate.id, .begun, [("new", data)])
    for retry in 1... {
      do {
        try check(try writer.endpoint.create(data: data), against: candidate.id)
        break
      } catch let error as OneUptimeError {
        guard error.isTemporary else {
          if error.isRefusal { try writer.note("create", of: candidate.id, .refused) }
          throw error
        }
        // The answer may have been lost and the work done: then the attempt is there.
        if try writer.endpoint.item(candidate.id, select: SourceItem.select) != nil { break }
        if retry == Self.tries {
          guard error.status == 500 else { throw error }
          return false
        }
        try writer.endpoint.pause(beforeRetry: retry, because: error)
      }
    }
    try writer.note("create", of: candidate.id, .done)
    return true
  }

  /// Takes back what the server has made under another id.
  private func check(_ body: [UInt8], against id: Identifier) throws {
    guard let made = try SourceItem.item(body) else {
      throw SourceAnswerError(message: "it has no \"_id\"")
    }
    guard made.id != id else { return }
    // It would be there twice for everybody who counts.
    try writer.endpoint.delete(made.id)
    throw OtherIdentifierError(wanted: id, given: made.id)
  }

  private mutating func has(_ id: Identifier, at path: String) throws -> Bool {
    let key = "\(path)/\(id)"
    if let known = known[key] { return known }
    let isThere = try writer.endpoint.record(id, at: path, select: "{\"createdAt\":true}") != nil
    known[key] = isThere
    return isThere
  }

  /// Whether a user is in a team: there is no other way to ask for users.
  private mutating func hasMember(_ user: Identifier) throws -> Bool {
    let key = "user/\(user)"
    if let known = known[key] { return known }
    let isThere = try !SourceItem.list(writer.endpoint.memberships(of: user)).isEmpty
    known[key] = isThere
    return isThere
  }
}

extension AttemptRestorer {
  /// The server fails with one record again and again.
  package struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    package var id: Identifier

    package var description: String {
      "\(id): the server fails to create this attempt; what came before it is restored, and the log "
        + "has what was sent"
    }
  }
}

extension AttemptRestorer.OtherIdentifierError: CustomStringConvertible {
  package var description: String {
    "\(wanted): the server made this attempt under an id of its own, \(given), which was deleted "
      + "again: nothing can be restored on a server that does not keep ids"
  }
}

extension AttemptRestorer.Outcome {
  /// For people.
  package var sentence: String {
    var parts = ["\(restoredCount) restored"]
    if detachedCount > 0 {
      parts.append("\(detachedCount) of them without a user or rule that is gone")
    }
    if presentCount > 0 { parts.append("\(presentCount) were there") }
    if orphanedCount > 0 {
      parts.append(
        "\(orphanedCount) cannot be, for their calls are lost and OneUptime lets nobody create calls"
      )
    }
    return parts.joined(separator: ", ")
  }

  /// Members of a JSON object.
  package var json: String {
    "\"restored\":\(restoredCount),\"detached\":\(detachedCount),\"present\":\(presentCount),"
      + "\"orphaned\":\(orphanedCount)"
  }
}
