/// The first rows of a new store's table of calls, as whole pages in the order of their numbers.
struct CallPages: ~Copyable {
  /// Rows there are.
  private(set) var count: Int32 = 0
  private var pages = TablePages()
  private var cell = RowCell()

  /// Adds the next row, put together as SQLite would, its columns in the order of the schema.
  mutating func append(_ record: borrowing CallRecord, texts: borrowing [UInt8]) {
    begin(record.id, isRecorded: true)
    if record.stamp == AttemptField.null { cell.appendNull() } else { cell.append(record.stamp) }
    cell.append(record.known)
    cell.appendNull()  // merge_state
    for field in 0..<CallRecord.fieldCount {
      if !record.isPresent(field) {
        cell.appendNull()
      } else if CallRecord.isText(field) {
        cell.append(record.text(field), of: texts)
      } else {
        cell.append(record[field])
      }
    }
    end()
  }

  /// Adds the next row, of which nothing but the id is known.
  mutating func append(_ id: Identifier) {
    begin(id, isRecorded: false)
    cell.appendNull()  // stamp
    cell.append(0)  // known
    // A record may end before the last columns of the table: they are NULL.
    end()
  }

  private mutating func begin(_ id: Identifier, isRecorded: Bool) {
    cell.removeAll()
    // The row number is the key, and NULL in the record itself.
    cell.appendNull()
    cell.append(id)
    cell.append(isRecorded ? 1 : 0)
  }

  private mutating func end() {
    count += 1
    pages.append(&cell, number: Int64(count))
  }

  /// Writes the pages that are full.
  mutating func flush(to file: FreshFile) throws {
    try pages.flush(to: file)
  }

  /// Writes what is left; see ``TablePages/finish(root:in:)``.
  mutating func finish(root: UInt32, in file: FreshFile) throws {
    try pages.finish(root: root, in: file)
  }
}
