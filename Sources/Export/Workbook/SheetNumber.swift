internal import Glibc
internal import Reports

/// Numbers as libxlsxwriter writes them into a sheet: `%.16G`.
enum SheetNumber {
  static func text(_ number: Double) -> String {
    var bytes = [CChar](repeating: 0, count: 48)
    let count = unsafe withVaList([number]) { arguments in
      unsafe vsnprintf(&bytes, bytes.count, "%.16G", arguments)
    }
    return String(decoding: bytes.prefix(Int(count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whether a workbook can hold the instant as a date; see ``CellContent``.
  static func isDate(localMilliseconds: Int64) -> Bool {
    // 1900-03-01 to 9999-12-31.
    localMilliseconds >= -2_203_891_200_000 && localMilliseconds < 253_402_300_800_000
  }

  /// The serial number of an instant that can be a date, in decimal: `whole.fraction`.
  ///
  /// The same sixteen digits as ``text(_:)`` of the nearest double, without printf.
  @inline(__always)
  static func day(localMilliseconds: Int64) -> (number: UInt64, fractionDigits: Int) {
    let days = Double(localMilliseconds) / 86_400_000 + 25_569
    let wholeDigits =
      days < 100
      ? 2
      : days < 1000
        ? 3
        : days < 10_000
          ? 4
          : days < 100_000
            ? 5
            : days < 1_000_000 ? 6 : 7
    var fractionDigits = 16 - wholeDigits
    // days is significand × 2^−shift, exactly; both fit, and halves go to the even digit as in C.
    let shift = UInt128(52 - days.exponent)
    let significand = UInt128(days.significandBitPattern | 1 << 52)
    let scaled = significand * UInt128(powers[fractionDigits])
    var number = UInt64(truncatingIfNeeded: scaled >> shift)
    let rest = scaled & ((1 << shift) - 1)
    let half = (1 as UInt128) << (shift - 1)
    if rest > half || (rest == half && number & 1 == 1) { number += 1 }
    while fractionDigits > 0, number % 10 == 0 {
      number /= 10
      fractionDigits -= 1
    }
    return (number, fractionDigits)
  }

  private static let powers: [UInt64] = (0...14).map { UInt64(powerOfTen($0)) }
}
