/// The times at which a row's fields were last told, where they are not the row's own stamp.
///
/// Written as nine bytes an entry: the field, then the stamp as a big-endian 64-bit number.
struct MergeState {
  /// Field codes from here on say when a NULL was told for a field whose value was kept.
  static let nullCode = 64

  private(set) var entries: [(code: Int, stamp: Int64)] = []

  init() {}

  init(_ bytes: [UInt8]) {
    var index = 0
    while index + 9 <= bytes.count {
      var stamp: UInt64 = 0
      for byte in bytes[(index + 1)..<(index + 9)] { stamp = stamp << 8 | UInt64(byte) }
      entries.append((Int(bytes[index]), Int64(bitPattern: stamp)))
      index += 9
    }
  }

  /// nil where there is nothing to say, as in nearly every row.
  var bytes: [UInt8]? {
    guard !entries.isEmpty else { return nil }
    var bytes: [UInt8] = []
    for entry in entries {
      bytes.append(UInt8(entry.code))
      for shift in stride(from: 56, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: UInt64(bitPattern: entry.stamp) >> UInt64(shift)))
      }
    }
    return bytes
  }

  subscript(code: Int) -> Int64? {
    entries.first { $0.code == code }?.stamp
  }

  mutating func append(code: Int, stamp: Int64) {
    entries.append((code, stamp))
  }
}
