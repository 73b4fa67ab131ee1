internal import Reports

/// Makes ``CarrierCall`` of Twilio's Call resources, and tells what is wrong with one that is none.
struct TwilioDecoder {
  /// The currency of prices that come without one; nil where none is to be guessed.
  var defaultCurrency: String?
  /// Names that Twilio is not known to have, and how often a status or direction came that it has not.
  private(set) var unknownKeys: Set<String> = []
  private(set) var unknownWords: [String: Int] = [:]
  /// Prices above zero, which Twilio writes for what it pays back.
  private(set) var creditCount = 0
  /// Prices that came without a currency, and went without it.
  private(set) var pricesWithoutCurrency = 0
  private var members = TwilioMembers()

  private static let directions: Set<String> = [
    "inbound", "outbound-api", "outbound-dial", "trunking-originating", "trunking-terminating",
  ]

  /// Decodes an object of JSON.
  mutating func decode(
    _ tokens: [JSONTape.Token],
    _ buffer: [UInt8]
  ) throws(RecordFault) -> CarrierCall {
    guard tokens[0].kind == .object else {
      throw RecordFault(
        reason: .unrecognized,
        message: "found a value that is no object, expected one of Twilio's calls"
      )
    }
    guard tokens.count > 1 else {
      throw RecordFault(reason: .emptyObject, message: "an object without anything in it")
    }
    try members.read(tokens, buffer.span)
    return try decode(members, tokens, buffer)
  }

  /// Decodes values whose places among the tokens are known.
  mutating func decode(
    _ members: TwilioMembers,
    _ tokens: [JSONTape.Token],
    _ buffer: [UInt8]
  ) throws(RecordFault) -> CarrierCall {
    let values = TwilioValues(members: members, tokens: tokens, buffer: buffer)
    guard let sid = try values.sid(.sid, prefix: "CA") else { throw values.withoutSid() }
    var call = CarrierCall(sid: sid)
    call[.parent] = try values.sid(.parent, prefix: "CA").map(FieldValue.text)
    if call.text(.parent) == sid {
      throw RecordFault(
        reason: .invalidIdentifier,
        message: "\"parent_call_sid\" is the record's own sid; no call is dialled from itself"
      )
    }
    call[.account] = try values.sid(.account, prefix: "AC").map(FieldValue.text)
    call[.from] = try values.text(.from).map(FieldValue.text)
    call[.to] = try values.text(.to).map(FieldValue.text)
    call[.direction] = try values.text(.direction).map(FieldValue.text)
    call[.status] = try values.text(.status).map(FieldValue.text)
    call[.createdAt] = try values.instant(.createdAt).map(FieldValue.integer)
    call[.updatedAt] = try values.instant(.updatedAt).map(FieldValue.integer)
    call[.startedAt] = try values.instant(.startedAt).map(FieldValue.integer)
    call[.endedAt] = try values.instant(.endedAt).map(FieldValue.integer)
    call[.durationSeconds] = try values.duration(
      from: call.integer(.startedAt),
      to: call.integer(.endedAt)
    ).map(FieldValue.integer)
    let price = try values.price()
    let currency = try values.currency()
    // Twilio writes what it charges as a negative number, for that is what it does to a balance.
    call[.chargeUnits] = price.map { .integer(-$0) }
    call[.currency] = (currency ?? (price == nil ? nil : defaultCurrency)).map(FieldValue.text)
    call[.extra] = values.extra().map(FieldValue.text)
    note(call, others: members.others)
    return call
  }

  private mutating func note(_ call: CarrierCall, others: [TwilioMembers.Other]) {
    for other in others { unknownKeys.insert(other.name) }
    if let units = call.integer(.chargeUnits) {
      if units < 0 { creditCount += 1 }
      if call[.currency] == nil, units != 0 { pricesWithoutCurrency += 1 }
    }
    if let status = call.text(.status), !CarrierCall.finalStatuses.contains(status),
      !CarrierCall.statusesOnTheWay.contains(status)
    {
      unknownWords["status '\(status)'", default: 0] += 1
    }
    if let direction = call.text(.direction), !Self.directions.contains(direction) {
      unknownWords["direction '\(direction)'", default: 0] += 1
    }
  }
}
