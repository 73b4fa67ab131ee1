/// How far OneUptime's clock is from the carrier's, by the legs of which it is known what they were for.
///
/// Clocks drift: the difference at a time is the median of those nearest to it. What a callback takes
/// to arrive is in it, too, and so is the part of a second that the carrier cuts off.
struct ClockOffsets {
  /// One leg and attempt: when it was, and how much later OneUptime has its end, in milliseconds.
  struct Anchor {
    var time: Int64
    var difference: Int64
  }

  /// With fewer of them nothing is known.
  static let leastCount = 5
  /// How many on either side a median is of.
  private static let reach = 25

  private var times: [Int64] = []
  private var medians: [Int64] = []
  /// How far differences are from the median as a rule, in milliseconds; nil where nothing is known.
  ///
  /// 1.4826 times the median of the distances, the standard deviation where errors are normal.
  private(set) var spread: Int64?

  init(_ anchors: [Anchor]) {
    guard anchors.count >= Self.leastCount else { return }
    let sorted = anchors.sorted { ($0.time, $0.difference) < ($1.time, $1.difference) }
    for middle in stride(from: 0, to: sorted.count, by: Self.reach) {
      let window = sorted[max(0, middle - Self.reach)...min(sorted.count - 1, middle + Self.reach)]
      times.append(sorted[middle].time)
      medians.append(Self.median(window.map(\.difference)))
    }
    let distances = sorted.map { abs($0.difference - self[$0.time]) }
    spread = Self.median(distances) * 14826 / 10000
  }

  /// The difference at a time of the carrier's clock; 0 where nothing is known.
  subscript(time: Int64) -> Int64 {
    guard !times.isEmpty else { return 0 }
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return medians[0] }
    guard low < times.count, times[low] - time < time - times[low - 1] else {
      return medians[low - 1]
    }
    return medians[low]
  }

  private static func median(_ values: [Int64]) -> Int64 {
    values.sorted()[values.count / 2]
  }
}
