internal import CPostgreSQL

/// libpq, opened when it is first needed.
///
/// It stays open until the program ends: OpenSSL does not like to be unloaded.
@safe
enum Library {
  private static let name = "libpq.so.5"

  private static let opened: Result<calltally_libpq, ServerError> = {
    var functions = calltally_libpq()
    guard let missing = unsafe calltally_libpq_open(name, &functions) else {
      return .success(functions)
    }
    let what = unsafe String(cString: missing)
    return .failure(
      ServerError(
        what == name
          ? "\(name) is not on this machine, and PostgreSQL is read with it: "
            + "install it (apt install libpq5)"
          : "the \(name) on this machine is too old: it has no \(what); install a newer one"
      )
    )
  }()

  static func functions() throws(ServerError) -> calltally_libpq {
    try opened.get()
  }
}
