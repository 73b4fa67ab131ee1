/// What one record, or a relation nested in another, says about a project, user, policy, rule,
/// team member or call.
package struct EntityRecord: Sendable {
  package var kind: EntityKind
  package var id: Identifier
  /// UTC milliseconds of the record's `updatedAt`; a relation has that of the record around it.
  ///
  /// ``AttemptField/null`` where neither tells.
  package var stamp: Int64
  /// One entry for each of ``EntityKind/fields``; nil where the record does not have the field,
  /// which is not the same as NULL.
  package var values: [FieldValue?]
  /// Whether this is the thing's own record rather than a relation in another's.
  package var isOwn: Bool

  package init(kind: EntityKind, id: Identifier, isOwn: Bool) {
    self.kind = kind
    self.id = id
    self.isOwn = isOwn
    stamp = AttemptField.null
    values = Array(repeating: nil, count: kind.fields.count)
  }
}
