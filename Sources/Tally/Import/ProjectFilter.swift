/// Keeps the records of one project, where an input has those of several.
///
/// What does not say which project it belongs to is kept: users have none, and fields that were
/// not selected say nothing.
struct ProjectFilter {
  let project: Identifier
  /// Records left out, by kind; relations nested in others are not counted.
  private(set) var skipped: [RecordKind: Int] = [:]

  /// `text` is a project's id, or its name where the store knows it already.
  ///
  /// While an input is being read a name can still be unknown: projects may come after their calls.
  init(_ text: String, storePath: String) throws {
    if let identifier = Identifier(text) {
      project = identifier
      return
    }
    guard FileStatus.exists(storePath) else { throw ImportError.unknownProject(text, similar: []) }
    let members = try Store(path: storePath).directory().projects.compactMap(\.self)
    let wanted = text.lowercased()
    let named = members.filter { $0.name?.lowercased() == wanted }
    guard let first = named.first else {
      let similar = Suggestion.near(text, among: Set(members.compactMap(\.name)))
      throw ImportError.unknownProject(text, similar: similar)
    }
    guard named.count == 1 else {
      let identifiers = named.map(\.id).sorted().map(\.description)
      throw ImportError.ambiguousProject(text, identifiers: identifiers)
    }
    project = first.id
  }

  /// Takes out of a batch what belongs to other projects.
  mutating func apply(to batch: inout RecordBatch) {
    let hasRelations = batch.entities.contains { !$0.isOwn }
    var kept: Set<Identifier> = []
    var left: Set<Identifier> = []
    var isKept = batch.attempts.map { isOurs($0[reference: .project]) }
    if hasRelations {
      for (attempt, isKept) in zip(batch.attempts, isKept) {
        for index in 0..<4 {
          if isKept {
            kept.insert(attempt.references[index])
          } else {
            left.insert(attempt.references[index])
          }
        }
      }
    }
    skip(isKept, .attempts)
    Self.keep(isKept, &batch.attempts, &batch.attemptLists)
    isKept = batch.calls.map { isOurs($0.reference(CallRecord.project)) }
    if hasRelations {
      for (call, isKept) in zip(batch.calls, isKept) {
        for place in CallRecord.referenceFields.indices {
          guard let identifier = call.reference(place) else { continue }
          if isKept { kept.insert(identifier) } else { left.insert(identifier) }
        }
      }
    }
    skip(isKept, .calls)
    Self.keep(isKept, &batch.calls, &batch.callLists)
    isKept = batch.entities.map { isOurs($0) }
    for (record, isKept) in zip(batch.entities, isKept) where hasRelations && record.isOwn {
      for case .reference(let identifier) in record.values.compactMap(\.self) {
        if isKept { kept.insert(identifier) } else { left.insert(identifier) }
      }
    }
    for (index, record) in batch.entities.enumerated() {
      // What only records of others refer to is theirs as well.
      if !record.isOwn, left.contains(record.id), !kept.contains(record.id) {
        isKept[index] = false
      }
      if record.isOwn, !isKept[index] { skipped[record.kind.recordKind, default: 0] += 1 }
    }
    Self.keep(isKept, &batch.entities, &batch.entityLists)
  }

  private func isOurs(_ identifier: Identifier?) -> Bool {
    identifier == nil || identifier == project
  }

  private func isOurs(_ record: EntityRecord) -> Bool {
    if record.kind == .project { return record.id == project }
    guard let field = record.kind.fields.firstIndex(where: { $0.key == "projectId" }),
      case .reference(let identifier) = record.values[field]
    else { return true }
    return isOurs(identifier)
  }

  private mutating func skip(_ isKept: [Bool], _ kind: RecordKind) {
    let count = isKept.count { !$0 }
    if count > 0 { skipped[kind, default: 0] += count }
  }

  private static func keep<Element>(
    _ isKept: [Bool],
    _ elements: inout [Element],
    _ lists: inout [RecordBatch.ListNumber]
  ) {
    guard isKept.contains(false) else { return }
    var count = 0
    for index in isKept.indices where isKept[index] {
      elements[count] = elements[index]
      lists[count] = lists[index]
      count += 1
    }
    elements.removeSubrange(count...)
    lists.removeSubrange(count...)
  }
}
