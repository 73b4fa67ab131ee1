/// What the columns of a table in a dump or a CSV are for.
///
/// A column is known by the name it has in PostgreSQL, which is that of the JSON key.
struct TableColumns {
  /// How cells say what is not a text.
  enum Style {
    /// As PostgreSQL writes them: `t` and `f`, `true` and `false`, and NULL apart from texts.
    case postgres
    /// As programs and people save them: `TRUE`, `1`, values wrapped in JSON; a cell without
    /// anything in it is NULL unless it is a text.
    case loose
  }

  let kind: RecordKind
  let names: [String]
  private let style: Style
  private let forms: [EntityField.Form?]
  private let isKept: [Bool]
  private let members: RecordMembers

  /// Throws where two columns have the same name.
  init(kind: RecordKind, names: [String], style: Style) throws(RecordFault) {
    var members = RecordMembers()
    var isKept: [Bool] = []
    for (index, name) in names.enumerated() {
      isKept.append(Self.isKept(name, kind))
      guard isKept[index] else { continue }
      guard members.add(name, at: index + 1) else {
        throw RecordFault(
          reason: .duplicateKey,
          message: "two columns are named \"\(name)\"; which of them is meant is unknown"
        )
      }
    }
    self.kind = kind
    self.names = names
    self.style = style
    self.isKept = isKept
    self.members = members
    forms = names.map { Self.form(of: $0, kind) }
  }

  /// The kind of record that columns of these names make; nil where it is none of ours.
  static func kind(of names: [String]) -> RecordKind? {
    var members = RecordMembers()
    for (index, name) in names.enumerated() { _ = members.add(name, at: index + 1) }
    return members["_id"] == nil ? nil : RecordRecognition.kind(of: members)
  }

  /// Upstream's tables that are read, attempts first.
  static let tables = [
    "IncomingCallLogItem", "IncomingCallLog", "IncomingCallPolicy",
    "IncomingCallPolicyEscalationRule", "TeamMember", "User", "Project",
  ]

  /// The kind of record that rows of one of upstream's tables are; nil for all other tables.
  static func kind(ofTable name: String) -> RecordKind? {
    switch name {
    case "IncomingCallLogItem": .attempts
    case "IncomingCallLog": .calls
    case "IncomingCallPolicy": .policies
    case "IncomingCallPolicyEscalationRule": .rules
    case "TeamMember": .teamMembers
    case "User": .users
    case "Project": .projects
    default: nil
    }
  }

  /// The tables of users and projects have passwords, tokens and card numbers in them, which are
  /// none of our business: of those only what reports show is read.
  static func isKept(_ name: String, _ kind: RecordKind) -> Bool {
    guard kind == .users || kind == .projects, let entity = kind.entity else { return true }
    return UpstreamKey.named(name).map { EntityKeys.of(entity).all.contains($0) } ?? false
  }

  private static func form(of name: String, _ kind: RecordKind) -> EntityField.Form? {
    if let entity = kind.entity { return entity.fields.first { $0.key == name }?.form }
    return (AttemptKeys.integers + AttemptKeys.texts).first { $0.name == name }?.form
  }

  /// The row as if it had been an object of JSON.
  func typed(_ row: borrowing TableRow) -> (tokens: [JSONTape.Token], members: RecordMembers) {
    var tokens = [JSONTape.Token(kind: .object, start: 0, end: 0, next: row.count + 1)]
    for (index, cell) in row.cells.enumerated() {
      let isText = forms[index] == .text
      guard let cell, isKept[index], isText || style == .postgres || !cell.isEmpty else {
        tokens.append(JSONTape.Token(kind: .null, start: 0, end: 0, next: index + 2))
        continue
      }
      let kind = Self.kind(of: row.bytes[cell], forms[index], style)
      tokens.append(
        JSONTape.Token(kind: kind, start: cell.lowerBound, end: cell.upperBound, next: index + 2)
      )
    }
    return (tokens, members)
  }

  private static func kind(
    of cell: ArraySlice<UInt8>,
    _ form: EntityField.Form?,
    _ style: Style
  ) -> JSONTape.Kind {
    switch form {
    case .boolean: boolean(cell, style) ?? .plainText
    case .integer, .cents: isNumber(cell) ? .number : .plainText
    default: .plainText
    }
  }

  private static func boolean(_ cell: ArraySlice<UInt8>, _ style: Style) -> JSONTape.Kind? {
    switch String(decoding: cell, as: UTF8.self) {
    case "t", "true": .true
    case "f", "false": .false
    case "1" where style == .loose: .true
    case "0" where style == .loose: .false
    case let word where style == .loose && word.lowercased() == "true": .true
    case let word where style == .loose && word.lowercased() == "false": .false
    default: nil
    }
  }

  /// Whether a cell is a number as JSON writes them: no blanks, no separators of thousands.
  private static func isNumber(_ cell: ArraySlice<UInt8>) -> Bool {
    let cell = Array(cell)
    do throws(DecimalText.Fault) {
      _ = try DecimalText.parse(cell.span, scale: 6)
      return true
    } catch {
      return error != .malformed
    }
  }
}
