/// What is known of a block of attempts without reading its columns.
struct BlockHeader: Sendable, Hashable {
  /// Changes with anything that makes older blocks unreadable.
  private static let format: UInt64 = 1
  /// The low bits of a call's number that ``callGroups`` does not tell apart.
  static let callGroupBits = 8

  /// Counted attempts.
  var count = 0
  /// The greatest attempt number that was looked at, counted or not.
  var lastNumber: Int64 = 0
  /// UTC milliseconds of the known instants; the first is above the last where none is known.
  var firstAt = Int64.max
  var lastAt = Int64.min
  /// The newest `updatedAt`; ``AttemptSegment/unknownTime`` where there is none.
  var updatedAt = AttemptSegment.unknownTime
  var hasUnknownTime = false
  /// The first group of calls in ``callGroups``.
  var firstCallGroup = 0
  /// A bit for each group of 256 call numbers of which any is in the block.
  var callGroups: [UInt64] = []
  /// By ``BlockColumn``.
  var layouts = [PackedColumn.Layout](
    repeating: PackedColumn.Layout(),
    count: BlockColumn.partCount
  )

  init() {}

  /// Every group of 256 calls of which any is in the block.
  func forEachCallGroup(_ body: (Int) -> Void) {
    for (index, word) in callGroups.enumerated() {
      var rest = word
      while rest != 0 {
        body(firstCallGroup + index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }

  mutating func setCallGroups(of calls: [Int64]) {
    guard let first = calls.first, let last = calls.last else { return }
    firstCallGroup = Int(first) >> Self.callGroupBits
    let count = Int(last) >> Self.callGroupBits - firstCallGroup + 1
    callGroups = [UInt64](repeating: 0, count: (count + 63) / 64)
    for call in calls {
      let group = Int(call) >> Self.callGroupBits - firstCallGroup
      callGroups[group >> 6] |= 1 << UInt64(group & 63)
    }
  }
}

extension BlockHeader {
  /// What the store keeps: words in little-endian order, the last one a checksum.
  var bytes: [UInt8] {
    var words: [UInt64] = [
      Self.format, UInt64(count), UInt64(bitPattern: lastNumber), UInt64(bitPattern: firstAt),
      UInt64(bitPattern: lastAt), UInt64(bitPattern: updatedAt), hasUnknownTime ? 1 : 0,
      UInt64(firstCallGroup), UInt64(callGroups.count),
    ]
    words += callGroups
    for layout in layouts {
      words += [
        UInt64(layout.width), layout.hasNull ? 1 : 0, UInt64(bitPattern: layout.base),
        UInt64(bitPattern: layout.greatest), layout.checksum,
      ]
    }
    let bytes = words.flatMap(Self.bytes(of:))
    return bytes + Self.bytes(of: blockChecksum(bytes))
  }

  /// Reads what ``bytes`` gives; nil where anything is not as it was written.
  init?(_ bytes: [UInt8]) {
    guard bytes.count % 8 == 0, bytes.count >= 80 else { return nil }
    var words: [UInt64] = []
    for start in stride(from: 0, to: bytes.count, by: 8) {
      words.append((0..<8).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64($1 * 8) })
    }
    guard words.removeLast() == blockChecksum(Array(bytes.dropLast(8))), words[0] == Self.format,
      words.count == 9 + Int(words[8]) + BlockColumn.partCount * 5
    else { return nil }
    count = Int(words[1])
    lastNumber = Int64(bitPattern: words[2])
    firstAt = Int64(bitPattern: words[3])
    lastAt = Int64(bitPattern: words[4])
    updatedAt = Int64(bitPattern: words[5])
    hasUnknownTime = words[6] == 1
    firstCallGroup = Int(words[7])
    callGroups = Array(words[9..<(9 + Int(words[8]))])
    for part in 0..<BlockColumn.partCount {
      let word = 9 + callGroups.count + part * 5
      layouts[part] = PackedColumn.Layout(
        width: Int(words[word]),
        hasNull: words[word + 1] == 1,
        base: Int64(bitPattern: words[word + 2]),
        greatest: Int64(bitPattern: words[word + 3]),
        checksum: words[word + 4]
      )
    }
  }

  private static func bytes(of word: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64($0 * 8)) }
  }
}
