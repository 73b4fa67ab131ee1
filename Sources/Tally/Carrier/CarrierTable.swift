internal import SQLite

/// The table of a carrier's records while a writer has the store open.
final class CarrierTable {
  private let find: Statement
  private let insert: Statement
  private let update: Statement
  private var nextNumber: Int32
  private var tracker = RunTracker()

  var counters: RecordCounters { tracker.counters }

  init(in database: borrowing Database) throws {
    let columns = CarrierField.allCases.map(\.column)
    let parameters = (1...(columns.count + 4)).map { "?\($0)" }.joined(separator: ", ")
    let assignments = columns.enumerated().map { "\($0.element) = ?\($0.offset + 5)" }
    let list = columns.joined(separator: ", ")
    let find = try database.prepare(
      "SELECT number, stamp, merge_state, \(list) FROM carrier_call WHERE sid = ?1"
    )
    let insert = try database.prepare(
      "INSERT INTO carrier_call (number, sid, stamp, merge_state, \(list)) VALUES (\(parameters))"
    )
    let update = try database.prepare(
      "UPDATE carrier_call SET stamp = ?3, merge_state = ?4, "
        + "\(assignments.joined(separator: ", ")) WHERE number = ?1 AND sid = ?2"
    )
    let last = try database.integer("SELECT max(number) FROM carrier_call") ?? 0
    nextNumber = Int32(last) + 1
    self.find = find
    self.insert = insert
    self.update = update
  }

  /// Takes in a record: for each field the newest one that tells it wins.
  func upsert(_ call: CarrierCall) throws {
    var row = EntityRow(fieldCount: CarrierField.allCases.count)
    let number = try load(call.sid, into: &row)
    let change = row.merge(call.values, stamp: call.stamp)
    let isNew = number == nil
    let place = number ?? nextNumber
    if isNew { nextNumber += 1 }
    tracker.count(number: place, list: 0, isNew: isNew, change: change)
    if isNew {
      try write(row, number: place, sid: call.sid, with: insert)
    } else if row.isChanged {
      try write(row, number: place, sid: call.sid, with: update)
    }
  }

  /// Reads the row of a sid; nil where there is none.
  private func load(_ sid: String, into row: inout EntityRow) throws -> Int32? {
    find.bind(sid, at: 1)
    defer { find.reset() }
    guard try find.step() else { return nil }
    let stamp = find.integer(1)
    let state = MergeState(find.blob(2))
    for field in CarrierField.allCases {
      let column = field.rawValue + 3
      guard !find.isNull(column) else { continue }
      row.values[field.rawValue] =
        field.isText ? .text(find.text(column)) : .integer(find.integer(column))
      row.stamps[field.rawValue] = state[field.rawValue] ?? stamp
    }
    return Int32(find.integer(0))
  }

  private func write(
    _ row: EntityRow,
    number: Int32,
    sid: String,
    with statement: borrowing Statement
  ) throws {
    statement.bind(Int64(number), at: 1)
    statement.bind(sid, at: 2)
    statement.bind(row.stamp, at: 3)
    statement.bind(row.mergeState, at: 4)
    for (index, value) in row.values.enumerated() {
      switch value {
      case .integer(let integer)?: statement.bind(integer, at: index + 5)
      case .text(let text)?: statement.bind(text, at: index + 5)
      default: statement.bindNull(at: index + 5)
      }
    }
    try statement.run()
  }
}
