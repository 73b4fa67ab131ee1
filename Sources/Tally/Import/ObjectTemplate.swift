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

  /// The same as a ``Part`` says, ready to be compared.
  private struct Step {
    /// From the end of the value before to the start of this one, where both are not NULL: what
    /// closes the one, the lead, and what opens the other.
    var bridge: ByteLiterals.Place
    var lead: ByteLiterals.Place
    var opening: ByteLiterals.Place
    var closing: ByteLiterals.Place
  }

  /// How far an object has been read.
  struct Cursor {
    var position: Int
    /// Whether the value before was not NULL, and what closes it has not been looked at.
    fileprivate var isOpen = true

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
  /// By value, in their order.
  private(set) var targets: [Target] = []
  private var steps: [Step] = []
  private var end = ByteLiterals.Place()
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
    targets = parts.map(\.target)
    tail = ByteLiteral(buffer[previous..<tokens[object].end])
  }

  /// Has the literals ready as they are known now; to be called before an object is read.
  @inline(__always)
  mutating func prepare() {
    if steps.isEmpty { makeSteps() }
  }

  private mutating func makeSteps() {
    literals = ByteLiterals()
    for (index, part) in parts.enumerated() {
      let before = index == 0 ? ByteLiteral([]) : parts[index - 1].closing
      let isBridged = part.opening != nil && (index == 0 || parts[index - 1].opening != nil)
      steps.append(
        Step(
          bridge: literals.add(isBridged ? part.opening.map { before + part.lead + $0 } : nil),
          lead: literals.add(part.lead),
          opening: literals.add(part.opening),
          closing: literals.add(part.closing)
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
    let step = steps[index]
    var position = cursor.position
    if cursor.isOpen, step.bridge.isKnown, literals.stand(step.bridge, in: bytes, at: position) {
      position += step.bridge.count
    } else {
      if cursor.isOpen, index > 0 {
        let closing = steps[index - 1].closing
        guard literals.stand(closing, in: bytes, at: position) else { return .other }
        position += closing.count
      }
      guard literals.stand(step.lead, in: bytes, at: position) else { return .other }
      position += step.lead.count
      guard position + 4 <= bytes.count else { return .other }
      if bytes.halfWord(at: position) == 0x6C6C_756E {
        cursor.position = position + 4
        cursor.isOpen = false
        return .null
      }
      guard step.opening.isKnown, literals.stand(step.opening, in: bytes, at: position) else {
        return .other
      }
      position += step.opening.count
    }
    cursor.position = position
    cursor.isOpen = true
    return .value
  }

  /// Where the object ends behind its last value; nil where it goes on otherwise.
  @inline(__always)
  func end(_ cursor: Cursor, _ bytes: ByteReader) -> Int? {
    var position = cursor.position
    if cursor.isOpen {
      let closing = steps[steps.count - 1].closing
      guard literals.stand(closing, in: bytes, at: position) else { return nil }
      position += closing.count
    }
    guard literals.stand(end, in: bytes, at: position) else { return nil }
    return position + end.count
  }
}
