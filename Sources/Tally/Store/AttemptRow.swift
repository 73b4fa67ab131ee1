/// An attempt as the table holds it, and the rule by which records of one attempt become one row.
///
/// Field by field, the newest `updatedAt` wins; at the same `updatedAt` the greater value does (see
/// ``FieldOrder``). A field a record does not have changes nothing. A NULL never replaces a known
/// user or rule. Taking maxima is commutative and associative, so the order in which records
/// arrive, and how often, makes no difference.
struct AttemptRow {
  var integers: InlineArray<15, Int64>
  var statusMessage: String?
  var extra: String?
  var known: UInt32
  var isDimensionLost = false
  /// See ``MergeState``; nil where every field is as new as `updatedAt`.
  var mergeState: [UInt8]?

  /// What a record says when nothing was known before.
  init(_ record: borrowing AttemptRecord, in batch: borrowing RecordBatch) {
    integers = record.integers
    statusMessage = batch.text(record.statusMessage)
    extra = batch.text(record.extra)
    known = record.known
  }

  init(
    integers: InlineArray<15, Int64>,
    statusMessage: String?,
    extra: String?,
    known: UInt32,
    isDimensionLost: Bool,
    mergeState: [UInt8]?
  ) {
    self.integers = integers
    self.statusMessage = statusMessage
    self.extra = extra
    self.known = known
    self.isDimensionLost = isDimensionLost
    self.mergeState = mergeState
  }

  var stamp: Int64 { integers[AttemptField.updatedAt.rawValue] }

  /// How a record compared with the row.
  enum Change {
    /// It said nothing that the row did not say.
    case none
    /// The row now says something else.
    case changed
    /// It was older, and said something else.
    case superseded
  }

  /// Takes in another record's row of the same attempt.
  mutating func merge(
    _ other: borrowing AttemptRow,
    order: borrowing some FieldOrder
  ) throws
    -> Change
  {
    if mergeState == nil, other.mergeState == nil, let change = mergeWhole(other) {
      return change
    }
    return try mergeFields(other, order: order)
  }

  /// The usual cases, without looking at when each field was told; nil for the unusual ones.
  private mutating func mergeWhole(_ other: borrowing AttemptRow) -> Change? {
    guard !isDimensionLost, !other.isDimensionLost else { return nil }
    if other.known == known, hasSameContent(as: other) { return Change.none }
    let user = AttemptField.user.rawValue
    let rule = AttemptField.rule.rawValue
    if other.stamp > stamp, other.known & known == known {
      // A user or rule that becomes NULL is kept with its own time: the long way.
      let losesUser =
        integers[user] != AttemptField.null && other.integers[user] == AttemptField.null
      let losesRule =
        integers[rule] != AttemptField.null && other.integers[rule] == AttemptField.null
      guard !losesUser, !losesRule else { return nil }
      self = copy other
      return .changed
    }
    if other.stamp < stamp, other.known & known == other.known {
      let gainsUser =
        integers[user] == AttemptField.null && other.integers[user] != AttemptField.null
      let gainsRule =
        integers[rule] == AttemptField.null && other.integers[rule] != AttemptField.null
      guard !gainsUser, !gainsRule else { return nil }
      return .superseded
    }
    return nil
  }

  /// Whether the row says what `other` says, neither more nor less.
  func isSame(as other: borrowing AttemptRow) -> Bool {
    known == other.known && mergeState == nil && !isDimensionLost && hasSameContent(as: other)
  }

  private func hasSameContent(as other: borrowing AttemptRow) -> Bool {
    for index in 0..<AttemptField.integerCount where integers[index] != other.integers[index] {
      return false
    }
    return isText(statusMessage, sameAs: other.statusMessage)
      && isText(extra, sameAs: other.extra)
  }
}

extension AttemptRow {
  /// One field's value and the `updatedAt` it was told at.
  private struct Register {
    var isKnown: Bool
    var stamp: Int64
    /// When a NULL was told for a user or rule; nil for never.
    var nullStamp: Int64?
  }

