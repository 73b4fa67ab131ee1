import Support
import Testing

@testable import Tally

struct IdentityTableTests {
  @Test func `ids of any pattern are found again, and no others`() {
    var random = SplitMix64(seed: 7)
    var ids: Set<Identifier> = [Identifier(high: 0, low: 0), Identifier(high: .max, low: .max)]
    for number in 0..<3000 as Range<UInt64> {
      ids.insert(Identifier(high: random.next(), low: random.next()))
      ids.insert(Identifier(high: number, low: 0))
      ids.insert(Identifier(high: 0, low: number << 32))
    }
    let known = ids.sorted()
    var table = IdentityTable()
    for (index, id) in known.enumerated() {
      #expect(table.number(of: id) == 0)
      #expect(table.append(id) == Int32(index + 1))
    }
    #expect(table.count == known.count)
    #expect(known.enumerated().allSatisfy { table.number(of: $0.element) == Int32($0.offset + 1) })
    #expect(known.enumerated().allSatisfy { table[Int32($0.offset + 1)] == $0.element })
    #expect(table.number(of: Identifier(high: 1, low: 1)) == 0)
  }
}
