package import Reports
internal import SQLite

/// One read-only statement on the store's views, compiled and ready to run.
package final class StoreQuery {
  /// Why a statement is not run.
  package enum Refusal: Error, Sendable, Equatable {
    /// It is not a question: it would change something, or the connection.
    case notAQuestion(firstWord: String)
    case hasParameters
    /// It took longer than it may.
    case timedOut(seconds: Int)
    /// SQLite's own words.
    case invalid(message: String)
  }

  private let statement: Statement
  private let timeLimitSeconds: Int
  private let asOf: Instant?

  /// Compiles a statement; one that would write is refused here.
  ///
  /// `timeLimitSeconds` is 0 for no limit.
  package init(_ sql: String, in store: Store, timeLimitSeconds: Int) throws {
    let statement = try Self.prepare(sql, in: store)
    let word = Self.firstWord(of: sql)
    // ATTACH, PRAGMA and the like count as read-only to SQLite, and are not questions.
    guard statement.isReadOnly, ["SELECT", "WITH", "VALUES", "EXPLAIN"].contains(word) else {
      throw Refusal.notAQuestion(firstWord: word)
    }
    guard statement.parameterCount == 0 else { throw Refusal.hasParameters }
    let asOf = try store.asOf()
    if timeLimitSeconds > 0 { store.database.interruptAfter(seconds: timeLimitSeconds) }
    self.statement = statement
    self.timeLimitSeconds = timeLimitSeconds
    self.asOf = asOf
  }

  private static func prepare(_ sql: String, in store: Store) throws(Refusal) -> Statement {
    do throws(DatabaseError) {
      return try store.database.prepare(sql, isPersistent: false)
    } catch {
      throw .invalid(message: error.message + Self.hint(error.message, in: store))
    }
  }

  /// The views that there are, for a statement that asks for what is none of them.
  private static func hint(_ message: String, in store: Store) -> String {
    let list =
      "SELECT group_concat(name, ', ') FROM (SELECT name FROM sqlite_schema "
      + "WHERE type = 'view' ORDER BY name)"
    guard message.hasPrefix("no such table"), let names = try? store.database.prepare(list),
      (try? names.step()) == true
    else { return "" }
    return "; the views are \(names.text(0))"
  }

  /// The answer's head: everything but the rows.
  package var report: Report {
    let columns = (0..<statement.columnCount).map { index in
      let name = statement.columnName(index)
      return Column(name: name, title: name, unit: .number)
    }
    return Report(
      title: "Query",
      by: [],
      filters: [],
      cost: CostBasis.recorded.rawValue,
      period: Report.Period(from: nil, to: nil, timeZone: "UTC", localText: "all time (UTC)"),
      asOf: asOf,
      tables: [Table(name: "Query", by: [], columns: columns)]
    )
  }

  /// Runs the statement and hands over its rows.
  package func forEachRow(_ body: ([Value]) throws -> Void) throws {
    defer { statement.reset() }
    do {
      while try statement.step() {
        try body((0..<statement.columnCount).map(value))
      }
    } catch let error as DatabaseError {
      if error.isInterrupted { throw Refusal.timedOut(seconds: timeLimitSeconds) }
      throw Refusal.invalid(message: error.message)
    }
  }

  private func value(_ column: Int) -> Value {
    switch statement.storageClass(column) {
    case .null: .null
    case .integer: .integer(statement.integer(column))
    case .text: .text(statement.text(column))
    case .real: Self.number(statement.real(column))
    case .blob: .text(Self.hexadecimal(statement.blob(column)))
    }
  }

  /// A binary floating-point number by the shortest decimal text that means it.
  private static func number(_ real: Double) -> Value {
    let text = real.description
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let unscaled = Int64(parts[0] + parts[1]), parts[1].utf8.count <= 18,
      !text.contains("e")
    else { return .text(text) }
    return .decimal(FixedDecimal(unscaled: unscaled, scale: parts[1].utf8.count))
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  /// The first word in capitals, behind space and comments.
  private static func firstWord(of sql: String) -> String {
    var rest = Substring(sql)
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == ";" }
      if rest.hasPrefix("--") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        rest = rest.dropFirst(2)
        while !rest.isEmpty, !rest.hasPrefix("*/") { rest = rest.dropFirst() }
        rest = rest.dropFirst(2)
      } else {
        return rest.prefix { $0.isLetter }.uppercased()
      }
    }
  }
}

extension StoreQuery.Refusal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notAQuestion(let word):
      "only questions are answered: expected SELECT, WITH or VALUES, found '\(word)'"
    case .hasParameters: "the statement has parameters (?), and nothing gives them values"
    case .timedOut(let seconds):
      "the statement took longer than \(seconds) s; narrow it, or raise --time-limit"
    case .invalid(let message): "the statement cannot be run: \(message)"
    }
  }
}
