internal import Reports

/// Reads the typed values of one of Twilio's calls.
///
/// Each reader returns nil for NULL, for an empty text and for what the record does not have.
struct TwilioValues {
  let members: TwilioMembers
  let tokens: [JSONTape.Token]
  let buffer: [UInt8]

  func text(_ key: TwilioKey) throws(RecordFault) -> String? {
    guard let index = members[key] else { return nil }
    let text = try JSONFields(tokens: tokens).text(index, buffer.span, key: key.name)
    return text?.isEmpty == true ? nil : text
  }

  /// A sid: two letters that say of what, and 32 hexadecimal digits.
  func sid(_ key: TwilioKey, prefix: String) throws(RecordFault) -> String? {
    guard let text = try text(key) else { return nil }
    let digits = text.utf8.dropFirst(2)
    guard text.hasPrefix(prefix), digits.count == 32,
      digits.allSatisfy({ hexadecimalValue($0) != nil })
    else {
      throw RecordFault(
        reason: .invalidIdentifier,
        message: "\"\(key.name)\" is \"\(text.prefix(60))\", expected \(prefix) and 32 hexadecimal "
          + "digits"
      )
    }
    return text
  }

  func instant(_ key: TwilioKey) throws(RecordFault) -> Int64? {
    guard let token = try present(key, expected: "a time as text") else { return nil }
    do throws(InstantText.Fault) {
      return try MailDateText.parse(buffer.span.extracting(token.start..<token.end)).milliseconds
    } catch {
      let found = "\"\(key.name)\" is \(quote(token))"
      switch error {
      case .malformed:
        throw RecordFault(
          reason: .invalidInstant,
          message: "\(found), expected a time such as \"Thu, 01 Oct 2026 03:04:05 +0000\""
        )
      case .noZone:
        throw RecordFault(
          reason: .instantWithoutZone,
          message: "\(found), of which the zone is unknown; expected \"+0000\", \"UTC\" or another "
            + "one of RFC 2822"
        )
      case .outOfRange:
        throw RecordFault(reason: .instantOutOfRange, message: "\(found), which does not exist")
      }
    }
  }

  /// Whole seconds, never less than none.
  func duration(from start: Int64?, to end: Int64?) throws(RecordFault) -> Int64? {
    if let start, let end, end < start {
      throw RecordFault(
        reason: .negativeDuration,
        message: "\"end_time\" is before \"start_time\": one of the two is wrong"
      )
    }
    guard let seconds = try number(.duration, scale: 0, or: .wrongType) else { return nil }
    guard seconds >= 0 else {
      throw RecordFault(
        reason: .negativeDuration,
        message: "\"duration\" is \(seconds), expected seconds from 0 on"
      )
    }
    guard seconds <= Int32.max else {
      throw RecordFault(
        reason: .numberOutOfRange,
        message: "\"duration\" is \(seconds), longer than any call"
      )
    }
    return seconds
  }

  /// In 10^-8 of the currency's unit, as it is signed.
  func price() throws(RecordFault) -> Int64? {
    try number(.price, scale: 8, or: .invalidPrice)
  }

  func currency() throws(RecordFault) -> String? {
    guard let text = try text(.currency) else { return nil }
    let code = text.uppercased()
    guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }) else {
      throw RecordFault(
        reason: .invalidPrice,
        message: "\"price_unit\" is \"\(text.prefix(60))\", expected a currency such as \"USD\""
      )
    }
    return code
  }

  /// What is kept besides, as an object of JSON whose keys are in order; nil where there is nothing.
  func extra() -> String? {
    var kept: [(name: String, index: Int)] = members.others.map { ($0.name, $0.index) }
    for key in [TwilioKey.annotation, .answeredBy, .callerName, .forwardedFrom] {
      if let index = members[key] { kept.append((key.name, index)) }
    }
    kept.removeAll { tokens[$0.index].kind == .null || isEmptyText(tokens[$0.index]) }
    guard !kept.isEmpty else { return nil }
    kept.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return "{"
      + kept.map { "\(JSONText.quoted($0.name)):\(json(tokens[$0.index]))" }.joined(separator: ",")
      + "}"
  }

  /// Why a record without a sid is none of ours.
  func withoutSid() -> RecordFault {
    let names = Set(members.others.map(\.name))
    if names.isSuperset(of: ["code", "message"]) {
      let message = members.others.first { $0.name == "message" }.map { quote(tokens[$0.index]) }
      return RecordFault(
        reason: .errorResponse,
        message: "this is an error of the carrier's API and no data: \(message ?? "")"
      )
    }
    if names.contains("_id") {
      return RecordFault(
        reason: .unrecognized,
        message: "this is a record of OneUptime; import it with 'calltally import'"
      )
    }
    return RecordFault(
      reason: .unrecognized,
      message: "there is no \"sid\": this is none of Twilio's calls"
    )
  }
}

extension TwilioValues {
  /// The value of a key as a text or number; nil where there is none.
  private func present(
    _ key: TwilioKey,
    expected: String
  ) throws(RecordFault) -> JSONTape.Token? {
    guard let index = members[key] else { return nil }
    let token = tokens[index]
    if token.kind == .null || isEmptyText(token) { return nil }
    guard token.kind.isText || token.kind == .number else {
      throw JSONFields(tokens: tokens).wrongType(key.name, token, buffer.span, expected: expected)
    }
    return token
  }

  private func number(
    _ key: TwilioKey,
    scale: Int,
    or reason: RejectReason
  ) throws(RecordFault) -> Int64? {
    guard let token = try present(key, expected: "a number") else { return nil }
    do throws(DecimalText.Fault) {
      return try DecimalText.parse(buffer.span.extracting(token.start..<token.end), scale: scale)
    } catch {
      let found = "\"\(key.name)\" is \(quote(token))"
      switch error {
      case .malformed where buffer[token.start..<token.end].contains(0x2C):
        throw RecordFault(
          reason: reason,
          message: "\(found): a comma may part thousands or decimals, which nothing tells; "
            + "export it with a point"
        )
      case .malformed:
        throw RecordFault(
          reason: reason,
          message: "\(found), expected a number such as \(scale == 0 ? "63" : "-0.0140")"
        )
      case .outOfRange:
        throw RecordFault(
          reason: .numberOutOfRange,
          message: "\(found), which does not fit 64 bits"
        )
      case .tooFine:
        throw RecordFault(
          reason: .numberTooFine,
          message: "\(found), which has more than \(scale) decimals"
        )
      }
    }
  }

  private func isEmptyText(_ token: JSONTape.Token) -> Bool {
    token.kind.isText && token.start == token.end
  }

  private func quote(_ token: JSONTape.Token) -> String {
    JSONFields(tokens: tokens).quote(token, buffer.span)
  }

  private func json(_ token: JSONTape.Token) -> String {
    switch token.kind {
    case .plainText:
      JSONText.quoted(String(decoding: buffer[token.start..<token.end], as: UTF8.self))
    case .string, .escapedString:
      "\"" + String(decoding: buffer[token.start..<token.end], as: UTF8.self) + "\""
    default: String(decoding: buffer[token.start..<token.end], as: UTF8.self)
    }
  }
}
