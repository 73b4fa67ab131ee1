/// What becomes of the values of one column of a table, or of one key of an object.
struct CellColumn {
  enum Form {
    /// That of the record itself.
    case identifier
    case instant
    case integer
    case cents
    case boolean
    case text
    case reference
    /// In JSON, an object that tells more of what the field refers to.
    case relation
  }

  var form: Form
  /// The field's number in the kind of record; of no meaning for ``Form/identifier``.
  var field = 0
  /// Of a reference or a relation: its place among the references that the record has.
  var place = 0
}
