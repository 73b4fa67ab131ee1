/// Decoded records on their way to the store, a bounded number at a time.
package struct RecordBatch: Sendable {
  /// Which list response a record came in, so that a list's `count` can be compared with what
  /// arrived of it; 0 for records outside of lists.
  package typealias ListNumber = Int32

  package var attempts: [AttemptRecord] = []
  /// One for each of ``attempts``.
  package var attemptLists: [ListNumber] = []
  /// Own records and relations in the order they came.
  package var entities: [EntityRecord] = []
  /// One for each of ``entities``.
  package var entityLists: [ListNumber] = []

  package init() {}

  package var count: Int { attempts.count + entities.count }

  package mutating func removeAll() {
    attempts.removeAll(keepingCapacity: true)
    attemptLists.removeAll(keepingCapacity: true)
    entities.removeAll(keepingCapacity: true)
    entityLists.removeAll(keepingCapacity: true)
  }
}
