package import Reports

/// What one page of a list response holds, so that whoever asks for pages knows how to go on.
package struct PageFacts: Sendable {
  /// What the list is in the order of.
  package enum Order: String, Sendable {
    case createdAt
    case updatedAt
    case startedAt
  }

  package let kind: RecordKind
  package let order: Order
  /// Records in it, refused ones among them.
  package internal(set) var recordCount = 0
  /// The list's own `count`: how many there are of it altogether; nil where this is no list.
  package internal(set) var announcedCount: Int64?
  /// The different records that could be read.
  package private(set) var identifiers: Set<Identifier> = []
  /// How many records could be read.
  package private(set) var acceptedCount = 0
  /// The latest moment, by ``order``, of the records that have one.
  package private(set) var last: Instant?
  /// How many records there are of ``last``.
  package private(set) var lastCount = 0
  /// Whether each record's moment is that of the one before it, or later.
  package private(set) var isSorted = true
  /// The users that attempts, or members of teams, refer to.
  package private(set) var users: Set<Identifier> = []
  /// The project of the last record that tells it.
  package private(set) var project: Identifier?

  init(_ kind: RecordKind, by order: Order) {
    self.kind = kind
    self.order = order
  }

  /// Adds what has been decoded of the page since it was asked last.
  mutating func add(_ batch: borrowing RecordBatch, from start: RecordBatch.Place) {
    guard let entity = kind.entity else {
      let field: AttemptField =
        switch order {
        case .createdAt: .createdAt
        case .updatedAt: .updatedAt
        case .startedAt: .startedAt
        }
      for index in start.attempts..<batch.attempts.count {
        let id = batch.attempts[index].id
        add(id, batch.attempts[index].integers[field.rawValue])
        if project == nil { project = batch.attempts[index][reference: .project] }
        if let user = batch.attempts[index][reference: .user] { users.insert(user) }
      }
      return
    }
    let field = entity.fields.firstIndex { $0.key == order.rawValue }
    if let field, entity == .call {
      for index in start.calls..<batch.calls.count {
        add(batch.calls[index].id, batch.calls[index][field])
        if let id = batch.calls[index].reference(CallRecord.project) { project = id }
      }
      return
    }
    let projectField = entity.fields.firstIndex { $0.key == "projectId" }
    let userField = kind == .teamMembers ? entity.fields.firstIndex { $0.key == "userId" } : nil
    for index in start.entities..<batch.entities.count
    where batch.entities[index].kind == entity && batch.entities[index].isOwn {
      let values = batch.entities[index].values
      var moment = AttemptField.null
      if let field, case .integer(let value)? = values[field] { moment = value }
      add(batch.entities[index].id, moment)
      if let projectField, case .reference(let id)? = values[projectField] { project = id }
      if let userField, case .reference(let id)? = values[userField] { users.insert(id) }
    }
  }

  private mutating func add(_ id: Identifier, _ milliseconds: Int64) {
    identifiers.insert(id)
    acceptedCount += 1
    guard milliseconds != AttemptField.null else { return }
    let moment = Instant(milliseconds: milliseconds)
    guard let last, moment <= last else {
      last = moment
      lastCount = 1
      return
    }
    if moment == last { lastCount += 1 } else { isSorted = false }
  }
}
