internal import CCurl
internal import Glibc

/// One connection at a time to one server, kept open between questions.
@safe
final class CurlTransfer {
  private let library: calltally_curl
  private let handle: OpaquePointer
  /// Where libcurl leaves its own words.
  private let words: UnsafeMutablePointer<CChar>

  init() throws(HTTPError) {
    library = try CurlLibrary.functions()
    guard let handle = library.easyInit() else {
      throw HTTPError(.failed, "there is not enough memory for a connection")
    }
    unsafe self.handle = handle
    unsafe words = .allocate(capacity: Int(CALLTALLY_CURL_ERROR_BYTES))
  }

  deinit {
    unsafe library.easyCleanup(handle)
    unsafe words.deallocate()
  }

  /// Asks once; `milliseconds` is how long it may take, nil for ever.
  func perform(
    _ request: HTTPRequest,
    to address: WebAddress,
    as credentials: Credentials,
    _ settings: HTTPSettings,
    milliseconds: Int64?
  ) throws(HTTPError) -> HTTPResponse {
    // Forgets the options and keeps the connection.
    unsafe library.easyReset(handle)
    set(CALLTALLY_CURL_URL, address.description + request.path)
    set(CALLTALLY_CURL_PROTOCOLS, CALLTALLY_CURL_PROTOCOL_HTTP | CALLTALLY_CURL_PROTOCOL_HTTPS)
    set(CALLTALLY_CURL_NOSIGNAL, 1)
    set(CALLTALLY_CURL_BUFFERSIZE, 1 << 18)
    set(CALLTALLY_CURL_USERAGENT, settings.userAgent)
    set(CALLTALLY_CURL_ACCEPT_ENCODING, "gzip")
    set(CALLTALLY_CURL_CONNECTTIMEOUT_MS, settings.connectSeconds * 1000)
    set(CALLTALLY_CURL_LOW_SPEED_LIMIT, 1)
    set(CALLTALLY_CURL_LOW_SPEED_TIME, settings.silenceSeconds)
    if let milliseconds { set(CALLTALLY_CURL_TIMEOUT_MS, Int(max(1, milliseconds))) }
    // What goes to this machine is never handed to another one.
    if address.isLoopback { set(CALLTALLY_CURL_NOPROXY, "*") }
    // As the curl command does; the library alone does not look.
    if let file = Self.environment("SSL_CERT_FILE") { set(CALLTALLY_CURL_CAINFO, file) }
    if let folder = Self.environment("SSL_CERT_DIR") { set(CALLTALLY_CURL_CAPATH, folder) }
    // On a connection that turns out to be dead libcurl sends again by itself, on a new one never.
    if !request.isRepeatable { set(CALLTALLY_CURL_FRESH_CONNECT, 1) }
    set(request.method)
    var headers = ["Accept: application/json", "Expect:"]
    if let contentType = request.contentType { headers.append("Content-Type: \(contentType)") }
    switch credentials {
    case .none: break
    case .header(let name, let secret): headers.append("\(name): \(secret.text)")
    case .basic(let user, let password):
      set(CALLTALLY_CURL_USERNAME, user)
      set(CALLTALLY_CURL_PASSWORD, password.text)
    }
    var list: OpaquePointer?
    for header in headers { unsafe list = unsafe library.listAppend(list, header) }
    defer { unsafe library.listFree(list) }
    _ = unsafe calltally_curl_set_list(library, handle, Int32(CALLTALLY_CURL_HTTPHEADER), list)
    return try perform(body: request.body, limitBytes: settings.bodyLimitBytes, settings)
  }

  private func perform(
    body: [UInt8]?,
    limitBytes: Int,
    _ settings: HTTPSettings
  ) throws(HTTPError) -> HTTPResponse {
    let answer = Answer(limitBytes: limitBytes)
    let context = unsafe Unmanaged.passUnretained(answer).toOpaque()
    unsafe set(CALLTALLY_CURL_WRITEFUNCTION) { bytes, _, count, context in
      unsafe Answer.of(context)?.add(UnsafeRawBufferPointer(start: bytes, count: count)) ?? 0
    }
    unsafe set(CALLTALLY_CURL_WRITEDATA, context)
    unsafe set(CALLTALLY_CURL_HEADERFUNCTION) { bytes, _, count, context in
      unsafe Answer.of(context)?.addHeader(UnsafeRawBufferPointer(start: bytes, count: count)) ?? 0
    }
    unsafe set(CALLTALLY_CURL_HEADERDATA, context)
    unsafe words.pointee = 0
    unsafe set(CALLTALLY_CURL_ERRORBUFFER, words)
    let code: Int32
    if let body {
      code = unsafe body.withUnsafeBytes { bytes in
        unsafe calltally_curl_set_size(
          library,
          handle,
          Int32(CALLTALLY_CURL_POSTFIELDSIZE_LARGE),
          Int64(bytes.count)
        )
        unsafe set(CALLTALLY_CURL_POSTFIELDS, bytes.baseAddress)
        return unsafe library.easyPerform(handle)
      }
    } else {
      code = unsafe library.easyPerform(handle)
    }
    // It outlives the callbacks.
    withExtendedLifetime(answer) {}
    guard code == CALLTALLY_CURL_OK else { throw error(code, answer, settings) }
    return HTTPResponse(
      status: unsafe calltally_curl_response_code(library, handle),
      headers: answer.headers,
      body: answer.body
    )
  }

