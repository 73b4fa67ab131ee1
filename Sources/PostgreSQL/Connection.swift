internal import CPostgreSQL
internal import Glibc

/// A connection to a PostgreSQL server through libpq, ended when the object goes away.
///
/// Passwords, services and TLS are libpq's business: PGPASSWORD, ~/.pgpass, pg_service.conf and
/// `sslmode` work as they do for psql.
@safe
package final class Connection {
  let library: calltally_libpq
  let handle: OpaquePointer

  /// Waits so long for an answer unless the URL, a service or PGCONNECT_TIMEOUT says otherwise.
  private static let defaultTimeoutSeconds = 10

  /// Connects, or says why it could not be done.
  package init(_ address: ServerAddress) throws(ServerError) {
    let library = try Library.functions()
    try Self.check(address, library)
    let opened = unsafe Self.withTexts(["dbname", "client_encoding", "fallback_application_name"]) {
      names in
      unsafe Self.withTexts([address.url, "UTF8", "calltally"]) { values in
        unsafe library.connectStartParams(names, values, 1)
      }
    }
    guard let handle = unsafe opened else {
      throw ServerError("there is not enough memory for a connection")
    }
    self.library = library
    unsafe self.handle = handle
    // States are what errors are told apart by, and the words may be in any language.
    _ = unsafe library.setErrorVerbosity(handle, Int32(CALLTALLY_PG_ERRORS_VERBOSE))
    _ = unsafe library.setNoticeProcessor(handle, { _, _ in }, nil)
    do throws(ServerError) {
      try connect()
    } catch {
      throw ServerError(
        address.hiding(error.message),
        sqlState: error.sqlState,
        isDisconnected: error.isDisconnected
      )
    }
  }

  deinit {
    unsafe library.finish(handle)
  }

  /// Has libpq look at the URL before it is acted on, for its complaints quote all of it.
  private static func check(
    _ address: ServerAddress,
    _ library: calltally_libpq
  ) throws(ServerError) {
    var complaint: UnsafeMutablePointer<CChar>?
    if let options = unsafe library.conninfoParse(address.url, &complaint) {
      return unsafe library.conninfoFree(options)
    }
    let text = unsafe complaint.map { unsafe String(cString: $0) } ?? "it cannot be read"
    unsafe library.freemem(complaint)
    throw ServerError(
      "the URL is not understood: "
        + address.hiding(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    )
  }

  private func connect() throws(ServerError) {
    var deadline = Self.milliseconds()
    let timeout = timeoutSeconds()
    if let timeout { deadline += timeout * 1000 }
    var state = Int32(CALLTALLY_PG_POLLING_WRITING)
    while unsafe library.status(handle) != CALLTALLY_PG_CONNECTION_BAD {
      if state == CALLTALLY_PG_POLLING_OK { return }
      guard state != CALLTALLY_PG_POLLING_FAILED else { break }
      let events = state == CALLTALLY_PG_POLLING_READING ? POLLIN : POLLOUT
      var descriptor = pollfd(fd: unsafe library.socket(handle), events: Int16(events), revents: 0)
      let left = timeout == nil ? -1 : max(0, deadline - Self.milliseconds())
      let count = unsafe poll(&descriptor, 1, Int32(clamping: left))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw ServerError(
          "timeout expired: the server did not answer within \(timeout ?? 0) s (connect_timeout)",
          isDisconnected: true
        )
      }
      state = unsafe library.connectPoll(handle)
    }
    var error = lastError()
    error.isDisconnected = true
    if unsafe library.connectionNeedsPassword(handle) != 0 {
      error.message += ": give it in ~/.pgpass, or in PGPASSWORD"
    }
    throw error
  }

  /// How long to wait for all of the hosts together; nil for ever.
  private func timeoutSeconds() -> Int? {
    let options = self.options()
    var seconds = Self.defaultTimeoutSeconds
    if let text = options["connect_timeout"], let given = Int(text) { seconds = given }
    guard seconds > 0 else { return nil }
    let hosts = (options["host"] ?? options["hostaddr"] ?? "").split(separator: ",").count
    return min(seconds, 86_400) * max(1, hosts)
  }

  /// What libpq made of the URL, the environment and the service, passwords left out.
  package func options() -> [String: String] {
    guard let first = unsafe library.conninfo(handle) else { return [:] }
    defer { unsafe library.conninfoFree(first) }
    var options: [String: String] = [:]
    var option = unsafe first
    while let keyword = unsafe option.pointee.keyword {
      let name = unsafe String(cString: keyword)
      if let value = unsafe option.pointee.val, !name.hasSuffix("password") {
        options[name] = unsafe String(cString: value)
      }
      unsafe option += 1
    }
    return options
  }

  /// What went wrong on the connection itself.
  func lastError() -> ServerError {
    let isBad = unsafe library.status(handle) == CALLTALLY_PG_CONNECTION_BAD
    let text = unsafe library.errorMessage(handle).map { unsafe String(cString: $0) } ?? ""
    return ServerError(verbose: text, isDisconnected: isBad)
  }

  private static func milliseconds() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// Texts as C has them, in an array that a null pointer ends.
  private static func withTexts<Result>(
    _ texts: [String],
    _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
  ) -> Result {
    let copies = unsafe texts.map { unsafe strdup($0) }
    defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
    let pointers = unsafe copies.map { unsafe UnsafePointer($0) } + [nil]
    return unsafe pointers.withUnsafeBufferPointer { buffer in
      // It has at least the null pointer that ends it.
      unsafe body(buffer.baseAddress.unsafelyUnwrapped)
    }
  }
}
