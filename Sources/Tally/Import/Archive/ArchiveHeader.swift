/// What the beginning of an archive of pg_dump says about the rest.
struct ArchiveHeader {
  /// How the parts of an archive are kept, by the number that stands for it.
  enum Format: UInt8 {
    /// One file, the data behind the table of contents.
    case custom = 1
    /// A table of contents with the data in files beside it, in a folder or in a tar.
    case files = 3
  }

  enum Compression {
    case none
    case gzip
    case lz4
    case zstd
  }

  /// The minor number of the version; the major one is 1.
  var version = 0
  var integerByteCount = 4
  var offsetByteCount = 8
  var format = Format.custom
  var compression = Compression.none
  var databaseName = ""

  static let magic = Array("PGDMP".utf8)

  /// From 1.12 of PostgreSQL 9.0 to 1.16 of PostgreSQL 17 and 18.
  private static let versions = 12...16

  /// Reads the header, which leaves the table of contents to come next.
  static func read(_ bytes: ArchiveBytes) throws(InputError) -> Self {
    var fields = ArchiveFields(bytes, Self())
    for _ in magic { _ = try fields.byte("the header") }
    var header = Self()
    header.version = try readVersion(&fields)
    header.integerByteCount = Int(try fields.byte("the header"))
    header.offsetByteCount = Int(try fields.byte("the header"))
    guard (1...8).contains(header.integerByteCount), (1...8).contains(header.offsetByteCount) else {
      throw .damagedArchive(
        reason: "the header of this pg_dump archive has integers of "
          + "\(header.integerByteCount) bytes and offsets of \(header.offsetByteCount), "
          + "expected 1 to 8"
      )
    }
    let format = try fields.byte("the header")
    // What a folder's table of contents says about itself was 3 or 5 at different times.
    guard let known = Format(rawValue: format == 5 ? 3 : format) else {
      throw .damagedArchive(
        reason: "the header of this pg_dump archive has the format \(format), expected 1, 3 or 5"
      )
    }
    header.format = known
    fields.header = header
    header.compression = try readCompression(&fields, version: header.version)
    for _ in 0..<7 { _ = try fields.integer("the header") }
    header.databaseName = try fields.text("the header") ?? ""
    for _ in 0..<2 { try fields.passText("the header") }
    return header
  }

  private static func readVersion(_ fields: inout ArchiveFields) throws(InputError) -> Int {
    let major = Int(try fields.byte("the header"))
    let minor = Int(try fields.byte("the header"))
    _ = try fields.byte("the header")
    guard major == 1, versions.contains(minor) else {
      let isNew = major > 1 || major == 1 && minor > versions.upperBound
      throw .unsupported(
        reason: "this is a pg_dump archive of version \(major).\(minor); versions "
          + "1.\(versions.lowerBound) to 1.\(versions.upperBound) are read. Have pg_restore of "
          + (isNew ? "the PostgreSQL that wrote it" : "an old enough PostgreSQL")
          + " make SQL of it, and import that: pg_restore --data-only -f dump.sql ARCHIVE"
      )
    }
    return minor
  }

  /// Up to 1.14 there was only gzip, and a level, 0 for no compression.
  private static func readCompression(
    _ fields: inout ArchiveFields,
    version: Int
  ) throws(InputError) -> Compression {
    guard version >= 15 else {
      return try fields.integer("the header") == 0 ? .none : .gzip
    }
    switch try fields.byte("the header") {
    case 0: return .none
    case 1: return .gzip
    case 2: return .lz4
    case 3: return .zstd
    case let other:
      throw .unsupported(
        reason:
          "this pg_dump archive is compressed by method \(other); none (0), gzip (1), lz4 (2) "
          + "and zstd (3) are read. Have pg_restore of the PostgreSQL that wrote it make SQL of it, "
          + "and import that: pg_restore --data-only -f dump.sql ARCHIVE"
      )
    }
  }
}
