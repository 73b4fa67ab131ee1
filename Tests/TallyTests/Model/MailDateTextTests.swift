import Reports
import Testing

@testable import Tally

struct MailDateTextTests {
  private func read(_ text: String) -> String {
    let bytes = Array(text.utf8)
    do throws(InstantText.Fault) {
      return try MailDateText.parse(bytes.span).description
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ("Thu, 01 Oct 2026 03:04:05 +0000", "2026-10-01T03:04:05.000Z"),
    ("Thu, 1 Oct 2026 03:04:05 -0430", "2026-10-01T07:34:05.000Z"),
    ("1 oct 2026 03:04:05 GMT", "2026-10-01T03:04:05.000Z"),
    ("2026-10-01 03:04:05 PDT", "2026-10-01T10:04:05.000Z"),
    ("03:04:05 EST 2026-12-01", "2026-12-01T08:04:05.000Z"),
    ("2026-10-01 03:04:05 UTC", "2026-10-01T03:04:05.000Z"),
    ("2026-10-01T03:04:05.678Z", "2026-10-01T03:04:05.678Z"),
    ("2026-10-01 03:04:05+02", "2026-10-01T01:04:05.000Z"),
  ])
  func `what carriers write is read`(text: String, expected: String) {
    #expect(read(text) == expected)
  }

  @Test(arguments: [
    ("", "malformed"),
    // The first of October 2026 is a Thursday.
    ("Fri, 01 Oct 2026 03:04:05 +0000", "malformed"),
    ("Thu, 01 Okt 2026 03:04:05 +0000", "malformed"),
    ("Thu, 01 Oct 26 03:04:05 +0000", "malformed"),
    ("Thu, 01 Oct 2026 3:04:05 +0000", "malformed"),
    ("Thu, 01 Oct 2026 03:04:05 +0000 x", "malformed"),
    ("10/01/2026 03:04:05 UTC", "malformed"),
    ("Thu, 01 Oct 2026 03:04:05", "noZone"),
    ("Thu, 01 Oct 2026 03:04:05 IST", "noZone"),
    ("2026-10-01 03:04:05", "noZone"),
    ("2026-10-01 03:04:05 CET", "noZone"),
    ("31 Sep 2026 03:04:05 +0000", "outOfRange"),
    ("Thu, 01 Oct 2026 24:04:05 +0000", "outOfRange"),
  ])
  func `nothing is guessed`(text: String, expected: String) {
    #expect(read(text) == expected)
  }
}
