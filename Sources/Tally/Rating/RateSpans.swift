internal import Reports

/// When rates of one prefix are valid: where two are at once, and where none is in between.
enum RateSpans {
  private struct Group: Hashable {
    let direction: Rate.Direction
    let prefix: String
  }

  /// Words for every overlap and gap, in the order of the prefixes.
  static func warnings(of rates: [Rate]) -> [String] {
    let groups = Dictionary(grouping: rates) { Group(direction: $0.direction, prefix: $0.prefix) }
    let inOrder = groups.filter { $0.value.count > 1 }.sorted {
      ($0.key.prefix, $0.key.direction.rawValue) < ($1.key.prefix, $1.key.direction.rawValue)
    }
    return inOrder.flatMap { warnings(of: $0.key, $0.value) }
  }

  private static func warnings(of group: Group, _ rates: [Rate]) -> [String] {
    let name = group.direction == .outbound ? group.prefix : "\(group.prefix) (inbound)"
    let rates = rates.sorted {
      ($0.terms.validFrom, $0.line) < ($1.terms.validFrom, $1.line)
    }
    var warnings: [String] = []
    var last = rates[0]
    for rate in rates.dropFirst() {
      if rate.terms.validFrom < last.terms.validTo {
        warnings.append(
          "prefix \(name): lines \(last.line) and \(rate.line) are both valid from "
            + "\(text(rate.terms.validFrom)) on; line \(rate.line) counts"
        )
      } else if rate.terms.validFrom > last.terms.validTo {
        warnings.append(
          "prefix \(name): no rate is valid from \(text(last.terms.validTo)) to "
            + "\(text(rate.terms.validFrom)), between lines \(last.line) and \(rate.line)"
        )
      }
      if rate.terms.validTo > last.terms.validTo { last = rate }
    }
    return warnings
  }

  /// A day where it is the start of one.
  static func text(_ milliseconds: Int64) -> String {
    if milliseconds == .min { return "the beginning" }
    if milliseconds == .max { return "the end" }
    let text = Instant(milliseconds: milliseconds).description
    return text.hasSuffix("T00:00:00.000Z") ? String(text.prefix(10)) : text
  }
}
