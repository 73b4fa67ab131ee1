import Synchronization

/// Shares blocks out among two threads and merges what they have found.
struct BlockScan {
  let blocks: AttemptBlocks
  private let isShared: [Bool]
  /// Whether blocks may be added in any order.
  private let isOrderFree: Bool

  /// `sources` are costs that are not in the blocks.
  init(of blocks: AttemptBlocks, sources: CostSources) {
    self.blocks = blocks
    isOrderFree = blocks.cannotOverflow && sources.cannotOverflow(in: blocks.headers)
    isShared = blocks.sharedCallGroups
  }

  /// Which block is to be looked at next, and what the second thread has found.
  private final class Progress: Sendable {
    let next = Atomic<Int>(0)
    let found = Mutex<Result<AttemptScan, any Error>?>(nil)
  }

  /// The scan after all blocks have been added to it.
  ///
  /// A second thread has a part only where the order of adding makes no difference.
  func scan(with empty: AttemptScan) throws -> AttemptScan {
    let progress = Progress()
    var helper: HelperThread? = nil
    if blocks.headers.count > 1, isOrderFree {
      FreedMemory.keep()
      helper = HelperThread {
        let result = Result { try add(to: empty, progress) }
        progress.found.withLock { $0 = result }
      }
    }
    let own = Result { try add(to: empty, progress) }
    if let helper = consume helper { helper.join() }
    var scan = try own.get()
    if let other = try progress.found.withLock({ $0 })?.get() { try scan.merge(other) }
    return scan
  }

  private func add(to empty: AttemptScan, _ progress: Progress) throws -> AttemptScan {
    var scan = empty
    let load = try blocks.open()
    while true {
      let index = progress.next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < blocks.headers.count else { break }
      let columns = scan.blockColumns(of: blocks.headers[index])
      try scan.add(try load(index, columns), isShared: isShared)
    }
    scan.finishBlocks()
    return scan
  }
}
