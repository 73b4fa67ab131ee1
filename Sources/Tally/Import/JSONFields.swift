internal import Reports

/// Reads typed values out of a record that ``JSONTape`` has taken apart.
///
/// Values come wrapped as the server sends them (`{"_type":"DateTime","value":…}`) or plain as its
/// documentation shows them. Each reader returns nil for NULL and throws where a value does not
/// fit; `key` is for the message.
struct JSONFields {
  let tokens: [JSONTape.Token]

  /// The token of the value itself: for a wrapped value the one it wraps.
  func unwrapped(
    _ index: Int,
    _ bytes: Span<UInt8>,
    key: String
  ) throws(RecordFault)
    -> JSONTape.Token
  {
    let token = tokens[index]
    guard token.kind == .object else { return token }
    var child = index + 1
    while child < token.next {
      let name = tokens[child]
      let value = tokens[child + 1]
      if isText(name, "value", bytes) {
        guard value.kind != .object, value.kind != .array else { break }
        return value
      }
      child = value.next
    }
    throw wrongType(key, token, bytes, expected: "a value or {\"_type\":…,\"value\":…}")
  }

  func text(_ index: Int, _ bytes: Span<UInt8>, key: String) throws(RecordFault) -> String? {
    let token = try unwrapped(index, bytes, key: key)
    switch token.kind {
    case .null: return nil
    case .string: return String(copying: bytes, token.start, token.end)
    case .plainText: return try withoutNUL(String(copying: bytes, token.start, token.end), key)
    case .escapedString:
      guard let text = JSONText.unescaped(bytes, token.start, token.end) else {
        throw RecordFault(
          reason: .malformedJSON,
          message: "\"\(key)\" has an escape that JSON does not know"
        )
      }
      return try withoutNUL(text, key)
    default: throw wrongType(key, token, bytes, expected: "a text")
    }
  }

  private func withoutNUL(_ text: String, _ key: String) throws(RecordFault) -> String {
    guard !text.utf8.contains(0) else {
      throw RecordFault(
        reason: .nulByte,
        message: "\"\(key)\" has a NUL character in it, which no text has"
      )
    }
    return text
  }

  func identifier(
    _ index: Int,
    _ bytes: Span<UInt8>,
    key: String
  ) throws(RecordFault)
    -> Identifier?
  {
    let token = try unwrapped(index, bytes, key: key)
    if token.kind == .null { return nil }
    guard token.kind == .string || token.kind == .plainText else {
      throw wrongType(key, token, bytes, expected: "a UUID as text")
    }
    guard let id = Identifier(bytes.extracting(token.start..<token.end)) else {
      throw RecordFault(
        reason: .invalidIdentifier,
        message: "\"\(key)\" is \(quote(token, bytes)), expected a UUID such as "
          + "\"00000000-0000-4000-8000-000000000000\""
      )
    }
    return id
  }

  func instant(_ index: Int, _ bytes: Span<UInt8>, key: String) throws(RecordFault) -> Int64? {
    let token = try unwrapped(index, bytes, key: key)
    if token.kind == .null { return nil }
    guard token.kind == .string || token.kind == .plainText else {
      throw wrongType(key, token, bytes, expected: "an instant as text")
    }
    do throws(InstantText.Fault) {
      return try InstantText.parse(bytes.extracting(token.start..<token.end)).milliseconds
    } catch {
      let found = "\"\(key)\" is \(quote(token, bytes))"
      switch error {
      case .malformed:
        throw RecordFault(
          reason: .invalidInstant,
          message: "\(found), expected an instant such as \"2026-06-01T04:14:13.621Z\""
        )
      case .noZone:
        throw RecordFault(
          reason: .instantWithoutZone,
          message: "\(found), which has no zone; expected \"…Z\" or an offset such as \"+02:00\""
        )
      case .outOfRange:
        throw RecordFault(
          reason: .instantOutOfRange,
          message: "\(found), which is no instant of the years 1 to 9999"
        )
      }
    }
  }

  func boolean(_ index: Int, _ bytes: Span<UInt8>, key: String) throws(RecordFault) -> Bool? {
    let token = try unwrapped(index, bytes, key: key)
    switch token.kind {
    case .null: return nil
    case .true: return true
    case .false: return false
    default: throw wrongType(key, token, bytes, expected: "true or false")
    }
  }

  /// A whole number that fits upstream's `integer` column (32 bits).
  func integer(_ index: Int, _ bytes: Span<UInt8>, key: String) throws(RecordFault) -> Int64? {
    guard let number = try number(index, bytes, key: key, scale: 0) else { return nil }
    guard Int32(exactly: number) != nil else {
      throw RecordFault(
        reason: .numberOutOfRange,
        message: "\"\(key)\" is \(number), beyond the 32 bits of upstream's column"
      )
    }
    return number
  }

  /// US cents as a number with up to six decimals, as micro-cents.
  func cents(_ index: Int, _ bytes: Span<UInt8>, key: String) throws(RecordFault) -> Int64? {
    try number(index, bytes, key: key, scale: 6)
  }

  private func number(
    _ index: Int,
    _ bytes: Span<UInt8>,
    key: String,
    scale: Int
  )
    throws(RecordFault) -> Int64?
  {
    let token = try unwrapped(index, bytes, key: key)
    if token.kind == .null { return nil }
    guard token.kind == .number else {
      throw wrongType(key, token, bytes, expected: "a number")
    }
    do throws(DecimalText.Fault) {
      return try DecimalText.parse(bytes.extracting(token.start..<token.end), scale: scale)
    } catch {
      let found = "\"\(key)\" is \(quote(token, bytes))"
      guard error == .tooFine else {
        throw RecordFault(
          reason: .numberOutOfRange,
          message: "\(found), which does not fit 64 bits"
        )
      }
      throw RecordFault(
        reason: .numberTooFine,
        message: scale == 0
          ? "\(found), expected a whole number"
          : "\(found), which is finer than a micro-cent and would have to be rounded"
      )
    }
  }
}

extension JSONFields {
  func isText(_ token: JSONTape.Token, _ text: StaticString, _ bytes: Span<UInt8>) -> Bool {
    let length = text.utf8CodeUnitCount
    guard token.kind == .string, token.end - token.start == length else { return false }
    for offset in 0..<length
    where unsafe bytes[token.start + offset] != text.utf8Start[offset] {
      return false
    }
    return true
  }

  func wrongType(
    _ key: String,
    _ token: JSONTape.Token,
    _ bytes: Span<UInt8>,
    expected: String
  ) -> RecordFault {
    RecordFault(
      reason: .wrongType,
      message: "\"\(key)\" is \(quote(token, bytes)), expected \(expected)"
    )
  }

  /// A value as it is written, cut where it is long.
  func quote(_ token: JSONTape.Token, _ bytes: Span<UInt8>) -> String {
    let end = min(token.end, token.start + 60)
    let text = String(copying: bytes, token.start, end) + (end < token.end ? "…" : "")
    return token.kind.isText ? "\"\(text)\"" : text
  }
}

extension String {
  /// The text that bytes already known to be UTF-8 spell.
  init(copying bytes: Span<UInt8>, _ start: Int, _ end: Int) {
    self = unsafe bytes.extracting(start..<end).withUnsafeBufferPointer { buffer in
      unsafe String(decoding: buffer, as: UTF8.self)
    }
  }
}
