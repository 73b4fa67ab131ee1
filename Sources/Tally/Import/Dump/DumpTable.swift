/// A table as a statement of a dump names it.
struct DumpTable: Equatable {
  /// Without the schema.
  let name: String
  /// What its rows are; nil for a table that nothing is wanted of.
  let kind: RecordKind?
  /// Nil where the statement does not list them.
  let columns: [String]?

  init(name: SQLToken, columns: [String]?) {
    self.name = name.identifier ?? ""
    self.columns = columns
    kind = Self.kind(of: name)
  }

  /// A name without quotes has lost its capitals, as PostgreSQL has it.
  private static func kind(of name: SQLToken) -> RecordKind? {
    switch name {
    case .name(let name): TableColumns.kind(ofTable: name)
    case .word(let word):
      names.first { $0.lowercased() == word.lowercased() }.flatMap(TableColumns.kind(ofTable:))
    default: nil
    }
  }

  private static let names = [
    "IncomingCallLogItem", "IncomingCallLog", "IncomingCallPolicy",
    "IncomingCallPolicyEscalationRule", "TeamMember", "User", "Project",
  ]
}
