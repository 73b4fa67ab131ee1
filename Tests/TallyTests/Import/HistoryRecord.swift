import Tally

/// What one record of a made-up history says, whatever form it is written in.
struct HistoryRecord {
  /// What a field says, NULL included; a field that was not selected is not among the members.
  enum Content: Hashable {
    case null
    case number(Int64)
    case microcents(Int64)
    case text(String)
    case flag(Bool)
    case instant(Int64)
    case reference(Identifier)
    /// The number of a field that OneUptime does not have.
    case unknown(Int64)
  }

  struct Member {
    var key: String
    var content: Content
  }

  struct Relation {
    var key: String
    /// Nil where the relation is NULL.
    var record: RelatedRecord?
  }

  struct RelatedRecord {
    var id: Identifier
    var members: [Member]
  }

  var kind: RecordKind
  var id: Identifier
  var members: [Member] = []
  var relations: [Relation] = []

  subscript(key: String) -> Content? { members.first { $0.key == key }?.content }
}
