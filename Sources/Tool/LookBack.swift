internal import Arguments

/// A length of time as a number and a unit: `90s`, `30m`, `24h`, `2d`.
struct LookBack: ArgumentValue {
  let seconds: Int

  init(seconds: Int) {
    self.seconds = seconds
  }

  init(argument: String) throws(ArgumentValueError) {
    guard let unit = Self.units.first(where: { argument.hasSuffix($0.name) }),
      argument.utf8.dropLast().allSatisfy({ (0x30...0x39).contains($0) }),
      let count = Int(argument.dropLast()), count <= Self.mostSeconds / unit.seconds
    else {
      throw .because("expected a whole number and its unit, such as 90s, 30m, 24h or 2d")
    }
    seconds = count * unit.seconds
  }

  var argumentText: String {
    let unit = Self.units.first { seconds % $0.seconds == 0 } ?? ("s", 1)
    return "\(seconds / unit.seconds)\(unit.name)"
  }

  private static let units = [("h", 3600), ("d", 86_400), ("m", 60), ("s", 1)]
    .map { (name: $0.0, seconds: $0.1) }

  /// A hundred years: more is what --full is for.
  private static let mostSeconds = 100 * 366 * 86_400
}
