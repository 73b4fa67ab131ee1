internal import SQLite

/// The calls' own records, most of which are all that is ever known of a call.
extension EntityTable {
  /// The row that says what a call's own record does already; nil where there is none.
  mutating func numberOfUnchanged(_ record: borrowing CallRecord) throws -> Int32? {
    let number = identities.number(of: record.id)
    guard number != 0, rows[number] == nil, told[number] == nil,
      try identities.fingerprint(of: number) == record.fingerprint
    else { return nil }
    return number
  }

  /// Takes in a call's own record, whose references have been replaced by numbers.
  ///
  /// Returns what ``merge(_:)`` does. One that nothing else is known of is written by
  /// ``writeTold(by:)``, and any other at the end of the batch.
  mutating func merge(
    callAt index: Int,
    of batch: borrowing RecordBatch
  ) throws -> (
    number: Int32, wasRecorded: Bool, change: AttemptRow.Change
  ) {
    let number = try number(of: batch.calls[index].id)
    if let first = told.removeValue(forKey: number) {
      // Told twice in one batch.
      _ = try merge(EntityRecord(batch.calls[first], texts: batch.texts))
    } else if rows[number] == nil, isBare(number) {
      told[number] = index
      return (number, false, .changed)
    }
    let record = EntityRecord(batch.calls[index], texts: batch.texts)
    let result = try merge(record)
    if rows[number]?.isSame(as: record) ?? false {
      try setFingerprint(batch.calls[index].fingerprint, of: number)
    }
    return result
  }

  /// Whether nothing but the id is known of a row, without reading it: those of which that would
  /// have to be read are as any other.
  private func isBare(_ number: Int32) -> Bool {
    number >= firstNewNumber || isDeferring && !written.contains(number)
  }

  /// Writes the rows that say what one record of the batch does.
  mutating func writeTold(by batch: borrowing RecordBatch) throws {
    for number in told.keys.sorted() {
      guard let index = told[number] else { continue }
      bind(batch.calls[index], texts: batch.texts, number: number)
      try insert.run()
      try identities.setFingerprint(batch.calls[index].fingerprint, of: number)
      if isDeferring { written.insert(number) }
    }
  }

  private func bind(
    _ record: borrowing CallRecord,
    texts: borrowing [UInt8],
    number: Int32
  ) {
    insert.bind(Int64(number), at: 1)
    insert.bind(high: record.id.high, low: record.id.low, at: 2)
    insert.bind(1, at: 3)
    insert.bind(record.stamp == AttemptField.null ? nil : record.stamp, at: 4)
    insert.bind(record.known, at: 5)
    insert.bindNull(at: 6)
    for field in EntityKind.call.fields.indices {
      guard record.isPresent(field) else {
        insert.bindNull(at: field + 7)
        continue
      }
      if CallRecord.isText(field) {
        insert.bind(texts, record.text(field).range, at: field + 7)
      } else {
        insert.bind(record[field], at: field + 7)
      }
    }
  }
}
