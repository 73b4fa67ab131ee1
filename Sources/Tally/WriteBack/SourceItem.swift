package import Reports

/// An attempt as the server has it at this moment, as far as it matters before it is changed.
package struct SourceItem: Sendable, Equatable {
  package var id: Identifier
  package var updatedAt: Instant?
  package var version: Int64?
  /// `callCostInUSDCents`.
  package var recordedMicrocents: Int64?

  package init(
    id: Identifier,
    updatedAt: Instant? = nil,
    version: Int64? = nil,
    recordedMicrocents: Int64? = nil
  ) {
    self.id = id
    self.updatedAt = updatedAt
    self.version = version
    self.recordedMicrocents = recordedMicrocents
  }

  /// The fields that are read, for `select`.
  package static let select = #"{"updatedAt":true,"version":true,"callCostInUSDCents":true}"#

  /// Reads what get-item, or the creation of an item, answers; nil for the `{}` of an unknown id.
  package static func item(_ body: [UInt8]) throws(SourceAnswerError) -> Self? {
    let tape = try parsed(body)
    let fields = JSONFields(tokens: tape.tokens)
    do throws(RecordFault) {
      return try Self(fields, body.span, at: 0)
    } catch {
      throw SourceAnswerError(message: error.message)
    }
  }

  /// Reads the items of a list.
  package static func list(_ body: [UInt8]) throws(SourceAnswerError) -> [Self] {
    let tape = try parsed(body)
    let fields = JSONFields(tokens: tape.tokens)
    do throws(RecordFault) {
      var members = RecordMembers()
      try members.read(fields, body.span, object: 0)
      guard let data = members["data"], tape.tokens[data].kind == .array else {
        throw RecordFault(reason: .unrecognized, message: "it has no list \"data\"")
      }
      var items: [Self] = []
      var index = data + 1
      while index < tape.tokens[data].next {
        if let item = try Self(fields, body.span, at: index) { items.append(item) }
        index = tape.tokens[index].next
      }
      return items
    } catch {
      throw SourceAnswerError(message: error.message)
    }
  }

  /// Nil for an object without anything in it.
  private init?(_ fields: JSONFields, _ bytes: Span<UInt8>, at index: Int) throws(RecordFault) {
    guard fields.tokens[index].kind == .object else {
      throw RecordFault(reason: .wrongType, message: "an item of it is no object")
    }
    var members = RecordMembers()
    try members.read(fields, bytes, object: index)
    if members.isEmpty { return nil }
    guard let place = members[UpstreamKey.id],
      let id = try fields.identifier(place, bytes, key: "_id")
    else { throw RecordFault(reason: .missingField, message: "it has no \"_id\"") }
    self.init(id: id)
    if let place = members[UpstreamKey.updatedAt] {
      updatedAt = try fields.instant(place, bytes, key: "updatedAt")
        .map(Instant.init(milliseconds:))
    }
    if let place = members["version"] {
      version = try fields.integer(place, bytes, key: "version")
    }
    if let place = members["callCostInUSDCents"] {
      recordedMicrocents = try fields.cents(place, bytes, key: "callCostInUSDCents")
    }
  }

  private static func parsed(_ body: [UInt8]) throws(SourceAnswerError) -> JSONTape {
    var tape = JSONTape()
    guard case .complete = tape.parse(body, from: 0, to: body.count),
      tape.tokens.first?.kind == .object
    else { throw SourceAnswerError(message: "it is not a JSON object") }
    return tape
  }
}

/// An answer that is not what OneUptime answers.
package struct SourceAnswerError: Error, Sendable, Equatable, CustomStringConvertible {
  package var message: String

  package init(message: String) {
    self.message = message
  }

  package var description: String {
    "the server's answer cannot be understood: \(message); nothing was done with it"
  }
}
