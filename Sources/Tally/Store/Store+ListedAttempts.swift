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
    let none = Identifier(high: 0, low: 0)
    var identifiers = [none]
    let rows = try database.prepare("SELECT number, id FROM call ORDER BY number")
    while try rows.step() {
      let number = Int(rows.integer(0))
      while identifiers.count <= number { identifiers.append(none) }
      if let words = rows.words(1) {
        identifiers[number] = Identifier(high: words.high, low: words.low)
      }
    }
    return identifiers
  }

  /// What lists show of a run of attempts, in the order of their numbers.
  func listedAttempts() throws -> ListedAttemptReader {
    try ListedAttemptReader(
      rows: database.prepare(
        """
        SELECT \(Self.columns), attempt.id, attempt.updated_at, attempt.version,
          attempt.status_message, attempt.extra
        FROM attempt WHERE attempt.number BETWEEN ?1 AND ?2 ORDER BY attempt.number
        """
      ),
      policies: policies()
    )
  }
}
