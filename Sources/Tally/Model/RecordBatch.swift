/// Decoded records on their way to the store, a bounded number at a time.
package struct RecordBatch: Sendable {
  /// Which list response a record came in, so that a list's `count` can be compared with what
  /// arrived of it; 0 for records outside of lists.
  package typealias ListNumber = Int32

  package var attempts: [AttemptRecord] = []
  /// One for each of ``attempts``.
  package var attemptLists: [ListNumber] = []
  /// The bytes of the attempts' texts, in UTF-8.
  package var texts: [UInt8] = []
  /// Own records and relations in the order they came.
  package var entities: [EntityRecord] = []
  /// One for each of ``entities``.
  package var entityLists: [ListNumber] = []
  /// Relations since the last own record.
  private var related = RelatedRecords()

  /// What has become known of lists since; to be done once the records are taken in.
  package var listMoves: [ListMove] = []

  /// How far sources have been read with these records; written with them, or not at all.
  package var states: [SourceStates.State] = []

  /// Records counted as one list's are those of another; 0 for none.
  package struct ListMove: Sendable {
    package var from: ListNumber
    package var to: ListNumber
    package var kind: RecordKind
  }

  /// How many records are looked up together.
  static let touchCount = 1024

  package init() {}

  package var count: Int { attempts.count + entities.count }

  package mutating func removeAll() {
    attempts.removeAll(keepingCapacity: true)
    attemptLists.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    entities.removeAll(keepingCapacity: true)
    entityLists.removeAll(keepingCapacity: true)
    listMoves.removeAll(keepingCapacity: true)
    states.removeAll(keepingCapacity: true)
    related.removeAll()
  }

  /// Adds the own record of something that is not an attempt.
  package mutating func append(_ record: EntityRecord, list: ListNumber) {
    entities.append(record)
    entityLists.append(list)
    // What it changes is counted, and depends on what was told before it.
    related.removeAll()
  }

  /// Adds what a record says of something it refers to.
  ///
  /// The same said again only makes it newer: a store keeps of each value the last time it was
  /// told, whatever comes in which order.
  package mutating func append(relation record: EntityRecord) {
    let slot = related.slot(of: record, in: entities)
    if let index = related[slot], entities[index].values == record.values {
      entities[index].stamp = max(entities[index].stamp, record.stamp)
      return
    }
    entities.append(record)
    entityLists.append(0)
    related.note(slot, in: entities)
  }

  /// Keeps a text with the batch.
  package mutating func slice(of text: String?) -> TextSlice {
    guard let text else { return .null }
    let start = texts.count
    texts.append(contentsOf: text.utf8)
    return TextSlice(start: Int32(start), count: Int32(texts.count - start))
  }

  /// The text of a slice; nil for NULL.
  package func text(_ slice: TextSlice) -> String? {
    slice.isNull ? nil : String(decoding: texts[slice.range], as: UTF8.self)
  }
}
