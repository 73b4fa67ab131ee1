package import Reports
package import Tally

/// Where attempts are changed at the source, and where it is noted: in a store and in a log.
package struct SourceWriter {
  let endpoint: ItemEndpoint
  private let storePath: String
  private let lockWaitSeconds: Int
  private let log: ChangeLog
  private let now: () -> Instant

  package init(
    _ endpoint: ItemEndpoint,
    storePath: String,
    lockWaitSeconds: Int,
    log: ChangeLog,
    now: @escaping () -> Instant
  ) {
    self.endpoint = endpoint
    self.storePath = storePath
    self.lockWaitSeconds = lockWaitSeconds
    self.log = log
    self.now = now
  }

  /// Attempts taken together: few enough that hardly one changes in between.
  private static let batchCount = 200

  /// Everything, some of it at a time.
  static func batches<Element>(of all: [Element]) -> [ArraySlice<Element>] {
    stride(from: 0, to: all.count, by: batchCount).map { start in
      all[start..<min(start + batchCount, all.count)]
    }
  }

  /// Changes the store in one transaction.
  func changeStore(_ body: (StoreChange, _ now: Instant) throws -> Void) throws {
    let change = try StoreChange(path: storePath, lockWaitSeconds: lockWaitSeconds)
    try body(change, now())
    try change.commit()
  }

  /// Adds a line to the log; `values` are JSON texts.
  func note(
    _ change: String,
    of id: Identifier,
    _ state: ChangeLog.State,
    _ values: [(name: String, json: String)] = []
  ) throws(ChangeLogError) {
    try log.add(change, of: id, state, at: now(), values)
  }

  /// Notes that a change turns out to be done which an earlier run had begun, if there was one.
  func noteFound(_ change: String, of id: Identifier) throws(ChangeLogError) {
    if log.isUnfinished(change, of: id) { try note(change, of: id, .done) }
  }
}
