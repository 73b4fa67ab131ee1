/// A version of a rate card: what rings cost, by the beginning of the number that was dialled.
///
/// Of the rates that are valid when an attempt starts, the one with the longest prefix counts; of
/// several with the same prefix the one that became valid last, and of those the one further down.
package struct RateCard: Sendable {
  package let name: String
  package let version: Int64
  /// In the order of the file.
  package let rates: [Rate]
  /// By the prefix and its length, places in ``rates``, the one that counts first in front.
  private let places: [UInt64: [Int]]
  /// Of the prefixes that there are, the longest first.
  private let lengths: [Int]

  package init(name: String, version: Int64, rates: [Rate]) {
    self.name = name
    self.version = version
    self.rates = rates
    var places: [UInt64: [Int]] = [:]
    for (place, rate) in rates.enumerated() where rate.direction == .outbound {
      places[Self.key(of: rate.prefix.utf8.map { $0 - 48 }[...]), default: []].append(place)
    }
    for key in places.keys {
      places[key]?.sort {
        let left = (rates[$0].terms.validFrom, $0)
        return left > (rates[$1].terms.validFrom, $1)
      }
    }
    self.places = places
    lengths = Set(rates.map(\.prefix.utf8.count)).sorted(by: >)
  }

  /// `twilio@3`, as `--card` takes it.
  package var label: String { "\(name)@\(version)" }

  /// The rate that counts for a number at an instant in UTC milliseconds; nil where none does.
  package func rate(of number: String, at milliseconds: Int64) -> Rate? {
    candidates(for: number).first { rates[$0].terms.isValid(at: milliseconds) }.map { rates[$0] }
  }

  /// Places of the rates that can count for a number, the one that counts first in front.
  func candidates(for number: String) -> [Int] {
    guard let digits = PhoneDigits.digits(of: number) else { return [] }
    return lengths.flatMap { length in
      length > digits.count ? [] : places[Self.key(of: digits.prefix(length))] ?? []
    }
  }

  /// No prefix has more than 15 digits.
  private static func key(of digits: ArraySlice<UInt8>) -> UInt64 {
    digits.reduce(0) { $0 * 10 + UInt64($1) } << 4 | UInt64(digits.count)
  }
}
