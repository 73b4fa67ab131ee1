/// The way one server writes one kind of object, learned from the first of them: the bytes between
/// its values never change.
///
/// `Target` says what becomes of a value.
struct ObjectTemplate<Target> {
  private struct Part {
    /// From the value before to this one: `,"endedAt":`.
    var lead: ByteLiteral
    /// What comes before a value that is not NULL, `{"_type":"DateTime","value":"`; nil until seen.
    var opening: ByteLiteral?
    var closing = ByteLiteral([])
    var target: Target
  }

  /// What may stand between two values, ready to be compared.
  private struct Step {
    var target: Target
    var behindValue: Ways
    var behindNull: Ways
  }

  /// From the end of the value before to the start of this one, or to the end of its NULL.
  private struct Ways {
    var value: ByteLiterals.Place
    var null: ByteLiterals.Place
    /// Nothing wraps a value, so that NULL begins like one.
    var isBare: Bool
  }

  /// How far an object has been read.
  struct Cursor {
    var position: Int
    /// Whether the value before was not NULL; what closes it comes next then.
    fileprivate var isBehindValue = true

    init(_ position: Int) { self.position = position }
  }

  /// What stands where a value is to be.
  enum Found {
    case value
    case null
    /// It is written otherwise.
    case other
  }

  private var parts: [Part] = []
  private var tail = ByteLiteral([])
  private var steps: [Step] = []
  private var endBehindValue = ByteLiterals.Place.unknown
  private var endBehindNull = ByteLiterals.Place.unknown
  private var literals = ByteLiterals()

  /// Learns from an object that was taken apart; nil where it has something out of the ordinary.
  ///
  /// `target` is given a key and the token of its value, and nil declines it; `isWhole` are values
  /// that are taken with all there is to them, whatever wraps them.
  init?(
    _ tokens: [JSONTape.Token],
    object: Int,
    _ buffer: [UInt8],
    target: (_ key: String, _ value: Int) -> Target?,
    isWhole: (Target) -> Bool
  ) {
    guard tokens[object].kind == .object else { return nil }
    var previous = tokens[object].start
    var child = object + 1
    while child < tokens[object].next {
      let key = tokens[child]
      guard key.kind == .string,
        let target = target(
          String(decoding: buffer[key.start..<key.end], as: UTF8.self),
          child + 1
        )
      else { return nil }
      let value = tokens[child + 1]
      let range = Self.range(of: value)
      var part = Part(lead: ByteLiteral(buffer[previous..<range.lowerBound]), target: target)
      if value.kind != .null {
        guard
          let content = isWhole(target)
            ? value.start..<value.end : Self.content(tokens, child + 1, buffer)
        else { return nil }
        part.opening = ByteLiteral(buffer[range.lowerBound..<content.lowerBound])
        part.closing = ByteLiteral(buffer[content.upperBound..<range.upperBound])
      }
      parts.append(part)
      previous = range.upperBound
      child = value.next
    }
    guard !parts.isEmpty else { return nil }
    tail = ByteLiteral(buffer[previous..<tokens[object].end])
  }

  /// Has the literals ready as they are known now; to be called before an object is read.
  @inline(__always)
  mutating func prepare() {
    if steps.isEmpty { makeSteps() }
  }

  @inline(never)
  private mutating func makeSteps() {
    literals = ByteLiterals()
    // What closes the value before; nil where none has been seen.
    var closing: ByteLiteral? = ByteLiteral([])
    for part in parts {
      steps.append(
        Step(
          target: part.target,
          behindValue: ways(behind: closing.map { $0 + part.lead }, to: part),
          behindNull: ways(behind: part.lead, to: part)
        )
      )
      closing = part.opening == nil ? nil : part.closing
    }
    endBehindValue = literals.add(closing.map { $0 + tail })
    endBehindNull = literals.add(tail)
  }

  private mutating func ways(behind start: ByteLiteral?, to part: Part) -> Ways {
    guard let start else { return Ways(value: .unknown, null: .unknown, isBare: false) }
    return Ways(
      value: literals.add(part.opening.map { start + $0 }),
      null: literals.add(start + ByteLiteral("null".utf8)),
      isBare: part.opening?.count == 0
    )
  }

  /// How many values there are.
  var count: Int { parts.count }

  /// What becomes of a value.
  @inline(__always)
  func target(_ index: Int) -> Target { steps[index].target }

  /// Of how many values the wrapping is known.
  var knownCount: Int { parts.count { $0.opening != nil } }

  /// Whether there are no line breaks between the values.
  var isOneLine: Bool {
    !tail.bytes.contains(0x0A)
      && parts.allSatisfy { part in
        ![part.lead, part.opening ?? ByteLiteral([]), part.closing].contains { literal in
          literal.bytes.contains(0x0A)
        }
      }
  }

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

extension ObjectTemplate {
  /// Moves behind what comes before a value, which has to be read then, or behind a NULL.
  @inline(__always)
  func find(_ index: Int, _ cursor: inout Cursor, _ bytes: ByteReader) -> Found {
    let ways = cursor.isBehindValue ? steps[index].behindValue : steps[index].behindNull
    if literals.stand(ways.value, in: bytes, at: cursor.position),
      !ways.isBare || !literals.stand(ways.null, in: bytes, at: cursor.position)
    {
      cursor.position &+= ways.value.count
      cursor.isBehindValue = true
      return .value
    }
    if literals.stand(ways.null, in: bytes, at: cursor.position) {
      cursor.position &+= ways.null.count
      cursor.isBehindValue = false
      return .null
    }
    return .other
  }

  /// Where the object ends behind its last value; nil where it goes on otherwise.
  @inline(__always)
  func end(_ cursor: Cursor, _ bytes: ByteReader) -> Int? {
    let end = cursor.isBehindValue ? endBehindValue : endBehindNull
    return literals.stand(end, in: bytes, at: cursor.position) ? cursor.position &+ end.count : nil
  }
}
