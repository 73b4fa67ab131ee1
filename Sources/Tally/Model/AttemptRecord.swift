/// What one Incoming Call Log Item says, before anything in it is looked up in a store.
package struct AttemptRecord: Sendable {
  package var id: Identifier
  /// A bit for each ``AttemptField`` that the record has, NULL or not.
  package var known: UInt32 = 0
  /// The integers by ``AttemptField``, ``AttemptField/null`` for NULL or absent; the places of
  /// `project` to `status` are filled in by the store.
  package var integers = InlineArray<15, Int64>(repeating: AttemptField.null)
  package var project: Identifier?
  package var call: Identifier?
  package var rule: Identifier?
  package var user: Identifier?
  /// The number as dialled.
  package var phone: String?
  package var status: String?
  package var statusMessage: String?
  /// Fields that are not upstream's, as a JSON object.
  package var extra: String?

  package init(id: Identifier) {
    self.id = id
  }

  package subscript(field: AttemptField) -> Int64 {
    get { integers[field.rawValue] }
    set {
      integers[field.rawValue] = newValue
      known |= field.bit
    }
  }
}
