package import Reports

/// A period that moves with the day it is asked on.
package enum PeriodWord: String, Sendable, CaseIterable {
  case today
  case yesterday
  /// Weeks start on Monday and are whole: this one reaches into the future.
  case thisWeek = "this_week"
  case lastWeek = "last_week"
  case thisMonth = "this_month"
  case lastMonth = "last_month"
  /// The whole days before today, today left out.
  case lastSevenDays = "last_7_days"
  case lastThirtyDays = "last_30_days"

  /// The first day, and the first day after the period.
  package func days(today: CivilDate) -> (from: CivilDate, to: CivilDate) {
    let number = today.daysSinceEpoch
    func day(_ distance: Int) -> CivilDate {
      CivilDate(daysSinceEpoch: number + Int64(distance))
    }
    let firstOfMonth = CivilDate(year: today.year, month: today.month, day: 1)
    let monday = 1 - today.weekday
    switch self {
    case .today: return (today, day(1))
    case .yesterday: return (day(-1), today)
    case .thisWeek: return (day(monday), day(monday + 7))
    case .lastWeek: return (day(monday - 7), day(monday))
    case .thisMonth: return (firstOfMonth, firstOfMonth.addingMonths(1))
    case .lastMonth: return (firstOfMonth.addingMonths(-1), firstOfMonth)
    case .lastSevenDays: return (day(-7), today)
    case .lastThirtyDays: return (day(-30), today)
    }
  }
}

extension CivilDate {
  /// The first day of the month that lies a number of months after this one's.
  func addingMonths(_ count: Int) -> CivilDate {
    let months = Int64(year) * 12 + Int64(month - 1 + count)
    let year = flooredQuotient(months, 12)
    return CivilDate(year: Int(year), month: Int(months - year * 12) + 1, day: 1)
  }
}
