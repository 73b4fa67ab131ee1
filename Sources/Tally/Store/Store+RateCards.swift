internal import SQLite

extension Store {
  /// The card that is meant; nil where none is, and then perhaps with words about it.
  package func rateCard(_ choice: RateCardChoice) throws -> (card: RateCard?, warning: String?) {
    try RateCardTable.card(choice, in: database)
  }

  /// The card that is meant, where there has to be one.
  package func requiredRateCard(_ choice: RateCardChoice) throws -> RateCard {
    if let card = try RateCardTable.card(choice, in: database).card { return card }
    throw RateCardError.noneChosen(known: try RateCardTable.labels(in: database))
  }
}

/// Where the store keeps rate cards.
enum RateCardTable {
  static func card(
    _ choice: RateCardChoice,
    in database: borrowing Database
  ) throws -> (card: RateCard?, warning: String?) {
    let labels = try labels(in: database)
    switch choice {
    case .none: return (nil, nil)
    case .automatic:
      guard labels.count < 2 else {
        return (
          nil,
          "Attempts are not rated: there are several rate cards "
            + "(\(labels.joined(separator: ", "))); choose one with --card, or none."
        )
      }
      guard let name = labels.first?.split(separator: "@").first else { return (nil, nil) }
      return (try card(named: String(name), version: nil, in: database), nil)
    case .named(let name, let version):
      guard let card = try card(named: name, version: version, in: database) else {
        let asked = version.map { "\(name)@\($0)" } ?? name
        throw RateCardError.unknown(asked, known: labels)
      }
      return (card, nil)
    }
  }

  /// The newest version of each card, by name.
  static func labels(in database: borrowing Database) throws -> [String] {
    guard try exists(in: database) else { return [] }
    let rows = try database.prepare(
      "SELECT name || '@' || max(version) FROM rate_card GROUP BY name ORDER BY name"
    )
    var labels: [String] = []
    while try rows.step() { labels.append(rows.text(0)) }
    return labels
  }

  static func exists(in database: borrowing Database) throws -> Bool {
    try database.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'rate_card'") != 0
  }

  /// The newest version where none is given; nil where there is no such card.
  static func card(
    named name: String,
    version: Int64?,
    in database: borrowing Database
  ) throws -> RateCard? {
    guard try exists(in: database) else { return nil }
    let find = try database.prepare(
      "SELECT number, version FROM rate_card WHERE name = ?1 AND version = coalesce(?2, version) "
        + "ORDER BY version DESC LIMIT 1"
    )
    find.bind(name, at: 1)
    find.bind(version, at: 2)
    guard try find.step() else { return nil }
    let rows = try database.prepare(
      "SELECT line, prefix, description, direction, microcents_per_minute, fee_microcents, "
        + "initial_seconds, increment_seconds, minimum_seconds, unanswered_fee_microcents, "
        + "valid_from, valid_to FROM rate WHERE card = ?1 ORDER BY place"
    )
    rows.bind(find.integer(0), at: 1)
    var rates: [Rate] = []
    while try rows.step() { rates.append(rate(rows)) }
    return RateCard(name: name, version: find.integer(1), rates: rates)
  }

  private static func rate(_ row: borrowing Statement) -> Rate {
    Rate(
      line: Int(row.integer(0)),
      prefix: row.text(1),
      description: row.text(2),
      direction: Rate.Direction(rawValue: row.text(3)) ?? .outbound,
      terms: RateTerms(
        microcentsPerMinute: row.integer(4),
        feeMicrocents: row.integer(5),
        initialSeconds: row.integer(6),
        incrementSeconds: max(row.integer(7), 1),
        minimumSeconds: row.integer(8),
        unansweredFeeMicrocents: row.integer(9),
        validFrom: row.optionalInteger(10) ?? .min,
        validTo: row.optionalInteger(11) ?? .max
      )
    )
  }

  /// Adds a version, unless the newest one has the same rates; returns it and whether it is new.
  static func add(
    _ rates: [Rate],
    named name: String,
    source: String,
    in database: borrowing Database
  ) throws -> (version: Int64, isNew: Bool) {
    let newest = try card(named: name, version: nil, in: database)
    if let newest, newest.rates == rates { return (newest.version, false) }
    let version = (newest?.version ?? 0) + 1
    let addCard = try database.prepare(
      "INSERT INTO rate_card (name, version, source) VALUES (?1, ?2, ?3) RETURNING number"
    )
    addCard.bind(name, at: 1)
    addCard.bind(version, at: 2)
    addCard.bind(source, at: 3)
    let number = try addCard.step() ? addCard.integer(0) : 0
    addCard.reset()
    let addRate = try database.prepare(
      "INSERT INTO rate VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
    )
    for (place, rate) in rates.enumerated() {
      let terms = rate.terms
      addRate.bind(number, at: 1)
      addRate.bind(Int64(place + 1), at: 2)
      addRate.bind(Int64(rate.line), at: 3)
      addRate.bind(rate.prefix, at: 4)
      addRate.bind(rate.description, at: 5)
      addRate.bind(rate.direction.rawValue, at: 6)
      addRate.bind(terms.microcentsPerMinute, at: 7)
      addRate.bind(terms.feeMicrocents, at: 8)
      addRate.bind(terms.initialSeconds, at: 9)
      addRate.bind(terms.incrementSeconds, at: 10)
      addRate.bind(terms.minimumSeconds, at: 11)
      addRate.bind(terms.unansweredFeeMicrocents, at: 12)
      addRate.bind(terms.validFrom == .min ? nil : terms.validFrom, at: 13)
      addRate.bind(terms.validTo == .max ? nil : terms.validTo, at: 14)
      try addRate.run()
    }
    return (version, true)
  }
}
