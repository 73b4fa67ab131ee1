/// Tells whether a list response has arrived to its end.
///
/// A body can be cut short by a proxy that takes what it has for everything. Its last byte says
/// little: records are full of braces. The end of a list is `]`, its totals, and `}`.
enum ListEnd {
  private static let longestBytes = 200

  static func isWhole(_ body: [UInt8]) -> Bool {
    let start = body.prefix(64).filter { $0 > 0x20 }
    guard start.starts(with: "{\"data\"".utf8) || start.starts(with: "{\"count\"".utf8) else {
      return OneUptimeClient.endsAsJSON(body)
    }
    var isClosed = false
    for byte in body.suffix(longestBytes).reversed() {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: continue
      case UInt8(ascii: "}") where !isClosed: isClosed = true
      case UInt8(ascii: "]"): return isClosed
      case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "\""),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard isClosed else { return false }
      default: return false
      }
    }
    return false
  }
}