  private mutating func mergeFields(
    _ other: borrowing AttemptRow,
    order: borrowing some FieldOrder
  )
    throws -> Change
  {
    let before = copy self
    var mine = registers
    let theirs = other.registers
    var isOlder = false
    for field in AttemptField.allCases {
      let index = field.rawValue
      guard theirs[index].isKnown else { continue }
      let isDimension = field == .user || field == .rule
      if isDimension {
        mine[index].nullStamp = [mine[index].nullStamp, theirs[index].nullStamp].compactMap(\.self)
          .max()
        if other.integers[index] == AttemptField.null {
          mine[index].isKnown = true
          continue
        }
      }
      let wins: Bool
      if !mine[index].isKnown || (isDimension && integers[index] == AttemptField.null) {
        wins = true
      } else if theirs[index].stamp != mine[index].stamp {
        wins = theirs[index].stamp > mine[index].stamp
        isOlder = isOlder || (!wins && !isSame(field, other))
      } else {
        wins = try isGreater(field, other, order: order)
        isOlder = isOlder || (!wins && !isSame(field, other))
      }
      if wins {
        take(field, from: other)
        mine[index].stamp = theirs[index].stamp
        mine[index].isKnown = true
      }
    }
    store(mine)
    if known == before.known, isDimensionLost == before.isDimensionLost,
      mergeState == before.mergeState, hasSameContent(as: before)
    {
      return isOlder ? .superseded : .none
    }
    return .changed
  }

  private func isSame(_ field: AttemptField, _ other: borrowing AttemptRow) -> Bool {
    switch field {
    case .statusMessage: isText(statusMessage, sameAs: other.statusMessage)
    case .extra: isText(extra, sameAs: other.extra)
    default: integers[field.rawValue] == other.integers[field.rawValue]
    }
  }

  private func isGreater(
    _ field: AttemptField,
    _ other: borrowing AttemptRow,
    order: borrowing some FieldOrder
  ) throws -> Bool {
    switch field {
    case .statusMessage: isText(other.statusMessage, greaterThan: statusMessage)
    case .extra: isText(other.extra, greaterThan: extra)
    default:
      try order.isGreater(
        other.integers[field.rawValue],
        than: integers[field.rawValue],
        field: field
      )
    }
  }

  /// By bytes: Swift's own comparison takes canonical equivalents for equal.
  private func isText(_ left: String?, sameAs right: String?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return left.utf8.elementsEqual(right.utf8)
  }

  private func isText(_ left: String?, greaterThan right: String?) -> Bool {
    guard let left else { return false }
    guard let right else { return true }
    return right.utf8.lexicographicallyPrecedes(left.utf8)
  }

  private mutating func take(_ field: AttemptField, from other: borrowing AttemptRow) {
    switch field {
    case .statusMessage: statusMessage = other.statusMessage
    case .extra: extra = other.extra
    default: integers[field.rawValue] = other.integers[field.rawValue]
    }
  }

  private var registers: [Register] {
    let state = mergeState.map(MergeState.init) ?? MergeState()
    return AttemptField.allCases.map { field in
      let code = field.rawValue
      var register = Register(isKnown: known & field.bit != 0, stamp: state[code] ?? stamp)
      if register.isKnown, field == .user || field == .rule {
        let isNull = integers[code] == AttemptField.null
        register.nullStamp = state[MergeState.nullCode + code] ?? (isNull ? stamp : nil)
      }
      return register
    }
  }

  private mutating func store(_ registers: [Register]) {
    var state = MergeState()
    known = 0
    isDimensionLost = false
    for field in AttemptField.allCases where registers[field.rawValue].isKnown {
      let code = field.rawValue
      let register = registers[code]
      known |= field.bit
      guard field == .user || field == .rule else {
        if register.stamp != stamp { state.append(code: code, stamp: register.stamp) }
        continue
      }
      if integers[code] == AttemptField.null {
        if let nullStamp = register.nullStamp, nullStamp != stamp {
          state.append(code: MergeState.nullCode + code, stamp: nullStamp)
        }
        continue
      }
      if register.stamp != stamp { state.append(code: code, stamp: register.stamp) }
      // A NULL told before the value was known is no loss.
      if let nullStamp = register.nullStamp, nullStamp > register.stamp {
        isDimensionLost = true
        state.append(code: MergeState.nullCode + code, stamp: nullStamp)
      }
    }
    mergeState = state.bytes
  }
}
