/// The way one server writes its attempts, learned from the first of them.
///
/// Within one response the bytes between the values never change. Where they stand as learned and
/// the values are written as usual, a record is read without being taken apart; ``JSONTape`` and
/// ``RecordDecoder`` take what is declined, and give the same.
struct AttemptTemplate {
  private enum Form {
    case identifier
    case instant
    case integer
    case cents
    case boolean
    case text
    case reference
  }

  private struct Part {
    /// From the value before to this one: `,"endedAt":`.
    var lead: ByteLiteral
    /// What comes before a value that is not NULL, `{"_type":"DateTime","value":"`; nil until seen.
    var opening: ByteLiteral?
    var closing = ByteLiteral([])
    var form: Form
    /// Nil for `_id`.
    var field: AttemptField?
  }

  /// The same as a ``Part`` says, ready to be compared.
  private struct Step {
    /// From the end of the value before to the start of this one, where both are not NULL: what
    /// closes the one, the lead, and what opens the other.
    var bridge: ByteLiterals.Place
    var lead: ByteLiterals.Place
    var opening: ByteLiterals.Place
    var closing: ByteLiterals.Place
    var form: Form
    var field: AttemptField?
  }

  private var parts: [Part] = []
  private var tail = ByteLiteral([])
  private var steps: [Step] = []
  private var end = ByteLiterals.Place()
  private var literals = ByteLiterals()
  private var fields = FastFields()

  /// Learns from a record that was taken apart; nil where it has something out of the ordinary.
  init?(_ tokens: [JSONTape.Token], _ buffer: [UInt8]) {
    guard let root = tokens.first, root.kind == .object else { return nil }
    var previous = root.start
    var child = 1
    while child < root.next {
      let key = tokens[child]
      guard key.kind == .string,
        let (form, field) = Self.form(
          String(decoding: buffer[key.start..<key.end], as: UTF8.self)
        )
      else { return nil }
      let value = tokens[child + 1]
      let range = Self.range(of: value)
      var part = Part(
        lead: ByteLiteral(buffer[previous..<range.lowerBound]),
        form: form,
        field: field
      )
      if value.kind != .null {
        guard let content = Self.content(tokens, child + 1, buffer) else { return nil }
        part.opening = ByteLiteral(buffer[range.lowerBound..<content.lowerBound])
        part.closing = ByteLiteral(buffer[content.upperBound..<range.upperBound])
      }
      parts.append(part)
      previous = range.upperBound
      child = value.next
    }
    guard !parts.isEmpty else { return nil }
    tail = ByteLiteral(buffer[previous..<root.end])
  }

  /// Has the literals ready as they are known now.
  private mutating func prepare() {
    literals = ByteLiterals()
    steps.removeAll()
    for (index, part) in parts.enumerated() {
      let before = index == 0 ? ByteLiteral([]) : parts[index - 1].closing
      let isBridged = part.opening != nil && (index == 0 || parts[index - 1].opening != nil)
      steps.append(
        Step(
          bridge: literals.add(isBridged ? part.opening.map { before + part.lead + $0 } : nil),
          lead: literals.add(part.lead),
          opening: literals.add(part.opening),
          closing: literals.add(part.closing),
          form: part.form,
          field: part.field
        )
      )
    }
    end = literals.add(tail)
  }

  /// Of how many values the wrapping is known.
  var knownCount: Int { parts.count { $0.opening != nil } }

  /// Takes what another template knows of the wrapping of values that were NULL so far.
  ///
  /// False where the other is another form altogether.
  mutating func complete(from other: Self) -> Bool {
    guard parts.count == other.parts.count, tail == other.tail else { return false }
    for index in parts.indices {
      guard parts[index].lead == other.parts[index].lead else { return false }
    }
    for index in parts.indices where parts[index].opening == nil {
      guard let opening = other.parts[index].opening else { continue }
      steps = []
      parts[index].opening = opening
      parts[index].closing = other.parts[index].closing
    }
    return true
  }

  private static func form(_ key: String) -> (Form, AttemptField?)? {
    if key == "_id" { return (.identifier, nil) }
    if let field = AttemptKeys.integers.first(where: { $0.name == key }) {
      return switch field.form {
      case .instant: (.instant, field.field)
      case .cents: (.cents, field.field)
      case .boolean: (.boolean, field.field)
      default: (.integer, field.field)
      }
    }
    if let field = AttemptKeys.texts.first(where: { $0.name == key }) {
      return (.text, field.field)
    }
    return AttemptKeys.references.first { $0.name == key }.map { (.reference, $0.field) }
  }

  /// The bytes of a value with its quotes.
  private static func range(of token: JSONTape.Token) -> Range<Int> {
    token.kind == .string || token.kind == .escapedString
      ? token.start - 1..<token.end + 1 : token.start..<token.end
  }

