/// How far an import has come.
package struct ImportProgress: Sendable {
  /// Records taken in and rejected.
  package var recordCount: Int
  package var readByteCount: Int64
  /// Of all inputs together; 0 where it is not known, as for a pipe.
  package var totalByteCount: Int64
}
