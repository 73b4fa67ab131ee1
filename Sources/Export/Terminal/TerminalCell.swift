internal import Reports

/// The text of a cell in two halves that are aligned apart: `$12` and `.3456`.
struct TerminalCell: Hashable {
  /// Aligned to the right in columns of numbers, to the left in others.
  var main: String
  /// Aligned to the left, behind `main`.
  var tail: String

  init(_ main: String, tail: String = "") {
    self.main = main
    self.tail = tail
  }

  init(_ value: Value, unit: Unit) {
    switch value {
    case .null: self.init("\u{2013}")
    case .text(let text): self.init(TerminalText.visible(text))
    case .boolean(let truth): self.init(truth ? "yes" : "no")
    case .instant(let instant, let offsetSeconds):
      self.init(Self.localText(of: instant, offsetSeconds: offsetSeconds))
    case .integer(let number):
      switch unit {
      case .ordinal, .number, .text, .identifier, .phone: self.init(String(number))
      case .dollars, .dollarsPerUnit, .money:
        self.init(FixedDecimal(unscaled: number, scale: 0), unit: unit)
      case .seconds: self.init(Self.duration(seconds: number))
      default: self.init(Self.grouped(String(number)))
      }
    case .decimal(let number): self.init(number, unit: unit)
    case .ratio(let ratio):
      self.init(ratio.decimal, unit: unit)
      let (part, whole) = (String(ratio.numerator), String(ratio.denominator))
      tail = " (\(Self.grouped(part))/\(Self.grouped(whole)))"
    }
  }

  private init(_ number: FixedDecimal, unit: Unit) {
    switch unit {
    case .rate where number.scale >= 2:
      let percent = FixedDecimal(unscaled: number.unscaled, scale: number.scale - 2)
      self.init(percent.text(decimals: 1...1) + " %")
    case .seconds, .fractionalSeconds:
      let tenths = number.text(decimals: 1...1)
      let seconds = Int64(tenths.dropLast(2)) ?? 0
      let sign = number.unscaled < 0 && seconds == 0 ? "-" : ""
      self.init(sign + Self.duration(seconds: seconds), tail: String(tenths.suffix(2)))
    case .dollars, .dollarsPerUnit:
      let text = Self.grouped(number.text(decimals: 2...unit.decimals.upperBound))
      self.init(halving: text.hasPrefix("-") ? "-$" + text.dropFirst() : "$" + text)
    case .money:
      self.init(halving: Self.grouped(number.text(decimals: unit.decimals)))
    default:
      self.init(halving: Self.grouped(number.text(decimals: 0...unit.decimals.upperBound)))
    }
  }

  /// Splits before the decimal point, so that points stand below each other.
  private init(halving text: String) {
    let point = text.firstIndex(of: ".") ?? text.endIndex
    self.init(String(text[..<point]), tail: String(text[point...]))
  }

  /// `-1,234,567.5` from `-1234567.5`.
  static func grouped(_ number: String) -> String {
    let sign = number.hasPrefix("-") ? "-" : ""
    let digits = number.dropFirst(sign.utf8.count)
    let whole = digits.prefix { $0 != "." }
    var result = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return sign + result + digits.dropFirst(whole.count)
  }

  /// `1:47:42`, hours first, as long as it may be.
  static func duration(seconds: Int64) -> String {
    let magnitude = seconds.magnitude
    let rest = [magnitude / 60 % 60, magnitude % 60].map { padded(Int64($0), 2) }
    return ([(seconds < 0 ? "-" : "") + String(magnitude / 3600)] + rest).joined(separator: ":")
  }

  /// `2026-03-01 00:00:00` on the clocks of the report's zone.
  static func localText(of instant: Instant, offsetSeconds: Int) -> String {
    let local = Instant(milliseconds: instant.milliseconds + Int64(offsetSeconds) * 1000)
    return String(local.description.dropLast(5).map { $0 == "T" ? " " : $0 })
  }
}
