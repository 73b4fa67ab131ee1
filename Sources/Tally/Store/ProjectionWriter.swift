internal import SQLite

/// Keeps the projection up to date while a writer has the store open.
///
/// What is inserted is packed from memory once a block is full. Blocks of rows that change vanish
/// by the table's triggers and are packed again from the rows at the end.
struct ProjectionWriter: ~Copyable {
  private var pending = AttemptSegment()
  private var pendingUpdatedAt = AttemptSegment.unknownTime
  /// The attempt number that is expected next, and the first of those pending.
  private var nextNumber: Int64
  private var firstPending: Int64
  /// Full blocks and the first number of each, to be written at the end of the batch.
  private var full: [(block: Int64, packed: AttemptBlock)] = []
  /// Blocks not to be written from memory.
  private var stale: Set<Int64> = []

  init(in database: borrowing Database) throws {
    try database.execute(ProjectionTable.schema)
    nextNumber = (try database.integer("SELECT max(number) FROM attempt") ?? 0) + 1
    firstPending = nextNumber
  }

  /// Takes note of a row that has been changed.
  mutating func note(changed number: Int32) {
    stale.insert(ProjectionTable.block(ofAttempt: Int64(number)))
  }

  /// Takes note of rows that have been added, numbered from `first` on: those of some of a batch's
  /// records.
  mutating func note(
    added records: [Int32],
    of batch: borrowing RecordBatch,
    from first: Int32
  ) {
    let attempts = batch.attempts
    guard Int64(first) == nextNumber else {
      for place in records.indices { note(changed: first + Int32(place)) }
      return
    }
    var rest = records[...]
    while !rest.isEmpty {
      let block = ProjectionTable.block(ofAttempt: nextNumber)
      let left = ProjectionTable.lastNumber(inBlock: block, ofStore: .max) - nextNumber + 1
      let part = rest.prefix(Int(left))
      append(part, of: attempts)
      nextNumber += Int64(part.count)
      rest = rest.dropFirst(part.count)
      if ProjectionTable.block(ofAttempt: nextNumber) != block { packPending() }
    }
  }

  /// Adds records column by column, those that count.
  private mutating func append(_ records: ArraySlice<Int32>, of attempts: [AttemptRecord]) {
    let null = AttemptField.null
    var chosen: [Int] = []
    chosen.reserveCapacity(records.count)
    for (place, record) in records.enumerated() {
      let integers = attempts[Int(record)].integers
      guard integers[AttemptField.deletedAt.rawValue] == null,
        integers[AttemptField.call.rawValue] != null,
        integers[AttemptField.isAnswered.rawValue] != null
      else { continue }
      chosen.append(Int(record))
      pending.attempt.append(Int32(truncatingIfNeeded: nextNumber) + Int32(place))
    }
    func values(_ field: AttemptField) -> some Collection<Int64> {
      chosen.lazy.map { attempts[$0].integers[field.rawValue] }
    }
    func codes(_ field: AttemptField) -> some Collection<Int32> {
      values(field).lazy.map { $0 == null ? 0 : Int32(truncatingIfNeeded: $0) }
    }
    pending.count += chosen.count
    pending.call.append(contentsOf: codes(.call))
    pending.project.append(contentsOf: codes(.project))
    pending.user.append(contentsOf: codes(.user))
    pending.rule.append(contentsOf: codes(.rule))
    // Policies follow from the calls and rules when blocks are read.
    pending.policy.append(contentsOf: repeatElement(0, count: chosen.count))
    pending.phone.append(contentsOf: codes(.phone))
    pending.status.append(contentsOf: codes(.status))
    pending.createdAt.append(contentsOf: values(.createdAt))
    pending.startedAt.append(contentsOf: values(.startedAt))
    pending.endedAt.append(contentsOf: values(.endedAt))
    pending.dialSeconds.append(
      contentsOf: values(.dialSeconds).lazy.map { seconds in
        seconds == null ? AttemptSegment.unknown : Int32(clamping: seconds)
      }
    )
    pending.recordedCostMicrocents.append(contentsOf: values(.recordedCostMicrocents))
    pending.flags.append(
      contentsOf: values(.isAnswered).lazy.map { $0 == 1 ? .answered : [] }
    )
    pendingUpdatedAt = values(.updatedAt).reduce(pendingUpdatedAt) { max($0, $1) }
  }

  /// A block that began before this run is packed from its rows instead.
  private mutating func packPending() {
    let block = ProjectionTable.block(ofAttempt: nextNumber - 1)
    if ProjectionTable.block(ofAttempt: firstPending - 1) != block || firstPending == 1 {
      full.append(
        (block, AttemptBlock(pending, updatedAt: pendingUpdatedAt, lastNumber: nextNumber - 1))
      )
    }
    pending.removeAll()
    pendingUpdatedAt = AttemptSegment.unknownTime
    firstPending = nextNumber
  }

  /// Writes the blocks that have become full, in the transaction that wrote their rows.
  mutating func flush(in database: borrowing Database) throws {
    guard !full.isEmpty else { return }
    for (block, packed) in full where !stale.contains(block) {
      try Self.write(packed, block: block, in: database)
    }
    full.removeAll()
  }

  /// Writes the last block, and those again that rows were changed of.
  mutating func finish(in database: borrowing Database) throws {
    if nextNumber > firstPending { packPending() }
    try flush(in: database)
    try Self.complete(in: database)
  }

  /// Packs every block that is not there from its rows.
  static func complete(in database: borrowing Database) throws {
    let reader = try ProjectionReader(in: database)
    for block in reader.missing {
      var segment = AttemptSegment()
      var updatedAt = AttemptSegment.unknownTime
      try SegmentReader.read(block: block, policies: nil, in: database) {
        segment = $0
        updatedAt = $1
      }
      let last = ProjectionTable.lastNumber(inBlock: block, ofStore: reader.lastNumber)
      try write(
        AttemptBlock(segment, updatedAt: updatedAt, lastNumber: last),
        block: block,
        in: database
      )
    }
  }

  private static func write(
    _ packed: AttemptBlock,
    block: Int64,
    in database: borrowing Database
  ) throws {
    let insert = try database.prepare(
      "INSERT OR REPLACE INTO projection (number, data) VALUES (?1, ?2)"
    )
    insert.bind(ProjectionTable.number(ofBlock: block, part: 0), at: 1)
    insert.bind(packed.header.bytes, at: 2)
    try insert.run()
    for column in BlockColumn.allCases {
      guard let values = packed[column], values.layout.width > 0 else { continue }
      insert.bind(ProjectionTable.number(ofBlock: block, part: column.rawValue), at: 1)
      insert.bind(values.bytes, at: 2)
      try insert.run()
    }
  }
}
