/// Decoded records on their way to the store, a bounded number at a time.
package struct RecordBatch: Sendable {
  /// Which list response a record came in, so that a list's `count` can be compared with what
  /// arrived of it; 0 for records outside of lists.
  package typealias ListNumber = Int32

  package var attempts: [AttemptRecord] = []
  /// One for each of ``attempts``.
  package var attemptLists: [ListNumber] = []
  /// The calls' own records.
  package var calls: [CallRecord] = []
  /// One for each of ``calls``.
  package var callLists: [ListNumber] = []
  /// The bytes of the attempts' and the calls' texts, in UTF-8.
  package var texts: [UInt8] = []
  /// Own records of other kinds, and relations, in the order they came.
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

  /// Whether the fingerprints of attempts are left to whoever takes the batch in.
  ///
  /// Reading is what an import waits for where the store has its attempts already, and writing where
  /// it has not.
  package var leavesFingerprints = false

  /// How many records are looked up together.
  static let touchCount = 1024

  package init() {}

  package var count: Int { attempts.count + calls.count + entities.count }

  /// A place between records, by how many of each there are before it.
  struct Place {
    var attempts = 0
    var calls = 0
    var entities = 0
  }

  /// Behind the last records.
  var end: Place {
    Place(attempts: attempts.count, calls: calls.count, entities: entities.count)
  }

  /// Says of the records behind a place that came in one list that they came in another.
  mutating func move(_ from: ListNumber, to list: ListNumber, behind place: Place) {
    for index in place.attempts..<attemptLists.count where attemptLists[index] == from {
      attemptLists[index] = list
    }
    for index in place.calls..<callLists.count where callLists[index] == from {
      callLists[index] = list
    }
    for index in place.entities..<entityLists.count where entityLists[index] == from {
      entityLists[index] = list
    }
  }

  package mutating func removeAll() {
    attempts.removeAll(keepingCapacity: true)
    attemptLists.removeAll(keepingCapacity: true)
    calls.removeAll(keepingCapacity: true)
    callLists.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
    entities.removeAll(keepingCapacity: true)
    entityLists.removeAll(keepingCapacity: true)
    listMoves.removeAll(keepingCapacity: true)
    states.removeAll(keepingCapacity: true)
    related.removeAll()
  }

  /// Adds the own record of something that is not an attempt.
  package mutating func append(_ record: EntityRecord, list: ListNumber) {
    guard record.kind != .call else {
      calls.append(CallRecord(record, texts: &texts))
      callLists.append(list)
      return
    }
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

  /// Gives those attempts fingerprints that have none.
  mutating func setFingerprints() {
    for index in attempts.indices where attempts[index].fingerprint == 0 {
      attempts[index].setFingerprint(texts: texts)
    }
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
