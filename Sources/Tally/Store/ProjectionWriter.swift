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

  /// Takes note of a row that has been written.
  mutating func note(
    _ integers: InlineArray<15, Int64>,
    isDimensionLost: Bool,
    number: Int32
  ) {
    let number = Int64(number)
    guard number == nextNumber else {
      stale.insert(ProjectionTable.block(ofAttempt: number))
      return
    }
    nextNumber += 1
    append(integers, isDimensionLost, number: Int32(number))
    if ProjectionTable.block(ofAttempt: nextNumber) != ProjectionTable.block(ofAttempt: number) {
      packPending()
    }
  }

  private mutating func append(
    _ integers: InlineArray<15, Int64>,
    _ isDimensionLost: Bool,
    number: Int32
  ) {
    let deletedAt = integers[AttemptField.deletedAt.rawValue]
    let call = integers[AttemptField.call.rawValue]
    let isAnswered = integers[AttemptField.isAnswered.rawValue]
    guard deletedAt == AttemptField.null, call != AttemptField.null,
      isAnswered != AttemptField.null
    else { return }
    func code(_ field: AttemptField) -> Int32 {
      let value = integers[field.rawValue]
      return value == AttemptField.null ? 0 : Int32(truncatingIfNeeded: value)
    }
    pending.count += 1
    pending.attempt.append(number)
    pending.call.append(Int32(truncatingIfNeeded: call))
    pending.project.append(code(.project))
    pending.user.append(code(.user))
    pending.rule.append(code(.rule))
    // Policies follow from the calls and rules when blocks are read.
    pending.policy.append(0)
    pending.phone.append(code(.phone))
    pending.status.append(code(.status))
    pending.createdAt.append(integers[AttemptField.createdAt.rawValue])
    pending.startedAt.append(integers[AttemptField.startedAt.rawValue])
    pending.endedAt.append(integers[AttemptField.endedAt.rawValue])
    let seconds = integers[AttemptField.dialSeconds.rawValue]
    pending.dialSeconds.append(
      seconds == AttemptField.null ? AttemptSegment.unknown : Int32(clamping: seconds)
    )
    pending.recordedCostMicrocents.append(
      integers[AttemptField.recordedCostMicrocents.rawValue]
    )
    var flags: AttemptSegment.Flags = isAnswered == 1 ? .answered : []
    if isDimensionLost { flags.insert(.dimensionLost) }
    pending.flags.append(flags)
    pendingUpdatedAt = max(pendingUpdatedAt, integers[AttemptField.updatedAt.rawValue])
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
