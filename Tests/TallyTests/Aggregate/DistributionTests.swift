import Reports
import Support
import Testing

@testable import Tally

struct DistributionTests {
  @Test func `percentiles equal those of the sorted list, for values in any order`() {
    var random = SplitMix64(seed: 7)
    for size in [1, 2, 3, 10, 101, 5000] {
      var counts = ValueCounts()
      var lists: [[Int64]] = [[], [], []]
      let limit = Int64.random(in: 0...400_000_000_000, using: &random) >> (size % 2 == 0 ? 0 : 30)
      for _ in 0..<size {
        let group = Int.random(in: 0...1, using: &random) * 2
        let value = Int64.random(in: -min(limit, 1 << 31)...limit, using: &random)
        lists[group].append(value)
        counts.add(value, to: UInt32(group))
      }
      let found = counts.distributions(groupCount: 3)
      for percent in [0, 1, 50, 90, 95, 99, 100] {
        for group in 0..<3 {
          #expect(found[group].percentile(percent) == plain(percent, lists[group].sorted()))
        }
        #expect(
          Distribution(merging: (0..<3).map { found[$0] }).percentile(percent)
            == plain(percent, (lists[0] + lists[2]).sorted())
        )
      }
    }
  }

  @Test func `folding halfway changes nothing`() {
    var random = SplitMix64(seed: 8)
    var counts = ValueCounts(foldingSize: 1000)
    var values: [Int64] = []
    for _ in 0..<5 {
      for _ in 0..<1500 {
        let value = Int64.random(in: -3...3000, using: &random)
        values.append(value)
        counts.add(value, to: 4)
      }
      counts.compactIfLarge()
    }
    let found = counts.distributions(groupCount: 5)[4]
    values.sort()
    for percent in 0...100 { #expect(found.percentile(percent) == plain(percent, values)) }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `two scans' distributions are one, whatever numbers their groups have`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let groupCount = Int.random(in: 1...6, using: &random)
    let numbers = Array(0..<UInt32(groupCount)).shuffled(using: &random)
      .prefix(Int.random(in: 0...groupCount, using: &random))
    let ownCount = Int.random(in: 0...groupCount, using: &random)
    var lists = [[Int64]](repeating: [], count: groupCount)
    var (own, other) = (ValueCounts(), ValueCounts())
    for _ in 0..<200 {
      let value = Int64.random(in: 0...20, using: &random) << (seed % 3 == 0 ? 30 : 0)
      if let index = numbers.indices.randomElement(using: &random), random.next() % 2 == 0 {
        other.add(value, to: UInt32(index))
        lists[Int(numbers[index])].append(value)
      } else if ownCount > 0 {
        let group = Int.random(in: 0..<ownCount, using: &random)
        own.add(value, to: UInt32(group))
        lists[group].append(value)
      }
    }
    let merged = own.distributions(groupCount: ownCount).merging(
      other.distributions(groupCount: numbers.count),
      groups: Array(numbers),
      groupCount: groupCount
    )
    for percent in [0, 33, 50, 95, 100] {
      for group in 0..<groupCount {
        #expect(merged[group].percentile(percent) == plain(percent, lists[group].sorted()))
      }
      #expect(merged.total.percentile(percent) == plain(percent, lists.joined().sorted()))
    }
    #expect(merged[groupCount].percentile(50) == nil)
  }

  private func plain(_ percent: Int, _ sorted: [Int64]) -> FixedDecimal? {
    guard let last = sorted.last else { return nil }
    let place = (sorted.count - 1) * percent
    let low = sorted[place / 100]
    let high = place / 100 + 1 < sorted.count ? sorted[place / 100 + 1] : last
    let exact = low * 100 + Int64(place % 100) * (high - low)
    return FixedDecimal(unscaled: exact * 100, scale: 4)
  }
}
