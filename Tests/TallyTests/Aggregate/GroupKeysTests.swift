import Support
import Testing

@testable import Tally

struct GroupKeysTests {
  @Test func `combinations that fill many words are told apart and read back`() throws {
    var random = SplitMix64(seed: 5)
    let limits: [UInt64] = [3, 1 << 32, 7, 1 << 31, 1 << 20, 65_536, 3_652_070, 1, 1 << 32]
    var keys = GroupKeys(ranges: limits.map { CodeRange(count: $0) })
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
      }
    }
    let codes = keys.codes
    for (row, number) in plain { #expect(codes.map { $0[Int(number)] } == row) }
    #expect(keys.count == plain.count)
    #expect(plain.count > 200)
  }

  @Test func `no dimensions make one group`() throws {
    var keys = GroupKeys(ranges: [])
    var numbers: [UInt32] = []
    try keys.number([], count: 3, into: &numbers)
    #expect(numbers == [0, 0, 0])
    #expect(keys.codes == [])
  }

  @Test func `codes that begin above others take no room below`() throws {
    var keys = GroupKeys(ranges: [CodeRange(base: 24_300, count: 5), CodeRange(count: 3)])
    let columns: [[UInt32]] = [[24_304, 0, 24_301, 24_304], [2, 0, 1, 2]]
    var numbers: [UInt32] = []
    try keys.number(columns, count: 4, into: &numbers)
    #expect(numbers == [0, 1, 2, 0])
    #expect(keys.codes == [[24_304, 0, 24_301], [2, 0, 1]])
  }
}
