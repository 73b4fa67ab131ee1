/// The country code that an E.164 number begins with.
///
/// Assigned codes by ITU-T's list "E.164 assigned country codes", those for services that belong
/// to no country included. No code is the beginning of another.
enum CountryCallingCode {
  /// The code of a number such as `+1 415 555 0101`; nil where it is not one.
  static func code(of number: String) -> Int? {
    guard let digits = PhoneDigits.digits(of: number) else { return nil }
    var code = 0
    for digit in digits.prefix(3) {
      code = code * 10 + Int(digit)
      if assigned.contains(where: { $0 ~= code }) { return code }
    }
    return nil
  }

  private static let assigned: [ClosedRange<Int>] = [
    1...1, 7...7, 20...20, 27...27, 30...34, 36...36, 39...41, 43...49, 51...58, 60...66, 81...82,
    84...84, 86...86, 90...95, 98...98, 211...213, 216...216, 218...218, 220...258, 260...269,
    290...291, 297...299, 350...359, 370...383, 385...387, 389...389, 420...421, 423...423,
    500...509, 590...599, 670...670, 672...683, 685...692, 800...800, 808...808, 850...850,
    852...853, 855...856, 870...870, 878...878, 880...883, 886...886, 888...888, 960...968,
    970...977, 979...979, 992...996, 998...998,
  ]
}
