/// Which columns of a record are wanted, and of the records that it is related to.
package struct SelectClause: Sendable, Equatable {
  /// A record that comes along, such as the user of an attempt.
  package struct Relation: Sendable, Equatable {
    package var name: String
    package var columns: [String]
  }

  package private(set) var columns: [String]
  package private(set) var relations: [Relation]
  /// Columns without which the records are of no use.
  private let required: Set<String>

  /// Names are parted by blanks; `relations` by their names, such as `["user": "name email"]`.
  package init(
    _ columns: String,
    relations: KeyValuePairs<String, String> = [:],
    required: String = ""
  ) {
    let names = { (text: String) in text.split(separator: " ").map(String.init) }
    self.columns = names(columns)
    self.relations = relations.map { Relation(name: $0.key, columns: names($0.value)) }
    self.required = Set(names(required))
  }

  /// The object that `select` is in a request.
  package var json: String {
    let object = { (columns: [String]) in columns.map { "\"\($0)\":true" } }
    let nested = relations.map { "\"\($0.name)\":{\(object($0.columns).joined(separator: ","))}" }
    return "{\((object(columns) + nested).joined(separator: ","))}"
  }

  package mutating func add(_ relation: String, _ columns: String) {
    relations.append(
      Relation(name: relation, columns: columns.split(separator: " ").map(String.init))
    )
  }

  /// Leaves a column out; false where it is not wanted anyway, or cannot be gone without.
  package mutating func remove(_ column: MissingColumn) -> Bool {
    if let index = relations.firstIndex(where: { $0.has(column) }) {
      relations[index].columns.removeAll { $0 == column.name }
      if relations[index].columns.isEmpty { relations.remove(at: index) }
      return true
    }
    guard !required.contains(column.name) else { return false }
    let before = columns.count + relations.count
    columns.removeAll { $0 == column.name }
    relations.removeAll { $0.name == column.name }
    return columns.count + relations.count < before
  }

  /// Asks, and asks again without each column that the server does not give.
  ///
  /// `onMissing` is told of each, with the server's refusal.
  package mutating func ask<Answer>(
    _ ask: (SelectClause) throws -> Answer,
    onMissing: (MissingColumn, OneUptimeError) -> Void
  ) throws -> Answer {
    while true {
      do {
        return try ask(self)
      } catch let error as OneUptimeError {
        guard case .column(let column) = error.reason, remove(column) else { throw error }
        onMissing(column, error)
      }
    }
  }
}

extension SelectClause.Relation {
  /// Whether the model is this relation's, whose name is the model's without blanks.
  fileprivate func has(_ column: MissingColumn) -> Bool {
    guard let model = column.model else { return false }
    return model.filter { $0 != " " }.lowercased() == name.lowercased()
      && columns.contains(column.name)
  }
}
