internal import SQLite

extension Store {
  /// Finds the id of one attempt at a time.
  struct AttemptIdentifiers: ~Copyable {
    private let row: Statement

    init(_ row: consuming Statement) {
      self.row = row
    }

    /// The attempt has to exist.
    func identifier(of number: Int32) throws -> Identifier {
      defer { row.reset() }
      row.bind(Int64(number), at: 1)
      let words = try row.step() ? row.words(0) : nil
      return words.map { Identifier(high: $0.high, low: $0.low) } ?? Identifier(high: 0, low: 0)
    }
  }

  func attemptIdentifiers() throws -> AttemptIdentifiers {
    try AttemptIdentifiers(database.prepare("SELECT id FROM attempt WHERE number = ?1"))
  }

  /// Looks each of them up by its number.
  package func identifiers(of attempts: [Int32]) throws -> [Identifier] {
    let identifiers = try attemptIdentifiers()
    return try attempts.map { try identifiers.identifier(of: $0) }
  }

  /// The ids of calls, by their numbers.
  func callIdentifiers() throws -> [Identifier] {
    let last = try database.integer("SELECT max(number) FROM call") ?? 0
    var rows = try TableRows(of: "call", columns: ["id"], in: database)
    var identifiers = [Identifier](repeating: Identifier(high: 0, low: 0), count: Int(last) + 1)
    for number in stride(from: 1, through: last, by: 1) where try rows.move(to: number) {
      guard let words = rows.words(0) else { continue }
      identifiers[Int(number)] = Identifier(high: words.high, low: words.low)
    }
    return identifiers
  }

  /// What lists show of attempts, to be asked for by their numbers.
  func listedAttempts() throws -> ListedAttemptReader {
    try ListedAttemptReader(database, policies: policies())
  }
}
