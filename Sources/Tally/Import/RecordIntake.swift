/// Takes single answers of the API into a store, without files or progress.
///
///     var intake = try RecordIntake(storePath: path, lockWaitSeconds: 0, source: url)
///     try intake.take(record: body)
///     try intake.finish()
///
/// What is not finished is not kept.
package struct RecordIntake: ~Copyable {
  private let writer: StoreWriter
  private var decoder = RecordDecoder()
  private var batch = RecordBatch()
  private var tape = JSONTape()

  /// Opens the store, or makes it; `source` is where the answers come from, for the record.
  package init(storePath: String, lockWaitSeconds: Int, source: String) throws {
    writer = try StoreWriter(
      path: storePath,
      commit: .atEnd,
      lockWaitSeconds: lockWaitSeconds,
      sources: [source]
    )
  }

  /// Takes one record in; returns the id of the call that it is an attempt of, if it is one.
  @discardableResult
  package mutating func take(record body: [UInt8]) throws -> Identifier? {
    try parse(body)
    let count = batch.attempts.count
    do throws(RecordFault) {
      try decoder.decode(tape.tokens, body, list: 0, into: &batch)
    } catch {
      throw SourceAnswerError(message: error.message)
    }
    return batch.attempts.count > count ? batch.attempts[count][reference: .call] : nil
  }

  /// Takes the records of a list response in; returns how many there are.
  @discardableResult
  package mutating func take(list body: [UInt8]) throws -> Int {
    try parse(body)
    var members = RecordMembers()
    do throws(RecordFault) {
      try members.read(JSONFields(tokens: tape.tokens), body.span, object: 0)
    } catch {
      throw SourceAnswerError(message: error.message)
    }
    let tokens = tape.tokens
    guard let data = members["data"], tokens[data].kind == .array else {
      throw SourceAnswerError(message: "it has no list \"data\"")
    }
    var records: [Range<Int>] = []
    var index = data + 1
    while index < tokens[data].next {
      records.append(tokens[index].start..<tokens[index].end)
      index = tokens[index].next
    }
    for record in records { try take(record: Array(body[record])) }
    return records.count
  }

  /// Writes all that was taken in.
  package consuming func finish() throws {
    do {
      try writer.upsert(&batch, rejected: 0)
      try writer.finish()
    } catch {
      // The error says more than one from undoing what it left.
      try? writer.rollBack()
      throw error
    }
  }

  private mutating func parse(_ body: [UInt8]) throws(SourceAnswerError) {
    guard case .complete = tape.parse(body, from: 0, to: body.count) else {
      throw SourceAnswerError(message: "it is not JSON")
    }
  }
}
