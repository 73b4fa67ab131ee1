import Reports
import Support
import Testing

@testable import Remote

struct HTTPDateTests {
  @Test(
    arguments: [
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      ("Tue, 29 Feb 2028 23:59:59 GMT", 1_835_481_599),
      // A leap second is the second after it.
      ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_800),
    ] as [(String, Int64)]
  )
  func `a date is read to the second`(text: String, seconds: Int64) {
    #expect(HTTPDate.parse(text) == Instant(milliseconds: seconds * 1000))
  }

  @Test(arguments: [
    "", "soon", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 31 Feb 1994 08:49:37 GMT",
    "Wed, 29 Feb 2027 00:00:00 GMT", "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 0 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 Nov 1994 08:49 GMT",
    "Sun, +6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT GMT",
  ])
  func `what is no such date is none`(text: String) {
    #expect(HTTPDate.parse(text) == nil)
  }
}
