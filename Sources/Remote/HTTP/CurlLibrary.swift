internal import CCurl

/// libcurl, opened when it is first needed.
///
/// It stays open until the program ends: OpenSSL does not like to be unloaded.
@safe
enum CurlLibrary {
  /// Debian's two builds of the same library; the first speaks TLS through OpenSSL.
  private static let names = ["libcurl.so.4", "libcurl-gnutls.so.4"]

  private static let opened: Result<calltally_curl, HTTPError> = {
    for name in names {
      var functions = calltally_curl()
      guard unsafe calltally_curl_open(name, &functions) == nil,
        // CURL_GLOBAL_DEFAULT.
        functions.globalInit(3) == CALLTALLY_CURL_OK
      else { continue }
      return .success(functions)
    }
    return .failure(
      HTTPError(
        .unavailable,
        "\(names[0]) is not on this machine, and servers are asked through it: "
          + "install it (apt install libcurl4)"
      )
    )
  }()

  static func functions() throws(HTTPError) -> calltally_curl {
    try opened.get()
  }
}
