/// The data of one of our tables, as the table of contents of an archive has it.
struct ArchiveEntry {
  /// Where the data is.
  enum Place: Equatable {
    /// In the archive itself, from an offset on; nil where pg_dump could not go back to note it.
    case block(offset: Int64?)
    /// In a file of its own; what it is compressed with adds to the name.
    case file(String)
  }

  /// What the data is called in the archive.
  var dumpNumber: Int
  var table: String
  var kind: RecordKind
  /// The columns of the rows; nil where the data are INSERT statements.
  var columns: [String]?
  var place: Place
}
