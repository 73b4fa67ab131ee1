internal import Reports

/// The attempts of a period in the order in which lists show them.
///
/// That is the order of their start (or creation), then creation, then id. Twenty bytes an attempt
/// are all that is kept of a store of any size.
struct AttemptOrder {
  /// Numbers of the attempts, ordered.
  private(set) var numbers: [Int32] = []
  /// startedAt, else createdAt; where both are NULL the greatest number, so that it comes last.
  private var time: [Int64] = []
  /// NULL comes first.
  private var createdAt: [Int64] = []

  private let from: Int64
  private let to: Int64
  private let isBounded: Bool

  init(period: Period) {
    from = period.from?.milliseconds ?? .min
    to = period.to?.milliseconds ?? .max
    isBounded = period.from != nil || period.to != nil
  }

  /// Takes in those of some attempts that are in the period.
  mutating func append(_ places: AttemptPlaces) {
    for row in places.attempt.indices {
      let at = places.at[row]
      if isBounded, at < from || at >= to { continue }
      numbers.append(places.attempt[row])
      time.append(at == AttemptSegment.unknownTime ? .max : at)
      createdAt.append(places.createdAt[row])
    }
  }

  /// Puts all in order; reads ids only where times alone do not decide.
  mutating func finish(in store: Store) throws {
    sortByTime()
    try sortEqualTimes(in: store)
    time = []
    createdAt = []
  }

  private mutating func sortByTime() {
    let isSorted = zip(time, time.dropFirst()).allSatisfy { $0 <= $1 }
    guard !isSorted, let least = time.min(), let greatest = time.max() else { return }
    arrange(by: packedOrder(least: least, greatest: greatest) ?? comparedOrder())
  }

  /// Time and place in one word each, where they fit: sorted without comparing.
  private func packedOrder(least: Int64, greatest: Int64) -> [Int]? {
    let (span, overflow) = greatest.subtractingReportingOverflow(least)
    let placeBits = UInt64.bitWidth - UInt64(time.count).leadingZeroBitCount
    guard !overflow, UInt64(span).leadingZeroBitCount >= placeBits else { return nil }
    var keys = time.enumerated().map { place, time in
      UInt64(time - least) << UInt64(placeBits) | UInt64(place)
    }
    // Those of the same time are in the order of their places already.
    radixSort(&keys, fromBit: UInt64(placeBits))
    let mask = (UInt64(1) << UInt64(placeBits)) - 1
    return keys.map { Int($0 & mask) }
  }

  private func comparedOrder() -> [Int] {
    time.indices.sorted { (time[$0], $0) < (time[$1], $1) }
  }

  private mutating func arrange(by order: [Int]) {
    numbers = order.map { numbers[$0] }
    time = order.map { time[$0] }
    createdAt = order.map { createdAt[$0] }
  }

  private mutating func sortEqualTimes(in store: Store) throws {
    let identifiers = try store.attemptIdentifiers()
    var start = 0
    while start < time.count {
      var end = start + 1
      while end < time.count, time[end] == time[start] { end += 1 }
      if end - start > 1 { try sort(start..<end, identifiers) }
      start = end
    }
  }

  private mutating func sort(
    _ range: Range<Int>,
    _ identifiers: borrowing Store.AttemptIdentifiers
  ) throws {
    var keys: [(created: Int64, id: Identifier, number: Int32)] = []
    for place in range {
      let number = numbers[place]
      keys.append((createdAt[place], try identifiers.identifier(of: number), number))
    }
    let sorted = keys.sorted {
      if $0.created != $1.created { return $0.created < $1.created }
      return $0.id < $1.id
    }
    for (offset, key) in sorted.enumerated() { numbers[range.lowerBound + offset] = key.number }
  }
}