  /// The bytes of what a value wraps, or of itself, without quotes.
  private static func content(
    _ tokens: [JSONTape.Token],
    _ index: Int,
    _ buffer: [UInt8]
  )
    -> Range<Int>?
  {
    let token = tokens[index]
    switch token.kind {
    case .string, .number, .true, .false: return token.start..<token.end
    case .object:
      // `_type` and `value`, in this order and nothing else.
      guard token.next == index + 5, tokens[index + 2].kind == .string,
        tokens[index + 4].kind == .string,
        buffer[tokens[index + 1].start..<tokens[index + 1].end].elementsEqual("_type".utf8),
        buffer[tokens[index + 3].start..<tokens[index + 3].end].elementsEqual("value".utf8)
      else { return nil }
      return tokens[index + 4].start..<tokens[index + 4].end
    default: return nil
    }
  }
}

extension AttemptTemplate {
  /// Reads the record at `start` into the batch; returns where it ends, or nil to decline it.
  mutating func read(
    _ bytes: ByteReader,
    from start: Int,
    into batch: inout RecordBatch,
    list: RecordBatch.ListNumber
  ) -> Int? {
    let textCount = batch.texts.count
    var record = AttemptRecord(id: Identifier(high: 0, low: 0))
    guard let end = read(bytes, from: start, into: &record, texts: &batch.texts) else {
      batch.texts.removeLast(batch.texts.count - textCount)
      return nil
    }
    record.setFingerprint(texts: batch.texts)
    batch.attempts.append(record)
    batch.attemptLists.append(list)
    return end
  }

  @inline(__always)
  private mutating func read(
    _ bytes: ByteReader,
    from start: Int,
    into record: inout AttemptRecord,
    texts: inout [UInt8]
  ) -> Int? {
    if steps.isEmpty { prepare() }
    var position = start
    // Whether the value before was not NULL, and what closes it has not been looked at.
    var isOpen = true
    var closing = ByteLiterals.Place()
    for index in 0..<steps.count {
      let step = steps[index]
      if isOpen, step.bridge.isKnown, literals.stand(step.bridge, in: bytes, at: position) {
        position += step.bridge.count
      } else {
        if isOpen, index > 0 {
          guard literals.stand(closing, in: bytes, at: position) else { return nil }
          position += closing.count
        }
        guard literals.stand(step.lead, in: bytes, at: position) else { return nil }
        position += step.lead.count
        guard position + 4 <= bytes.count else { return nil }
        if bytes.halfWord(at: position) == 0x6C6C_756E {
          guard let field = step.field else { return nil }
          record.known |= field.bit
          position += 4
          isOpen = false
          continue
        }
        guard step.opening.isKnown, literals.stand(step.opening, in: bytes, at: position) else {
          return nil
        }
        position += step.opening.count
      }
      guard readValue(bytes, &position, step.form, step.field, &record, &texts) else {
        return nil
      }
      isOpen = true
      closing = step.closing
    }
    if isOpen {
      guard literals.stand(closing, in: bytes, at: position) else { return nil }
      position += closing.count
    }
    guard literals.stand(end, in: bytes, at: position) else { return nil }
    return position + end.count
  }

  @inline(__always)
  private mutating func readValue(
    _ bytes: ByteReader,
    _ position: inout Int,
    _ form: Form,
    _ field: AttemptField?,
    _ record: inout AttemptRecord,
    _ texts: inout [UInt8]
  ) -> Bool {
    guard let field else {
      guard let id = fields.identifier(bytes, at: position) else { return false }
      record.id = id
      position += 36
      return true
    }
    switch form {
    case .identifier, .reference:
      guard let id = fields.identifier(bytes, at: position) else { return false }
      record[reference: field] = id
      position += 36
    case .instant:
      guard let instant = fields.instant(bytes, at: position) else { return false }
      record[field] = instant
      position += 24
    case .integer:
      guard let integer = fields.integer(bytes, at: &position) else { return false }
      record[field] = integer
    case .cents:
      guard let cents = fields.integer(bytes, at: &position) else { return false }
      record[field] = cents * 1_000_000
    case .boolean: return readBoolean(bytes, &position, field, &record)
    case .text:
      guard let end = fields.textEnd(bytes, from: position) else { return false }
      let slice = TextSlice(start: Int32(texts.count), count: Int32(end - position))
      bytes.append(position..<end, to: &texts)
      record.known |= field.bit
      switch field {
      case .phone: record.phone = slice
      case .status: record.status = slice
      default: record.statusMessage = slice
      }
      position = end
    }
    return true
  }

  @inline(__always)
  private func readBoolean(
    _ bytes: ByteReader,
    _ position: inout Int,
    _ field: AttemptField,
    _ record: inout AttemptRecord
  ) -> Bool {
    guard position + 5 <= bytes.count else { return false }
    switch bytes.halfWord(at: position) {
    case 0x6575_7274:  // true
      record[field] = 1
      position += 4
      return true
    case 0x736C_6166 where bytes[position + 4] == 0x65:  // false
      record[field] = 0
      position += 5
      return true
    default: return false
    }
  }
}
