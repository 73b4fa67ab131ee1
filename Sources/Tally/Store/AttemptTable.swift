internal import SQLite

/// The attempt table while a writer has the store open.
struct AttemptTable: ~Copyable {
  private var nextNumber: Int32
  private(set) var tracker = RunTracker()
  private var projection: ProjectionWriter
  private let findKey: Statement
  private let insertKey: Statement
  private let load: Statement
  private let insert: Statement
  private let update: Statement

  /// The table's integer columns in the order of ``AttemptField``.
  private static let columns = [
    "created_at", "updated_at", "deleted_at", "version", "project", "call", "rule", "user", "phone",
    "status", "dial_seconds", "recorded_cost_microcents", "started_at", "ended_at", "is_answered",
    "status_message", "extra", "known", "dimension_lost", "merge_state",
  ]

  init(in database: borrowing Database) throws {
    let columns = Self.columns
    let last = try database.integer("SELECT max(number) FROM attempt") ?? 0
    let findKey = try database.prepare("SELECT number FROM attempt_key WHERE id = ?1")
    let insertKey = try database.prepare("INSERT INTO attempt_key (id, number) VALUES (?1, ?2)")
    let load = try database.prepare(
      "SELECT \(columns.joined(separator: ", ")) FROM attempt WHERE number = ?1"
    )
    let parameters = (1...(columns.count + 2)).map { "?\($0)" }.joined(separator: ", ")
    let insert = try database.prepare(
      "INSERT INTO attempt (number, id, \(columns.joined(separator: ", "))) VALUES (\(parameters))"
    )
    let assignments = columns.enumerated().map { "\($0.element) = ?\($0.offset + 3)" }
    let update = try database.prepare(
      "UPDATE attempt SET \(assignments.joined(separator: ", ")) WHERE number = ?1 AND id = ?2"
    )
    projection = try ProjectionWriter(in: database)
    self.findKey = findKey
    self.insertKey = insertKey
    self.load = load
    self.insert = insert
    self.update = update
    nextNumber = Int32(last) + 1
  }

  /// Brings the table up to date with records whose references have been replaced by numbers.
  mutating func upsert(
    _ records: [AttemptRecord],
    lists: [RecordBatch.ListNumber],
    order: borrowing some FieldOrder
  ) throws {
    // Looked up in the order of their ids, neighbouring keys share a page; written in the order
    // they came, rows of one call lie together.
    let byID = records.indices.sorted {
      (records[$0].id, $0) < (records[$1].id, $1)
    }
    var numbers = [Int32](repeating: 0, count: records.count)
    var newKeys: [Int] = []
    var first = 0
    while first < byID.count {
      let id = records[byID[first]].id
      var end = first + 1
      while end < byID.count, records[byID[end]].id == id { end += 1 }
      let number = nextNumber > 1 ? try storedNumber(of: id) : 0
      if number == 0 { newKeys.append(byID[first]) }
      for index in first..<end { numbers[byID[index]] = number }
      first = end
    }
    try write(records, lists: lists, numbers: &numbers, byID: byID, order: order)
    for index in newKeys {
      insertKey.bind(high: records[index].id.high, low: records[index].id.low, at: 1)
      insertKey.bind(Int64(numbers[index]), at: 2)
      try insertKey.run()
    }
  }

  mutating func moveList(_ from: RecordBatch.ListNumber, to list: RecordBatch.ListNumber) {
    tracker.moveList(from, to: list)
  }

  private mutating func write(
    _ records: [AttemptRecord],
    lists: [RecordBatch.ListNumber],
    numbers: inout [Int32],
    byID: [Int],
    order: borrowing some FieldOrder
  ) throws {
    // Where an id comes again in this batch, the index of the record before it.
    var previous: [Int: Int] = [:]
    for (left, right) in zip(byID, byID.dropFirst()) where records[left].id == records[right].id {
      previous[right] = left
    }
    for index in records.indices {
      if let earlier = previous[index] { numbers[index] = numbers[earlier] }
      let row = AttemptRow(records[index])
      if numbers[index] == 0 {
        numbers[index] = nextNumber
        nextNumber += 1
        try write(row, number: numbers[index], id: records[index].id, with: insert)
        projection.note(row, number: numbers[index])
        tracker.count(number: numbers[index], list: lists[index], isNew: true, change: .changed)
        continue
      }
      var stored = try storedRow(numbers[index])
      let change = try stored.merge(row, order: order)
      if case .none = change {
      } else {
        try write(stored, number: numbers[index], id: records[index].id, with: update)
        projection.note(stored, number: numbers[index])
      }
      tracker.count(number: numbers[index], list: lists[index], isNew: false, change: change)
    }
  }

  private func storedNumber(of id: Identifier) throws -> Int32 {
    findKey.bind(high: id.high, low: id.low, at: 1)
    defer { findKey.reset() }
    return try findKey.step() ? Int32(findKey.integer(0)) : 0
  }

  private func storedRow(_ number: Int32) throws -> AttemptRow {
    load.bind(Int64(number), at: 1)
    defer { load.reset() }
    _ = try load.step()
    var integers = InlineArray<15, Int64>(repeating: AttemptField.null)
    for index in 0..<AttemptField.integerCount where !load.isNull(index) {
      integers[index] = load.integer(index)
    }
    return AttemptRow(
      integers: integers,
      statusMessage: load.optionalText(15),
      extra: load.optionalText(16),
      known: UInt32(truncatingIfNeeded: load.integer(17)),
      isDimensionLost: load.integer(18) == 1,
      mergeState: load.isNull(19) ? nil : load.blob(19)
    )
  }

  /// Writes what follows from the rows, in the transaction that wrote them.
  mutating func flushProjection(in database: borrowing Database) throws {
    try projection.flush(in: database)
  }

  mutating func finishProjection(in database: borrowing Database) throws {
    try projection.finish(in: database)
  }

  private func write(
    _ row: borrowing AttemptRow,
    number: Int32,
    id: Identifier,
    with statement: borrowing Statement
  ) throws {
    statement.bind(Int64(number), at: 1)
    statement.bind(high: id.high, low: id.low, at: 2)
    for index in 0..<AttemptField.integerCount {
      if row.integers[index] == AttemptField.null {
        statement.bindNull(at: index + 3)
      } else {
        statement.bind(row.integers[index], at: index + 3)
      }
    }
    statement.bind(row.statusMessage, at: 18)
    statement.bind(row.extra, at: 19)
    statement.bind(Int64(row.known), at: 20)
    statement.bind(row.isDimensionLost ? 1 : 0, at: 21)
    statement.bind(row.mergeState, at: 22)
    try statement.run()
  }
}
