/// Why a period cannot be made of what was written.
package enum PeriodError: Error, Sendable, Hashable {
  /// A month together with a beginning or an end.
  case monthAndSpan
  case notMonth(text: String)
  case notBound(text: String)
  /// A month beyond 12, or a year outside of 1 to 9999.
  case impossibleMonth(text: String)
  case impossibleDay(text: String, month: String, dayCount: Int)
  case impossibleTime(text: String)
  /// A local time that clocks jump over, with the two times they jump between.
  case skipped(text: String, zone: String, lastText: String, nextText: String)
  /// A local time that clocks show twice, with the two instants that may be meant.
  case repeated(text: String, zone: String, candidates: [String])
  /// A beginning that is not before the end.
  case empty(from: String, to: String, zone: String)
}

extension PeriodError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .monthAndSpan:
      "a month cannot be combined with from or to; use one or the other"
    case .notMonth(let text):
      "'\(text)' is not a month: expected 2026-10, last or this"
    case .notBound(let text):
      "'\(text)' is not a date or time: expected a date (2026-10-01), a month (2026-10), a local "
        + "time (2026-10-01T09:30) or an instant (2026-10-01T09:30:00Z, 2026-10-01T09:30-05:00)"
    case .impossibleMonth(let text):
      "'\(text)' does not exist: expected a month of 01 to 12 in a year of 0001 to 9999"
    case .impossibleDay(let text, let month, let dayCount):
      "'\(text)' does not exist: \(month) has the days 01 to \(dayCount)"
    case .impossibleTime(let text):
      "'\(text)' does not exist: expected a time of 00:00:00 to 23:59:59"
    case .skipped(let text, let zone, let lastText, let nextText):
      "'\(text)' does not exist in \(zone), where clocks jump from \(lastText) to \(nextText); "
        + "write \(nextText)"
    case .repeated(let text, let zone, let candidates):
      "'\(text)' comes twice in \(zone); write \(candidates.joined(separator: " or "))"
    case .empty(let from, let to, let zone):
      "the period from \(from) to \(to) (\(zone)) is empty: expected an end after the beginning; "
        + "the end itself is not part of a period, so 2026-10-01 to 2026-11-01 is all of October"
    }
  }
}
