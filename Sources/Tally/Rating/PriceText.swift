package import Reports

/// Reads prices as people and carriers write them, exactly or not at all.
package enum PriceText {
  /// A plain decimal number of at most 18 digits behind the point; nil for anything else.
  ///
  /// `1,50` and `1.234,5` are refused: nobody can tell what their commas mean.
  package static func decimal(_ text: String) -> FixedDecimal? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard let first = digits.utf8.first, first &- 48 < 10,
      digits.utf8.allSatisfy({ $0 &- 48 < 10 || $0 == UInt8(ascii: ".") })
    else { return nil }
    let point = digits.firstIndex(of: ".")
    let scale = point.map { digits[$0...].utf8.count - 1 } ?? 0
    let bytes = Array(text.utf8)
    guard scale <= 18, let unscaled = try? DecimalText.parse(bytes.span, scale: scale) else {
      return nil
    }
    return FixedDecimal(unscaled: unscaled, scale: scale).normalized(decimals: 0...18)
  }

  /// A price in US dollars as micro-cents, with at most 8 digits behind the point.
  ///
  /// A dollar sign in front is passed over, and so are commas that part thousands.
  package static func microcents(_ text: String) -> Int64? {
    var number = text
    if number.hasPrefix("$") { number.removeFirst() }
    if number.contains(",") {
      let parts = number.prefix { $0 != "." }.split(
        separator: ",",
        omittingEmptySubsequences: false
      )
      let isGrouped = parts.dropFirst().allSatisfy { $0.utf8.count == 3 }
      guard isGrouped, let first = parts.first, 1...3 ~= first.utf8.count, number.contains(".")
      else { return nil }
      number.removeAll { $0 == "," }
    }
    guard let decimal = decimal(number), decimal.scale <= 8 else { return nil }
    let (microcents, overflow) = decimal.unscaled
      .multipliedReportingOverflow(by: powerOfTen(8 - decimal.scale))
    return overflow ? nil : microcents
  }
}
