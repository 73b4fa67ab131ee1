internal import CSQLite

/// Room for the 16-byte ids of rows that one statement inserts together.
///
/// SQLite would copy every id that is bound in the usual way into memory of its own; these stay
/// where they are until the statement has run.
@safe
package struct IdentifierSlots: ~Copyable {
  private let words: UnsafeMutablePointer<(UInt64, UInt64)>
  private let count: Int

  package init(count: Int) {
    unsafe words = .allocate(capacity: count)
    unsafe words.initialize(repeating: (0, 0), count: count)
    self.count = count
  }

  deinit {
    unsafe words.deallocate()
  }

  /// Puts an id into a slot and binds it there; the slot is free again when the statement has run.
  package func bind(
    high: UInt64,
    low: UInt64,
    slot: Int,
    to statement: borrowing Statement,
    at index: Int
  ) {
    precondition(slot < count)
    unsafe words[slot] = (high.bigEndian, low.bigEndian)
    unsafe statement.bindInPlace(UnsafeRawPointer(words + slot), count: 16, at: index)
  }
}

extension Statement {
  /// Binds bytes that stay where they are until the statement has run or is bound anew.
  func bindInPlace(_ bytes: UnsafeRawPointer, count: Int32, at index: Int) {
    _ = unsafe sqlite3_bind_blob(handle, Int32(index), bytes, count, nil)
  }
}
