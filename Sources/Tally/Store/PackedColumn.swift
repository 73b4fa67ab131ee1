/// Integers in as few whole bytes each as their range needs, above a common base.
struct PackedColumn: Sendable {
  /// How the bytes are to be read.
  struct Layout: Sendable, Hashable {
    /// Bytes for each value: 0 where all are the base, 1, 2, 4 or 8.
    var width = 0
    /// Whether the code 0 stands for NULL.
    var hasNull = false
    var base: Int64 = 0
    /// No value is above it; ``PackedColumn/null`` where every value is NULL.
    var greatest: Int64 = 0
    var checksum: UInt64 = 0
  }

  /// NULL among the values.
  static let null = Int64.min

  var layout: Layout
  var bytes: [UInt8]

  /// The layout of values in eight bytes is the values themselves.
  init(_ values: [Int64]) {
    var least = Int64.max
    var greatest = Self.null
    var hasNull = false
    for value in values {
      if value == Self.null {
        hasNull = true
      } else {
        least = min(least, value)
        greatest = max(greatest, value)
      }
    }
    layout = Layout()
    bytes = []
    guard greatest != Self.null else {
      layout.base = hasNull ? Self.null : 0
      layout.greatest = layout.base
      return
    }
    let codes = UInt64(bitPattern: greatest &- least)
    layout.greatest = greatest
    layout.hasNull = hasNull
    switch codes {
    case 0 where !hasNull: layout.width = 0
    case 0..<0xff: layout.width = 1
    case 0..<0xffff: layout.width = 2
    case 0..<0xffff_ffff: layout.width = 4
    default: layout.width = 8
    }
    layout.base = layout.width == 8 ? 0 : hasNull ? least - 1 : least
    bytes.reserveCapacity(values.count * layout.width)
    switch layout.width {
    case 1: append(values, as: UInt8.self)
    case 2: append(values, as: UInt16.self)
    case 4: append(values, as: UInt32.self)
    case 8: append(values, as: UInt64.self)
    default: break
    }
    layout.checksum = blockChecksum(bytes)
  }

  /// What was read from a store; nil where the bytes are not those that were written.
  init?(layout: Layout, bytes: [UInt8], count: Int) {
    guard [0, 1, 2, 4, 8].contains(layout.width), bytes.count == count * layout.width,
      layout.width == 0 || blockChecksum(bytes) == layout.checksum
    else { return nil }
    self.layout = layout
    self.bytes = bytes
  }
}
