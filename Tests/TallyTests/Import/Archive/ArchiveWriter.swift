import Support

@testable import Tally

/// Writes archives as PostgreSQL's documentation of their versions has it: what pg_dump of versions
/// that are not at hand would write.
struct ArchiveWriter {
  /// One table, or a large object where it has no name.
  struct Table {
    var name: String
    var columns: [String]
    var rows: [UInt8]

    var statement: String {
      let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
      return "COPY public.\"\(name)\" (\(names)) FROM stdin;\n"
    }
  }

  /// Whether the table of contents tells where the data is.
  enum Offsets: CaseIterable {
    case known
    case unknown
    case wrong
  }

  var version = 14
  var integerByteCount = 4
  var offsetByteCount = 8
  var compression = ArchiveHeader.Compression.none
  var offsets = Offsets.known
  var random: SplitMix64
  private var bytes: [UInt8] = []
  /// Where the offset of each table belongs.
  private var offsetPlaces: [Int] = []

  init(random: SplitMix64) {
    self.random = random
  }

  /// Anything that its version can have.
  static func any(seed: UInt64) -> Self {
    var random = SplitMix64(seed: seed)
    var writer = Self(random: random)
    writer.version = Int.random(in: 12...16, using: &random)
    writer.integerByteCount = Bool.random(using: &random) ? 4 : 8
    writer.offsetByteCount = Bool.random(using: &random) ? 4 : 8
    let old: [ArchiveHeader.Compression] = [.none, .gzip]
    let new: [ArchiveHeader.Compression] = old + [.lz4, .zstd]
    writer.compression = (writer.version < 15 ? old : new).randomElement(using: &random) ?? .none
    writer.offsets = Offsets.allCases.randomElement(using: &random) ?? .known
    writer.random = random
    return writer
  }

  mutating func archive(of tables: [Table]) -> [UInt8] {
    bytes = Array("PGDMP".utf8) + [1, UInt8(version), 0]
    bytes += [UInt8(integerByteCount), UInt8(offsetByteCount), 1]
    if version >= 15 {
      let numbers: [ArchiveHeader.Compression: UInt8] = [.none: 0, .gzip: 1, .lz4: 2, .zstd: 3]
      bytes.append(numbers[compression] ?? 0)
    } else {
      integer(compression == .none ? 0 : -1)
    }
    for number in [1, 2, 3, 4, 5, 126, 0] { integer(number) }
    for word in ["oneuptimedb", "17.2", "17.2"] { text(word) }
    integer(tables.count * 2 + 2)
    entry(number: 1, "ENCODING", "ENCODING", definition: "SET client_encoding = 'UTF8';\n")
    let view = "CREATE VIEW v AS " + String(repeating: "SELECT 1 UNION ", count: 200) + "SELECT 1"
    entry(number: 2, "VIEW", "v", definition: view)
    offsetPlaces = []
    for (index, table) in tables.enumerated() {
      entry(number: 10 + index, "TABLE", table.name, definition: "CREATE TABLE …")
      let isObject = table.name.isEmpty
      entry(
        number: 100 + index,
        isObject ? "BLOBS" : "TABLE DATA",
        table.name,
        statement: isObject ? nil : table.statement
      )
      offsetPlaces.append(bytes.count - offsetByteCount - 1)
    }
    for (index, table) in tables.enumerated() { data(number: 100 + index, table) }
    return bytes
  }

  /// The entry of the table of contents, all but the place of which is as pg_dump writes it.
  private mutating func entry(
    number: Int,
    _ description: String,
    _ tag: String,
    definition: String = "",
    statement: String? = nil
  ) {
    integer(number)
    integer(statement == nil ? 0 : 1)
    text("1259")
    text("16384")
    text(tag)
    text(description)
    integer(statement == nil ? 2 : 3)
    text(definition)
    text("")
    text(statement)
    text("public")
    text(nil)
    if version >= 14 { text("heap") }
    if version >= 16 { integer(Int(UInt8(ascii: "r"))) }
    text("postgres")
    text("false")
    for dependency in [3, 4] { text("\(dependency)") }
    text(nil)
    bytes.append(statement == nil ? 3 : 1)
    bytes += Array(repeating: 0, count: offsetByteCount)
  }

  private mutating func data(number: Int, _ table: Table) {
    if !table.name.isEmpty { note(offset: bytes.count, at: offsetPlaces[number - 100]) }
    bytes.append(table.name.isEmpty ? 3 : 1)
    integer(number)
    if table.name.isEmpty {
      // Two objects.
      for object in [16400, 16401] {
        integer(object)
        pieces(table.rows)
      }
      integer(0)
    } else {
      pieces(table.rows + Array("\\.\n\n\n".utf8))
    }
  }

  private mutating func note(offset: Int, at place: Int) {
    guard offsets != .unknown else { return }
    let told = offsets == .wrong && Bool.random(using: &random) ? offset / 2 : offset
    bytes[place] = 2
    for index in 0..<offsetByteCount {
      bytes[place + 1 + index] = UInt8(truncatingIfNeeded: told >> (index * 8))
    }
  }

  private mutating func pieces(_ plain: [UInt8]) {
    var rest = Compressed.bytes(plain, by: compression)[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Int.random(in: 1...5000, using: &random))
      integer(piece.count)
      bytes += piece
      rest = rest.dropFirst(piece.count)
    }
    integer(0)
  }

  private mutating func integer(_ number: Int) {
    bytes.append(number < 0 ? 1 : 0)
    for index in 0..<integerByteCount {
      bytes.append(UInt8(truncatingIfNeeded: abs(number) >> (index * 8)))
    }
  }

  private mutating func text(_ text: String?) {
    guard let text else { return integer(-1) }
    integer(text.utf8.count)
    bytes += Array(text.utf8)
  }
}
