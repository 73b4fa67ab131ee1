package import Reports

/// What a server answered, whatever it means.
package struct HTTPResponse: Sendable {
  package var status: Int
  /// Names in small letters, in the order they came.
  package var headers: [(name: String, value: String)]
  /// Decompressed.
  package var body: [UInt8]

  package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The value of a header that comes once; `name` is in small letters.
  package func header(_ name: String) -> String? {
    headers.first { $0.name == name }?.value
  }

  /// When the server says it is.
  package var date: Instant? { header("date").flatMap(HTTPDate.parse) }

  /// Whether the body is a page for people where data is expected: something between the server
  /// and here has answered.
  package var isHTML: Bool {
    let start = body.prefix(64).drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    return start.first == UInt8(ascii: "<")
  }

  /// How long the server asks to wait, in milliseconds; `now` where it does not tell its own time.
  func retryAfterMilliseconds(now: Instant) -> Int64? {
    guard let value = header("retry-after") else { return nil }
    if let seconds = Int64(value), seconds >= 0 { return min(seconds, 1 << 40) * 1000 }
    guard let moment = HTTPDate.parse(value) else { return nil }
    return max(0, moment.milliseconds - (date ?? now).milliseconds)
  }

  /// Whether the same question may get another answer soon: what a server does not know how to do
  /// (501) it will not learn.
  var isTemporary: Bool { status == 429 || (500...599).contains(status) && status != 501 }

  /// Whether a smaller answer might have come through.
  var mayBeSize: Bool {
    status == 413 || isTemporary && status != 429 && status != 503
  }

  /// Whether the server has refused before doing anything.
  var isRefusedUndone: Bool { status == 429 || status == 503 }
}
