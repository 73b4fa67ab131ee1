internal import Tally

/// The SQL of a question: typed as it is, or kept in a file.
struct QueryText {
  let sql: String

  init(_ text: String) throws(TextFileError) {
    sql = text.hasSuffix(".sql") ? try TextFile.read(text) : text
  }
}
