/// What the cells of one column are for, in a table whose rows are read by ``RecordCells``.
struct CellColumn {
  enum Form {
    case instant
    case integer
    case cents
    case boolean
    case text
    case reference
  }

  var form: Form
  /// The field's number in the kind of record.
  var field: Int
  /// Of a reference: its place among the references that the record has.
  var place = 0
}
