/// What SQLite refused, and where.
package struct DatabaseError: Error, Sendable, Equatable {
  /// The extended result code (https://www.sqlite.org/rescode.html).
  package var code: Int32
  /// SQLite's own words.
  package var message: String
  /// The file, as it was given.
  package var path: String
  /// The statement that was prepared or executed; nil for opening and closing.
  package var sql: String?

  package init(code: Int32, message: String, path: String, sql: String? = nil) {
    self.code = code
    self.message = message
    self.path = path
    self.sql = sql
  }

  /// Whether another process holds a lock, so that trying later helps.
  package var isBusy: Bool { code & 0xff == 5 || code & 0xff == 6 }

  /// Whether the statement was stopped by ``Database/interruptAfter(seconds:)``.
  package var isInterrupted: Bool { code & 0xff == 9 }

  /// Whether the file is not a SQLite database.
  package var isNotADatabase: Bool { code & 0xff == 26 }
}

extension DatabaseError: CustomStringConvertible {
  package var description: String {
    "\(path): \(message) (SQLite error \(code))"
      + (sql.map { " while executing: \(Self.shortened($0))" } ?? "")
  }

  /// The beginning of a statement, on one line: a whole schema tells nobody anything.
  private static func shortened(_ sql: String) -> String {
    let words = sql.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.count > 160 ? words.prefix(159) + "…" : words
  }
}
