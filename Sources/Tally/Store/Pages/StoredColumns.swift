internal import SQLite

/// Columns of many rows of a table, taken straight from the pages they are in.
///
/// Whatever is out of the ordinary (a row that goes on in other pages, a page that is not what it
/// should be) is declined, and has to be read through SQLite, which takes many times as long.
/// Source: "B-tree Pages" and "Record Format" in https://www.sqlite.org/fileformat2.html.
@safe
struct StoredColumns: ~Copyable {
  /// What became of looking for a row.
  private enum Place {
    /// Its columns were read.
    case found
    case absent
    case declined
  }

  /// What becomes of one field of a record.
  private struct Field {
    /// Nil where it is not wanted.
    var kind: ColumnValues.Kind?
    /// What a record without the field has for it, where that is not NULL, is left to SQLite.
    var hasDefault = false
    /// Its place among the wanted fields of its kind.
    var place = 0
  }

  private var leaf: StoredLeaf
  /// In the order of the record, up to the last one that is wanted.
  private let fields: [Field]
  /// Where the words of each column begin, by kind; nil for a row's number that is not wanted.
  private let numberStart: Int?
  private let integerStarts: [Int]
  private let identifierStarts: [Int]
  private let textStarts: [Int]
  private let wordCount: Int
  private let capacity: Int
  /// ``formCount`` forms, each in the place its header's hash tells, and one that is always made
  /// anew, for headers too long to be compared.
  ///
  /// A form says where the columns of all records with the same header are: the header in three
  /// words, and how many bytes of content there must be; for each integer where its eight bytes
  /// are and by how much they are shifted, a mask and what has no content; for each id where it is,
  /// below zero for nowhere; for each text where it is and its length, or NULL.
  private let forms: UnsafeMutablePointer<Int64>
  private let formWordCount: Int
  /// The cell behind the one that was read last.
  private var cell = 0

  private static let formBits = 8
  private static let formCount = 1 << formBits
  /// The bytes of a header that are compared.
  private static let comparedBytes = 24

  /// For some columns of a table, as `values` is to have them.
  ///
  /// Nil where they cannot be read so; see also ``Database/pages()``.
  init?(
    of table: String,
    columns: [(name: String, kind: ColumnValues.Kind)],
    into values: ColumnValues,
    in database: borrowing Database
  ) throws {
    let find = try database.prepare(
      "SELECT cid, pk, dflt_value IS NOT NULL FROM pragma_table_info('\(table)') WHERE name = ?1"
    )
    var fields: [Field] = []
    var numberStart: Int?
    var starts: [ColumnValues.Kind: [Int]] = [:]
    for (column, start) in zip(columns, values.starts) {
      find.bind(column.name, at: 1)
      guard try find.step() else { return nil }
      let place = Int(find.integer(0))
      if find.integer(1) == 1 {
        numberStart = start
      } else {
        while fields.count <= place { fields.append(Field()) }
        fields[place] = Field(
          kind: column.kind,
          hasDefault: find.integer(2) == 1,
          place: starts[column.kind, default: []].count
        )
        starts[column.kind, default: []].append(start)
      }
      find.reset()
    }
    let root = try database.integer(
      "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = '\(table)'"
    )
    guard let root, let file = try database.pages(),
      let tree = TableLeaves(root: UInt32(truncatingIfNeeded: root), in: file)
    else { return nil }
    integerStarts = starts[.integer] ?? []
    identifierStarts = starts[.identifier] ?? []
    textStarts = starts[.text] ?? []
    formWordCount = 4 + 3 * integerStarts.count + identifierStarts.count + textStarts.count
    unsafe forms = .allocate(capacity: (Self.formCount + 1) * formWordCount)
    unsafe forms.initialize(repeating: 0, count: (Self.formCount + 1) * formWordCount)
    leaf = StoredLeaf(in: file, tree)
    self.fields = fields
    self.numberStart = numberStart
    wordCount = values.words.count
    capacity = values.capacity
  }

