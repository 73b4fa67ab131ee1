import Support
import Testing

@testable import Tally

struct GroupKeysTests {
  @Test func `combinations that fill many words are told apart and read back`() throws {
    var random = SplitMix64(seed: 5)
    let limits: [UInt64] = [3, 1 << 32, 7, 1 << 31, 1 << 20, 65_536, 3_652_070, 1, 1 << 32]
    var keys = GroupKeys(limits: limits)
    var plain: [[UInt32]: UInt32] = [:]
    for _ in 0..<40 {
      let rows = (0..<50).map { _ in
        limits.map { limit in
          UInt32(limit - 1) - UInt32.random(in: 0...1, using: &random) % UInt32(min(limit, 1 << 31))
        }
      }
      var numbers: [UInt32] = []
      try keys.number(
        limits.indices.map { dimension in rows.map { $0[dimension] } },
        count: rows.count,
        into: &numbers
      )
      for (row, number) in zip(rows, numbers) {
        if plain[row] == nil { plain[row] = UInt32(plain.count) }
        #expect(plain[row] == number)
        #expect(keys.codes(of: Int(number)) == row)
      }
    }
    #expect(keys.count == plain.count)
    #expect(plain.count > 200)
  }

  @Test func `no dimensions make one group`() throws {
    var keys = GroupKeys(limits: [])
    var numbers: [UInt32] = []
    try keys.number([], count: 3, into: &numbers)
    #expect(numbers == [0, 0, 0])
    #expect(keys.codes(of: 0) == [])
  }
}
