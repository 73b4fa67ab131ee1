/// The legs that came in, by the numbers they were between: for carriers' tables that do not say from
/// which leg another was dialled.
struct InboundLegs {
  private struct Stretch {
    var begin: Int64
    var end: Int64
    var parent: Int32

    /// Whether a leg lies within it.
    func contains(_ leg: MatchLeg) -> Bool {
      begin <= leg.begin + InboundLegs.slack
        && (leg.end ?? leg.begin) <= end + InboundLegs.slack
    }
  }

  private struct Key: Hashable {
    var account: Int32
    var phone: Int32
  }

  /// By either of their numbers, in the order of their begins.
  private var ofNumber: [Key: [Stretch]] = [:]
  private var ofParent: [Int32: Stretch] = [:]
  /// How long the longest of them took, in milliseconds.
  private var longest: Int64 = 0

  /// How much sooner a leg can seem to begin, or later to end, than the one it was dialled from.
  private static let slack: Int64 = 2000
  /// A leg of which nobody has seen the end is looked at for so long.
  private static let openLength: Int64 = 4 * 3_600_000

  init(_ legs: [MatchLeg]) {
    for leg in legs where leg.kind == .inbound {
      let end = leg.end ?? leg.begin + Self.openLength
      let stretch = Stretch(begin: leg.begin, end: end, parent: leg.parent)
      ofParent[leg.parent] = stretch
      longest = max(longest, end - leg.begin)
      for phone in Set([leg.from, leg.phone]) where phone >= 0 {
        ofNumber[Key(account: leg.account, phone: phone), default: []].append(stretch)
      }
    }
    for key in ofNumber.keys {
      ofNumber[key]?.sort { ($0.begin, $0.parent) < ($1.begin, $1.parent) }
    }
  }

  /// Whether a leg lies within the one that came in; nil where that one is not known.
  func contains(_ leg: MatchLeg, parent: Int32) -> Bool? {
    ofParent[parent]?.contains(leg)
  }

  /// Those that a leg can have been dialled from, at most so many: it shows the number of the caller
  /// or the one that was called, and lies within them.
  func parents(of leg: MatchLeg, atMost limit: Int) -> [Int32] {
    guard leg.from >= 0,
      let stretches = ofNumber[Key(account: leg.account, phone: leg.from)]
    else { return [] }
    var low = 0
    var high = stretches.count
    while low < high {
      let middle = (low + high) / 2
      if stretches[middle].begin <= leg.begin + Self.slack {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var found: [Int32] = []
    while low > 0, found.count < limit, stretches[low - 1].begin >= leg.begin - longest {
      low -= 1
      if stretches[low].contains(leg) { found.append(stretches[low].parent) }
    }
    return found
  }
}