  deinit {
    unsafe forms.deallocate()
  }

  /// Adds the columns of those rows that exist, fastest where their numbers ascend.
  ///
  /// Stops behind a row that is declined and returns its number; nil at the end.
  mutating func read(
    _ numbers: inout some IteratorProtocol<Int64>,
    into values: inout ColumnValues
  ) -> Int64? {
    while let number = numbers.next() {
      if read(number, into: &values) == .declined { return number }
    }
    return nil
  }

  private mutating func read(_ number: Int64, into values: inout ColumnValues) -> Place {
    guard leaf.turn(to: number) else { return .declined }
    guard leaf.cellCount > 0 else { return .absent }
    var record: StoredLeaf.Record?
    // The row behind the last one, or else one further away.
    if cell < leaf.cellCount { record = leaf.record(ofCell: cell) }
    if record?.number != number {
      guard let found = leaf.firstCell(from: number) else { return .declined }
      cell = found
      guard found < leaf.cellCount else { return .absent }
      record = leaf.record(ofCell: found)
      if let record, record.number != number { return .absent }
    }
    guard let record else { return .declined }
    cell += 1
    return takeApart(record, into: &values) ? .found : .declined
  }

  /// Reads the columns of a row; false where they are not all in the page.
  @inline(__always)
  private func takeApart(_ record: StoredLeaf.Record, into values: inout ColumnValues) -> Bool {
    let end = record.start + record.byteCount
    let row = values.count
    // A longer record goes on in other pages.
    guard record.byteCount <= leaf.file.pageByteCount - 35, end <= leaf.file.pageByteCount,
      row < capacity, values.words.count == wordCount
    else { return false }
    var position = record.start
    guard let headerCount = unsafe SQLiteVarint.readShort(leaf.memory, at: &position),
      headerCount <= record.byteCount
    else { return false }
    guard let form = unsafe form(of: record, headerCount: headerCount, types: position) else {
      return false
    }
    let content = record.start + headerCount
    guard content + Int(unsafe form[3]) <= end else { return false }
    var words = values.words.mutableSpan
    if let numberStart { unsafe words[unchecked: numberStart + row] = record.number }
    var place = unsafe form + 4
    for start in integerStarts {
      let (at, mask, bits) = unsafe (place[0], place[1], place[2])
      let word = word(content + Int(at & 0xFFFF_FFFF))
      unsafe words[unchecked: start + row] = word &>> (at &>> 32) & mask | bits
      unsafe place += 3
    }
    for start in identifierStarts {
      let at = unsafe place.pointee
      unsafe words[unchecked: start + row] = at < 0 ? 0 : word(content + Int(at))
      unsafe words[unchecked: start + capacity + row] = at < 0 ? 0 : word(content + Int(at) + 8)
      unsafe place += 1
    }
    for start in textStarts {
      unsafe takeText(place.pointee, content, to: start + row, of: &values)
      unsafe place += 1
    }
    values.count += 1
    return true
  }

  @inline(__always)
  private func takeText(
    _ at: Int64,
    _ content: Int,
    to word: Int,
    of values: inout ColumnValues
  ) {
    values.words[word] = at
    if at != ColumnValues.null { appendText(at, content, to: word, of: &values) }
  }

  private func appendText(
    _ at: Int64,
    _ content: Int,
    to word: Int,
    of values: inout ColumnValues
  ) {
    let bytes = unsafe UnsafeRawBufferPointer(
      start: leaf.memory + content + Int(at >> 32),
      count: Int(at & 0xFFFF_FFFF)
    )
    values.words[word] = Int64(values.texts.count)
    unsafe values.texts.append(String(decoding: bytes, as: UTF8.self))
  }

