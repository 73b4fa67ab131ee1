internal import CPostgreSQL

extension Connection {
  /// Runs statements that return nothing of interest, separated by semicolons.
  package func execute(_ sql: String) throws(ServerError) {
    _ = try rows(sql)
  }

  /// The rows of the last statement in `sql`, each column as text; nil is NULL.
  package func rows(_ sql: String) throws(ServerError) -> [[String?]] {
    let result = unsafe library.exec(handle, sql)
    defer { unsafe library.clear(result) }
    let status = unsafe library.resultStatus(result)
    guard status == CALLTALLY_PG_TUPLES_OK || status == CALLTALLY_PG_COMMAND_OK else {
      throw unsafe error(of: result)
    }
    let columns = unsafe library.nfields(result)
    return unsafe (0..<library.ntuples(result)).map { row in
      (0..<columns).map { column in
        guard unsafe library.getisnull(result, row, column) == 0,
          let value = unsafe library.getvalue(result, row, column)
        else { return nil }
        return unsafe String(cString: value)
      }
    }
  }

  /// Starts a `COPY … TO STDOUT`; nothing else runs on the connection until it has been read.
  package func copyOut(_ sql: String) throws(ServerError) -> CopyOut {
    let result = unsafe library.exec(handle, sql)
    defer { unsafe library.clear(result) }
    guard unsafe library.resultStatus(result) == CALLTALLY_PG_COPY_OUT else {
      throw unsafe error(of: result)
    }
    return CopyOut(self)
  }

  /// Has the server stop what it is doing.
  func cancel() {
    guard unsafe library.status(handle) == CALLTALLY_PG_CONNECTION_OK,
      let request = unsafe library.getCancel(handle)
    else { return }
    var words = Array(repeating: CChar(0), count: 256)
    // Whether it worked does not matter: the connection is given up next.
    _ = unsafe library.cancel(request, &words, Int32(words.count))
    unsafe library.freeCancel(request)
  }

  /// What a statement failed with.
  func error(of result: OpaquePointer?) -> ServerError {
    let isBad = unsafe library.status(handle) == CALLTALLY_PG_CONNECTION_BAD
    guard
      let state = unsafe library.resultErrorField(result, Int32(CALLTALLY_PG_DIAG_SQLSTATE)),
      let words = unsafe library.resultErrorField(result, Int32(CALLTALLY_PG_DIAG_MESSAGE_PRIMARY))
    else { return lastError() }
    return unsafe ServerError(
      String(cString: words),
      sqlState: String(cString: state),
      isDisconnected: isBad
    )
  }

  /// A name as SQL quotes it.
  package static func quoted(name: String) -> String {
    "\"\(name.replacing("\"", with: "\"\""))\""
  }

  /// A text as SQL quotes it, whatever the server thinks of backslashes.
  package static func quoted(text: String) -> String {
    let text = text.replacing("'", with: "''")
    guard text.contains("\\") else { return "'\(text)'" }
    return "E'\(text.replacing("\\", with: "\\\\"))'"
  }
}
