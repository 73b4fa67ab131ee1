internal import SQLite

/// The calls' own records, most of which are all that is ever known of a call.
extension EntityTable {
  /// Finds the rows of the batch's calls, and numbers those that are new.
  mutating func findCalls(of batch: borrowing RecordBatch) throws {
    callNumbers.removeAll(keepingCapacity: true)
    for index in batch.calls.indices {
      if index % RecordBatch.touchCount == 0 { touchCalls(of: batch, from: index) }
      callNumbers.append(try number(of: batch.calls[index].id))
    }
  }

  private mutating func touchCalls(of batch: borrowing RecordBatch, from start: Int) {
    for index in start..<min(start + RecordBatch.touchCount, batch.calls.count) {
      touchedSlots &+= identities.touch(batch.calls[index].id)
    }
  }

  /// The row that says what one of the batch's calls does already; nil where there is none.
  mutating func numberOfUnchanged(
    callAt index: Int,
    of batch: borrowing RecordBatch
  ) throws -> Int32? {
    let number = callNumbers[index]
    guard rows[number] == nil, told[number] == nil,
      try identities.fingerprint(of: number) == batch.calls[index].fingerprint
    else { return nil }
    return number
  }

  /// Takes in one of the batch's calls, whose references have been replaced by numbers.
  ///
  /// Returns what ``merge(_:)`` does. One that nothing else is known of is written by
  /// ``writeTold(by:)``, and any other at the end of the batch.
  mutating func merge(
    callAt index: Int,
    of batch: borrowing RecordBatch
  ) throws -> (
    number: Int32, wasRecorded: Bool, change: AttemptRow.Change
  ) {
    let number = callNumbers[index]
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

  /// Whether the batch changes calls whose rows are on pages, or has some whose rows are not the
  /// next ones: the table has to be one that SQLite can read and write then.
  mutating func needsTable(for batch: borrowing RecordBatch) throws -> Bool {
    guard let pagedCount = pages?.count, pagedCount > 0 else { return false }
    if batch.entities.contains(where: { $0.kind == .call }) { return true }
    let areNext = firstNewNumber == pagedCount + 1
    var last = pagedCount
    for index in batch.calls.indices {
      if try numberOfUnchanged(callAt: index, of: batch) != nil { continue }
      last += 1
      guard areNext, callNumbers[index] == last, !batch.calls[index].isLong else { return true }
    }
    return false
  }

  /// Writes the rows that say what one record of the batch does.
  mutating func writeTold(by batch: borrowing RecordBatch) throws {
    let numbers = told.keys.sorted()
    let arePages = canBePages(numbers, batch)
    for number in numbers {
      guard let index = told[number] else { continue }
      if arePages {
        pages?.append(batch.calls[index], texts: batch.texts)
      } else {
        bind(batch.calls[index], texts: batch.texts, number: number)
        try insert.run()
        if isDeferring { written.insert(number) }
      }
      try identities.setFingerprint(batch.calls[index].fingerprint, of: number)
    }
  }

  /// Whether rows are the next ones of a table that has no others.
  private mutating func canBePages(
    _ numbers: [Int32],
    _ batch: borrowing RecordBatch
  ) -> Bool {
    guard let count = pages?.count, written.count == 0, rows.isEmpty,
      numbers.first == count + 1, numbers.last == count + Int32(numbers.count)
    else { return false }
    return !told.values.contains { batch.calls[$0].isLong }
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
    for field in 0..<CallRecord.fieldCount {
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
