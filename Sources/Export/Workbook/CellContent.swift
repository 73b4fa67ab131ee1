internal import Reports

/// What a cell holds: a value in the types that spreadsheets have.
enum CellContent: Hashable {
  case blank
  case text(String)
  case number(Double, NumberFormat)
  case boolean(Bool)

  init(_ value: Value, unit: Unit) {
    switch value {
    case .null: self = .blank
    case .text(let text): self = Self.dated(text, unit: unit)
    case .integer(let number) where number.magnitude > 1 << 53:
      // A double would change its last digits.
      self = .text(String(number))
    case .integer(let number):
      self = Self.number(Double(number), unit: unit, isInteger: true)
    case .decimal(let number):
      self = Self.number(number.double, unit: unit, isInteger: false)
    case .ratio(let ratio):
      self = Self.number(ratio.decimal.double, unit: unit, isInteger: false)
    case .instant(let instant, let offsetSeconds):
      let local = Instant(milliseconds: instant.milliseconds + Int64(offsetSeconds) * 1000)
      let days = Double(local.milliseconds) / 86_400_000 + Self.epochSerial
      self = Self.isDate(days) ? .number(days, .instant) : .text(instant.description)
    case .boolean(let truth): self = .boolean(truth)
    }
  }

  /// The serial number of 1970-01-01 in the 1900 date system.
  private static let epochSerial = 25_569.0

  /// Serial numbers from 1900-03-01, before which Excel has a day too many, to 9999-12-31.
  private static func isDate(_ days: Double) -> Bool {
    days >= 61 && days < 2_958_466
  }

  private static func number(_ number: Double, unit: Unit, isInteger: Bool) -> Self {
    switch unit {
    case .seconds where abs(number) / 86_400 < 2_958_466:
      .number(number / 86_400, isInteger ? .duration : .fractionalDuration)
    case .fractionalSeconds where abs(number) / 86_400 < 2_958_466:
      .number(number / 86_400, .fractionalDuration)
    case .rate: .number(number, .rate)
    case .dollars: .number(number, .dollars)
    case .money: .number(number, .money)
    case .dollarsPerUnit: .number(number, .dollarsPerUnit)
    case .ordinal, .number: .number(number, isInteger ? .plainInteger : .decimal)
    case .count: .number(number, isInteger ? .integer : .decimal)
    default: .number(number, isInteger ? .plainInteger : .decimal)
    }
  }

  /// Days and months as real dates, other texts as they are.
  private static func dated(_ text: String, unit: Unit) -> Self {
    guard unit == .day || unit == .month else { return .text(text) }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let lengths = parts.map(\.utf8.count)
    let isDay = unit == .day && lengths == [4, 2, 2]
    let isMonth = unit == .month && lengths == [4, 2]
    let numbers = parts.compactMap { Int($0) }
    guard isDay || isMonth, numbers.count == parts.count else { return .text(text) }
    let date = CivilDate(year: numbers[0], month: numbers[1], day: isDay ? numbers[2] : 1)
    let serial = Double(date.daysSinceEpoch) + epochSerial
    guard (1...12).contains(date.month), isDate(serial),
      CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date
    else { return .text(text) }
    return .number(serial, isDay ? .day : .month)
  }

  /// About how many characters wide the cell has to be to show this whole.
  func widthCharacters(of value: Value) -> Int {
    switch self {
    case .blank: return 0
    case .boolean: return 5
    case .text(let text): return DisplayWidth.longestLine(of: text)
    case .number(let number, let format):
      switch format {
      case .day: return 10
      case .month: return 7
      case .instant: return 19
      case .rate: return 6
      case .duration, .fractionalDuration:
        let hours = String(Int(abs(number) * 24)).utf8.count
        return hours + (format == .duration ? 6 : 8) + (number < 0 ? 1 : 0)
      default: break
      }
      let text =
        switch value {
        case .integer(let integer): String(integer) + ".00"
        case .decimal(let decimal): decimal.text(decimals: 2...8)
        default: "1,000,000"
        }
      // One more for the dollar sign, and one for each comma.
      return text.utf8.count + 1 + text.prefix { $0 != "." }.utf8.count / 4
    }
  }
}