  /// The form of a record's header, which most records share with others; nil where columns are of
  /// a kind that is left to SQLite.
  @inline(__always)
  private func form(
    of record: StoredLeaf.Record,
    headerCount: Int,
    types: Int
  ) -> UnsafeMutablePointer<Int64>? {
    guard headerCount <= Self.comparedBytes else {
      let form = unsafe forms + Self.formCount * formWordCount
      return unsafe make(form, types: types, end: record.start + headerCount) ? form : nil
    }
    let key = (
      word(record.start) & Self.mask(headerCount),
      word(record.start + 8) & Self.mask(headerCount - 8),
      word(record.start + 16) & Self.mask(headerCount - 16)
    )
    let mixed =
      key.0 &* 0x1E37_79B9_7F4A_7C15 ^ key.1 &* 0x42B2_AE3D_27D4_EB4F ^ key.2
      &* 0x1656_67B1_9E37_79F9
    let hash = UInt64(bitPattern: mixed ^ mixed &>> 32) &* 0x9E37_79B9_7F4A_7C15
    let form = unsafe forms + Int(hash >> UInt64(64 - Self.formBits)) * formWordCount
    if unsafe form[0] == key.0, unsafe form[1] == key.1, unsafe form[2] == key.2 {
      return unsafe form
    }
    // No header is all zeros.
    unsafe form[0] = 0
    unsafe (form[1], form[2]) = (0, 0)
    guard unsafe make(form, types: types, end: record.start + headerCount) else { return nil }
    unsafe (form[0], form[1], form[2]) = key
    return unsafe form
  }

  /// Keeps the first bytes of a word, at most all eight.
  @inline(__always)
  private static func mask(_ byteCount: Int) -> Int64 {
    if byteCount >= 8 { return -1 }
    return byteCount <= 0 ? 0 : Int64(bitPattern: ~(UInt64.max >> UInt64(8 * byteCount)))
  }

  /// Makes a form of the types from `types` to `end`.
  private func make(_ form: UnsafeMutablePointer<Int64>, types: Int, end: Int) -> Bool {
    let integers = unsafe form + 4
    let identifiers = unsafe integers + 3 * integerStarts.count
    let texts = unsafe identifiers + identifierStarts.count
    var position = types
    var content = 0
    for field in fields {
      var type = 0
      // A record of fewer fields was written before the table had more columns, or ends with NULLs.
      if position < end {
        guard let read = unsafe SQLiteVarint.readShort(leaf.memory, at: &position) else {
          return false
        }
        type = read
      } else if field.hasDefault {
        return false
      }
      let start = content
      content += type < 12 ? Self.byteCounts[type] : (type - 12) / 2
      guard content <= leaf.file.pageByteCount else { return false }
      switch field.kind {
      case nil: continue
      case .integer:
        guard type != 7 else { return false }
        let place = unsafe integers + 3 * field.place
        let hasContent = type > 0 && type < 8
        unsafe place[0] =
          hasContent ? Int64(start) | Int64(64 - 8 * Self.byteCounts[type]) << 32 : 0
        unsafe place[1] = hasContent ? -1 : 0
        // 8 and 9 stand for 0 and 1; what is no integer counts as 0.
        unsafe place[2] = type == 0 ? ColumnValues.null : type == 9 ? 1 : 0
      case .identifier:
        unsafe identifiers[field.place] = type == 12 + 2 * 16 ? Int64(start) : -1
      case .text:
        let isText = type >= 13 && type & 1 == 1
        unsafe texts[field.place] =
          isText ? Int64(start) << 32 | Int64((type - 13) / 2) : ColumnValues.null
      }
    }
    unsafe form[3] = Int64(content)
    return position <= end
  }

  /// By type below 12, how many bytes of content it has; too many for those that do not exist.
  private static let byteCounts: InlineArray<12, Int> = [
    0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 1 << 20, 1 << 20,
  ]

  @inline(__always)
  private func word(_ position: Int) -> Int64 {
    Int64(bigEndian: unsafe leaf.memory.loadUnaligned(fromByteOffset: position, as: Int64.self))
  }
}
