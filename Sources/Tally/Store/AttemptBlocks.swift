import Reports

/// The attempts of a store as packed blocks that can be read in any order and by several threads.
package struct AttemptBlocks: Sendable {
  /// Reads columns of the block with an index; one thread's own.
  typealias Load = (_ index: Int, _ columns: [BlockColumn]) throws -> AttemptBlock

  let headers: [BlockHeader]
  /// Gives a thread its own access; throws ``Damage`` where a block is not as it was written.
  let open: @Sendable () throws -> Load

  /// Bytes of a block are not those that were written: rows must be read instead.
  struct Damage: Error {}

  init(headers: [BlockHeader], open: @escaping @Sendable () throws -> Load) {
    self.headers = headers
    self.open = open
  }

  /// The newest `updatedAt` among the attempts.
  var asOf: Instant? {
    let newest = headers.map(\.updatedAt).max() ?? AttemptSegment.unknownTime
    return newest == AttemptSegment.unknownTime ? nil : Instant(milliseconds: newest)
  }

  /// From the first to the last of the known times of attempts; nil where none is known.
  var instants: ClosedRange<Int64>? {
    let known = headers.filter { $0.firstAt <= $0.lastAt }
    guard let first = known.map(\.firstAt).min(), let last = known.map(\.lastAt).max() else {
      return nil
    }
    return first...last
  }

  /// For each group of call numbers whether calls of it are in several blocks.
  var sharedCallGroups: [Bool] {
    var isPresent: [Bool] = []
    var isShared: [Bool] = []
    for header in headers {
      let end = header.firstCallGroup + header.callGroups.count * 64
      if end > isPresent.count {
        let more = end - isPresent.count
        isPresent.append(contentsOf: repeatElement(false, count: more))
        isShared.append(contentsOf: repeatElement(false, count: more))
      }
      header.forEachCallGroup { group in
        if isPresent[group] { isShared[group] = true }
        isPresent[group] = true
      }
    }
    return isShared
  }

  /// Whether no order of adding can make a sum leave 64 bits on its way.
  var cannotOverflow: Bool {
    for column in [BlockColumn.ringSeconds, .recordedCostMicrocents] {
      var bound: Int64 = 0
      for header in headers where header.count > 0 {
        let layout = header.layouts[column.rawValue]
        guard layout.width < 8 else { return false }
        guard layout.base != PackedColumn.null else { continue }
        let greatest = max(layout.base.magnitude, layout.greatest.magnitude)
        let (most, overflow) = UInt64(header.count).multipliedReportingOverflow(by: greatest)
        guard !overflow, most < 1 << 62 else { return false }
        bound += Int64(most)
        guard bound < 1 << 62 else { return false }
      }
    }
    return true
  }
}
