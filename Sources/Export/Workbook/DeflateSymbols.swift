/// The symbols that lengths and distances of matches are written with.
///
/// See https://www.rfc-editor.org/rfc/rfc1951, section 3.2.5.
struct DeflateSymbols: Sendable {
  /// Letters, the end of a block, and lengths.
  static let letterCount = 286
  static let distanceCount = 30
  static let end = 256

  struct Length: Sendable {
    var symbol: UInt16 = 0
    /// What the symbol leaves open, and in how many bits that is written.
    var extra: UInt8 = 0
    var extraBits: UInt8 = 0
  }

  /// By length, 3 to 258.
  private(set) var lengths = [Length](repeating: Length(), count: 259)
  /// By symbol, the least distance it stands for.
  private(set) var firstDistances: [UInt32] = []

  static let shared = Self()

  private init() {
    for symbol in 0..<28 {
      let extraBits = symbol < 8 ? 0 : symbol / 4 - 1
      let first = symbol < 8 ? 3 + symbol : 3 + (4 + symbol % 4) << extraBits
      for extra in 0..<(1 << extraBits) {
        lengths[first + extra] = Length(
          symbol: UInt16(257 + symbol),
          extra: UInt8(extra),
          extraBits: UInt8(extraBits)
        )
      }
    }
    // The longest has a symbol without anything open.
    lengths[258] = Length(symbol: 285)
    for symbol in 0..<UInt32(Self.distanceCount) {
      firstDistances.append(
        symbol < 4 ? symbol + 1 : 1 + (2 + symbol % 2) << (symbol / 2 - 1)
      )
    }
  }

  /// The symbol of a distance, 1 to 32,768.
  @inline(__always)
  static func distanceSymbol(_ distance: UInt32) -> Int {
    let below = distance &- 1
    if below < 4 { return Int(below) }
    let bits = 31 - UInt32(below.leadingZeroBitCount)
    return Int(2 * bits + (below >> (bits - 1)) & 1)
  }
}
