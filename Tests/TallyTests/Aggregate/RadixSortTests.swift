import Support
import Testing

@testable import Tally

struct RadixSortTests {
  @Test(arguments: [0, 1, 2, 512, 513, 20_000])
  func `keys come out as the library sorts them`(_ count: Int) {
    var random = SplitMix64(seed: UInt64(count))
    for shift in [UInt64(0), 20, 42, 63] {
      var keys = (0..<count).map { _ in (random.next() >> shift) << (shift / 3) }
      let expected = keys.sorted()
      radixSort(&keys)
      #expect(keys == expected)
    }
  }

  @Test(arguments: [3, 512, 513, 5000])
  func `low bits that ascend at first need not be looked at`(_ count: Int) {
    var random = SplitMix64(seed: UInt64(count))
    var keys = (0..<count).map { (random.next() % 300) << 20 | UInt64($0) }
    let expected = keys.sorted()
    radixSort(&keys, fromBit: 20)
    #expect(keys == expected)
  }
}
