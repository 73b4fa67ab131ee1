/// The Huffman codes of one block of deflated data, made from how often each symbol occurs.
///
/// See https://www.rfc-editor.org/rfc/rfc1951, section 3.2.2.
struct DeflateCodes {
  /// By symbol, bits of its code; 0 where it does not occur.
  private(set) var lengths: [UInt8]
  /// By symbol, its code with the first bit lowest, as it is written.
  private(set) var codes: [UInt32]

  /// Codes of at most `limit` bits; at least two symbols get one, which every reader accepts.
  init(frequencies: [UInt32], limit: Int) {
    lengths = [UInt8](repeating: 0, count: frequencies.count)
    codes = [UInt32](repeating: 0, count: frequencies.count)
    var symbols = frequencies.indices.filter { frequencies[$0] > 0 }
    var spare = 0
    while symbols.count < 2 {
      if !symbols.contains(spare) { symbols.append(spare) }
      spare += 1
    }
    symbols.sort { (frequencies[$0], $0) < (frequencies[$1], $1) }
    let counts = Self.lengthCounts(symbols.map { UInt64(frequencies[$0]) }, limit: limit)
    var rest = symbols[...]
    for length in (1...limit).reversed() {
      for symbol in rest.prefix(counts[length]) { lengths[symbol] = UInt8(length) }
      rest = rest.dropFirst(counts[length])
    }
    assignCodes(counts)
  }

  /// How many codes of each length there are for frequencies in ascending order.
  private static func lengthCounts(_ frequencies: [UInt64], limit: Int) -> [Int] {
    // Huffman's algorithm with two queues: the leaves, and the nodes in the order they are made.
    let leafCount = frequencies.count
    var weights = frequencies
    var parents = [Int](repeating: 0, count: 2 * leafCount - 1)
    var (leaf, node) = (0, leafCount)
    for made in leafCount..<(2 * leafCount - 1) {
      var weight: UInt64 = 0
      for _ in 0..<2 {
        let takesLeaf = leaf < leafCount && (node >= made || weights[leaf] <= weights[node])
        let taken = takesLeaf ? leaf : node
        if takesLeaf { leaf += 1 } else { node += 1 }
        weight += weights[taken]
        parents[taken] = made
      }
      weights.append(weight)
    }
    var depths = [Int](repeating: 0, count: 2 * leafCount - 1)
    var counts = [Int](repeating: 0, count: limit + 1)
    for place in (0..<(2 * leafCount - 2)).reversed() {
      depths[place] = depths[parents[place]] + 1
      if place < leafCount { counts[min(depths[place], limit)] += 1 }
    }
    // Codes that were cut to the limit take more room than there is: shorter ones make way.
    var taken = (1...limit).reduce(0) { $0 + counts[$1] << (limit - $1) }
    while taken > 1 << limit {
      counts[limit] -= 1
      guard let length = (1..<limit).last(where: { counts[$0] > 0 }) else { break }
      counts[length] -= 1
      counts[length + 1] += 2
      taken -= 1
    }
    return counts
  }

  private mutating func assignCodes(_ counts: [Int]) {
    var next = [UInt32](repeating: 0, count: counts.count)
    var code: UInt32 = 0
    for length in 1..<counts.count {
      code = (code + UInt32(length > 1 ? counts[length - 1] : 0)) << 1
      next[length] = code
    }
    for symbol in lengths.indices where lengths[symbol] > 0 {
      let length = Int(lengths[symbol])
      codes[symbol] = Self.reversed(next[length], bits: length)
      next[length] += 1
    }
  }

  private static func reversed(_ code: UInt32, bits: Int) -> UInt32 {
    var (rest, reversed) = (code, UInt32(0))
    for _ in 0..<bits {
      reversed = reversed << 1 | rest & 1
      rest >>= 1
    }
    return reversed
  }
}
