/// Turns UTF-16, which spreadsheets and shells of Windows write, into UTF-8.
///
/// Halves of surrogate pairs that stand alone become bytes that are not UTF-8, so that they cost
/// their record and nothing else.
struct UTF16Decoder {
  private let isBigEndian: Bool
  /// The first byte of a unit whose second one has not come.
  private var half: UInt8?
  /// The first half of a pair whose second one has not come.
  private var lead: UInt32?
  /// What has been decoded and not been handed over.
  private var ready: [UInt8] = []
  private var readyStart = 0

  /// Nil where the bytes do not begin with the byte order mark of UTF-16.
  init?(mark bytes: ArraySlice<UInt8>) {
    if bytes.starts(with: [0xFF, 0xFE]) {
      isBigEndian = false
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      isBigEndian = true
    } else {
      return nil
    }
  }

  var isEmpty: Bool { readyStart == ready.count }

  /// Hands over what is ready, as much as there is room for; returns how much.
  mutating func take(into buffer: inout [UInt8], from start: Int, to end: Int) -> Int {
    let count = min(ready.count - readyStart, end - start)
    buffer.replaceSubrange(start..<(start + count), with: ready[readyStart..<(readyStart + count)])
    readyStart += count
    if isEmpty {
      ready.removeAll(keepingCapacity: true)
      readyStart = 0
    }
    return count
  }

  mutating func decode(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      guard let first = half else {
        half = byte
        continue
      }
      half = nil
      decode(isBigEndian ? UInt32(first) << 8 | UInt32(byte) : UInt32(byte) << 8 | UInt32(first))
    }
  }

  /// Nothing follows: what is not whole is handed over as what it is, damage.
  mutating func finish() {
    if let lead { append(lead) }
    if half != nil { ready.append(0xFF) }
    (lead, half) = (nil, nil)
  }

  private mutating func decode(_ unit: UInt32) {
    if let first = lead {
      lead = nil
      if unit >> 10 == 0x37 { return append(0x10000 + (first & 0x3FF) << 10 + unit & 0x3FF) }
      append(first)
    }
    if unit >> 10 == 0x36 { lead = unit } else { append(unit) }
  }

  private mutating func append(_ scalar: UInt32) {
    switch scalar {
    case 0..<0x80: ready.append(UInt8(scalar))
    case 0x80..<0x800:
      ready.append(UInt8(0xC0 | scalar >> 6))
      ready.append(UInt8(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      ready.append(UInt8(0xE0 | scalar >> 12))
      ready.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      ready.append(UInt8(0x80 | scalar & 0x3F))
    default:
      ready.append(UInt8(0xF0 | scalar >> 18))
      ready.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      ready.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      ready.append(UInt8(0x80 | scalar & 0x3F))
    }
  }
}
