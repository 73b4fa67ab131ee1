internal import SQLite

/// The ids of a table's rows beside the table: 65,536 to a BLOB, in the order of the row numbers.
///
/// Derived from the rows and written with them. An index of random ids would be rewritten almost
/// whole for each batch; this is only ever written at its end. For attempts and calls there are the
/// fingerprints of the records besides, by which one told again is known without reading its row.
struct IdentityStore: ~Copyable {
  static let segmentCount = 1 << 16

  private(set) var table = IdentityTable()
  /// By segment; nil where they are not in memory.
  private var fingerprints: [[Int64]?] = []
  /// By segment: whether it is to be written.
  private var isDirty: [Bool] = []
  private let hasFingerprints: Bool
  private let load: Statement
  private let save: Statement
  private let name: String

  /// For the table `name`; nothing is known of it before ``load(in:)``.
  init(of name: String, hasFingerprints: Bool, in database: borrowing Database) throws {
    let load = try database.prepare(
      "SELECT fingerprints FROM identity WHERE table_name = ?1 AND segment = ?2"
    )
    let save = try database.prepare(
      "INSERT OR REPLACE INTO identity (table_name, segment, ids, fingerprints) "
        + "VALUES (?1, ?2, ?3, ?4)"
    )
    self.name = name
    self.hasFingerprints = hasFingerprints
    self.load = load
    self.save = save
  }

  /// Reads the ids of all rows; those that are not here yet, from the rows.
  ///
  /// `expectedCount` is about how many rows there will be, where that is known.
  mutating func load(in database: borrowing Database, expectedCount: Int = 0) throws {
    let last = Int(try database.integer("SELECT max(number) FROM \(name)") ?? 0)
    var table = IdentityTable(expectedCount: max(last, expectedCount))
    let stored = try database.prepare(
      "SELECT ids FROM identity WHERE table_name = ?1 ORDER BY segment"
    )
    stored.bind(name, at: 1)
    while try stored.step() {
      let bytes = stored.blob(0)
      table.append(
        contentsOf: stride(from: 0, to: bytes.count - 15, by: 16).map { index in
          Self.identifier(bytes, at: index)
        }
      )
    }
    // More ids than rows, or a segment that is short of some: somebody has been at the tables.
    if table.count > last { table = IdentityTable(expectedCount: last) }
    let written = table.count
    let rows = try database.prepare(
      "SELECT number, id FROM \(name) WHERE number > ?1 ORDER BY number"
    )
    rows.bind(Int64(table.count), at: 1)
    while try rows.step() {
      guard let words = rows.words(1) else { continue }
      // Where another program has deleted rows, their numbers are never given again.
      while table.count + 1 < Int(rows.integer(0)) {
        table.append(Identifier(high: .max, low: UInt64(table.count)))
      }
      table.append(Identifier(high: words.high, low: words.low))
    }
    self.table = table
    let segments = (table.count + Self.segmentCount - 1) >> 16
    fingerprints = Array(repeating: nil, count: segments)
    isDirty = (0..<segments).map { ($0 + 1) << 16 > written && table.count > written }
  }

  var count: Int { table.count }

  func number(of id: Identifier) -> Int32 { table.number(of: id) }

  /// See ``IdentityTable/touch(_:)``.
  func touch(_ id: Identifier) -> Int32 { table.touch(id) }

  func identifier(of number: Int32) -> Identifier? {
    number > 0 && Int(number) <= table.count ? table[number] : nil
  }

  /// Adds a row; returns its number.
  mutating func append(_ id: Identifier, fingerprint: Int64 = 0) throws -> Int32 {
    let segment = table.count >> 16
    if segment == isDirty.count {
      isDirty.append(true)
      fingerprints.append(nil)
    }
    isDirty[segment] = true
    // Those that are not in memory are 0 as far as they are not written.
    if hasFingerprints, fingerprint != 0 || fingerprints[segment] != nil {
      try loadFingerprints(segment)
      fingerprints[segment]?.append(fingerprint)
    }
    return table.append(id)
  }

  /// The fingerprint of the record that a row says all of, and nothing else; 0 for none.
  mutating func fingerprint(of number: Int32) throws -> Int64 {
    let segment = (Int(number) - 1) >> 16
    try loadFingerprints(segment)
    return fingerprints[segment]?[(Int(number) - 1) & (Self.segmentCount - 1)] ?? 0
  }

  mutating func setFingerprint(_ fingerprint: Int64, of number: Int32) throws {
    let segment = (Int(number) - 1) >> 16
    try loadFingerprints(segment)
    fingerprints[segment]?[(Int(number) - 1) & (Self.segmentCount - 1)] = fingerprint
    isDirty[segment] = true
  }

  /// Writes the segments that have changed; `onlyFull`, those that nothing will be added to.
  mutating func flush(onlyFull: Bool = false) throws {
    for segment in isDirty.indices where isDirty[segment] {
      if onlyFull, (segment + 1) * Self.segmentCount > table.count { continue }
      isDirty[segment] = false
      if hasFingerprints { try loadFingerprints(segment) }
      let first = segment * Self.segmentCount
      let last = min(table.count, first + Self.segmentCount)
      let table = table
      let ids = Self.bytes(count: (last - first) * 2) { place in
        let id = table[Int32(first + 1 + place / 2)]
        return place & 1 == 0 ? id.high : id.low
      }
      save.bind(name, at: 1)
      save.bind(Int64(segment), at: 2)
      save.bind(ids, at: 3)
      save.bind(fingerprintBytes(segment), at: 4)
      try save.run()
      // A full segment is not touched again unless a row in it changes.
      if last - first == Self.segmentCount { fingerprints[segment] = nil }
    }
  }

  private func fingerprintBytes(_ segment: Int) -> [UInt8]? {
    guard let words = fingerprints[segment], words.contains(where: { $0 != 0 }) else { return nil }
    return Self.bytes(count: words.count) { UInt64(bitPattern: words[$0]) }
  }

  /// The bytes of some words, the highest of each first.
  @inline(__always)
  private static func bytes(count: Int, _ word: (Int) -> UInt64) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: count * 8) { buffer, filled in
      for index in 0..<count {
        unsafe UnsafeMutableRawBufferPointer(buffer)
          .storeBytes(of: word(index).bigEndian, toByteOffset: index * 8, as: UInt64.self)
      }
      filled = count * 8
    }
  }

  /// Has a segment's fingerprints in memory, one for each of its rows.
  private mutating func loadFingerprints(_ segment: Int) throws {
    guard fingerprints[segment] == nil else { return }
    var words: [Int64] = []
    words.reserveCapacity(Self.segmentCount)
    load.bind(name, at: 1)
    load.bind(Int64(segment), at: 2)
    if try load.step() {
      let bytes = load.blob(0)
      for index in stride(from: 0, to: bytes.count - 7, by: 8) {
        words.append(Int64(bitPattern: Self.word(bytes, at: index)))
      }
    }
    load.reset()
    let rowCount = max(0, min(Self.segmentCount, table.count - segment * Self.segmentCount))
    if words.count > rowCount { words.removeAll(keepingCapacity: true) }
    words.append(contentsOf: repeatElement(0, count: rowCount - words.count))
    fingerprints[segment] = words
  }

  private static func identifier(_ bytes: [UInt8], at index: Int) -> Identifier {
    Identifier(high: word(bytes, at: index), low: word(bytes, at: index + 8))
  }

  private static func word(_ bytes: [UInt8], at index: Int) -> UInt64 {
    var word: UInt64 = 0
    for byte in bytes[index..<(index + 8)] { word = word << 8 | UInt64(byte) }
    return word
  }
}