  private func error(
    _ code: Int32,
    _ answer: Answer,
    _ settings: HTTPSettings
  ) -> HTTPError {
    var detail = unsafe String(cString: words)
    if detail.isEmpty, let name = library.easyStrerror(code) {
      detail = unsafe String(cString: name)
    }
    detail = detail.split(whereSeparator: \.isNewline).joined(separator: " ")
    switch Int(code) {
    case _ where answer.isTooLarge:
      return HTTPError(.tooLarge, "the answer is larger than \(settings.bodyLimitBytes >> 20) MiB")
    case CALLTALLY_CURL_COULDNT_RESOLVE_HOST, CALLTALLY_CURL_COULDNT_RESOLVE_PROXY:
      return HTTPError(.unresolved, detail)
    case _ where detail.contains("CONNECT"): return Self.refusedTunnel(detail)
    case CALLTALLY_CURL_COULDNT_CONNECT:
      return HTTPError(.unreachable, "nobody answers there (connection refused, or no way to it)")
    case CALLTALLY_CURL_OPERATION_TIMEDOUT:
      return HTTPError(.timedOut, "no answer in time")
    case CALLTALLY_CURL_PARTIAL_FILE, CALLTALLY_CURL_GOT_NOTHING, CALLTALLY_CURL_SEND_ERROR,
      CALLTALLY_CURL_RECV_ERROR, CALLTALLY_CURL_BAD_CONTENT_ENCODING, CALLTALLY_CURL_HTTP2,
      CALLTALLY_CURL_HTTP2_STREAM:
      return HTTPError(.cutShort, "the connection broke in the middle of an answer (\(detail))")
    case CALLTALLY_CURL_SSL_CONNECT_ERROR
    where detail.contains("SYSCALL") || detail.contains("reset") || detail.contains("eof"):
      return HTTPError(.cutShort, "the connection broke at its beginning (\(detail))")
    case CALLTALLY_CURL_SSL_CONNECT_ERROR:
      return HTTPError(.untrusted, "no encrypted connection (\(detail)); is it http:// there?")
    case CALLTALLY_CURL_PEER_FAILED_VERIFICATION where detail.contains("subject name"):
      return HTTPError(
        .untrusted,
        "the certificate is another server's (\(detail)); give the URL with the name in it"
      )
    case CALLTALLY_CURL_PEER_FAILED_VERIFICATION, CALLTALLY_CURL_SSL_CACERT_BADFILE:
      return HTTPError(
        .untrusted,
        "the certificate is not trusted (\(detail)); name the file of your own authority in "
          + "SSL_CERT_FILE"
      )
    default: return HTTPError(.failed, detail)
    }
  }

  /// What a proxy says to `CONNECT`, which libcurl tells in words alone.
  private static func refusedTunnel(_ detail: String) -> HTTPError {
    let numbers = detail.split { !$0.isNumber }.compactMap { Int($0) }
    switch numbers.first(where: (300...599).contains) {
    case 407:
      return HTTPError(
        .failed,
        "the proxy wants a user and a password: https_proxy=http://user:password@proxy:3128"
      )
    case .some(500...599):
      return HTTPError(.unreachable, "the proxy does not reach the server (\(detail))")
    default: return HTTPError(.failed, "the proxy does not let this through (\(detail))")
    }
  }

  private static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}

extension CurlTransfer {
  // What an option is not known to an old library for is not worth an error: each has a default.

  private func set(_ method: HTTPRequest.Method) {
    set(CALLTALLY_CURL_HTTPGET, 1)
    // A body makes a POST of it, whatever it is called.
    set(CALLTALLY_CURL_CUSTOMREQUEST, method.rawValue)
  }

  private func set(_ option: Int, _ number: Int) {
    unsafe calltally_curl_set_number(library, handle, Int32(option), number)
  }

  private func set(_ option: Int, _ text: String) {
    unsafe calltally_curl_set_text(library, handle, Int32(option), text)
  }

  private func set(_ option: Int, _ pointer: UnsafeRawPointer?) {
    unsafe calltally_curl_set_pointer(library, handle, Int32(option), pointer)
  }

  private func set(_ option: Int, _ sink: calltally_curl_sink) {
    unsafe calltally_curl_set_sink(library, handle, Int32(option), sink)
  }

  /// What has come of an answer so far.
  private final class Answer {
    private(set) var body: [UInt8] = []
    private(set) var headers: [(name: String, value: String)] = []
    private(set) var isTooLarge = false
    private let limitBytes: Int

    init(limitBytes: Int) {
      self.limitBytes = limitBytes
    }

    static func of(_ context: UnsafeMutableRawPointer?) -> Answer? {
      unsafe context.map { unsafe Unmanaged<Answer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Returns how much was taken; less than all ends the transfer.
    func add(_ bytes: UnsafeRawBufferPointer) -> Int {
      guard bytes.count <= limitBytes - body.count else {
        isTooLarge = true
        return 0
      }
      unsafe body.append(contentsOf: bytes)
      return bytes.count
    }

    func addHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
      let line = unsafe String(decoding: bytes, as: UTF8.self)
      // One answer may come before another: that of a proxy, or 100 Continue.
      if line.hasPrefix("HTTP/") { headers = [] }
      guard let colon = line.firstIndex(of: ":") else { return bytes.count }
      let value = line[line.index(after: colon)...]
      headers.append((line[..<colon].lowercased(), value.trimmed))
      return bytes.count
    }
  }
}

extension Substring {
  /// Without blanks and line ends around it.
  fileprivate var trimmed: String {
    var rest = self
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
  }
}
