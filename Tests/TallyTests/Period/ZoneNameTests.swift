import Glibc
import Support
import Testing

@testable import Tally

@Suite struct ZoneNameTests {
  @Test(arguments: [
    ("america/new_york", "unknown time zone 'america/new_york'; did you mean America/New_York?"),
    ("New York", "unknown time zone 'New York'; did you mean America/New_York?"),
    ("utc", "unknown time zone 'utc'; did you mean UTC?"),
    ("Europe/Berln", "unknown time zone 'Europe/Berln'; did you mean Europe/Berlin?"),
    ("Kolkatta", "unknown time zone 'Kolkatta'; did you mean Asia/Kolkata?"),
    ("right/Europe/Paris", "unknown time zone 'right/Europe/Paris'; did you mean Europe/Paris?"),
    (
      "Australia",
      "unknown time zone 'Australia'; did you mean Australia/Adelaide, Australia/Brisbane or "
        + "Australia/Broken_Hill?"
    ),
    (
      "Mars/Olympus",
      "unknown time zone 'Mars/Olympus'; expected an IANA name such as Europe/Berlin or UTC"
    ),
    ("", "unknown time zone ''; expected an IANA name such as Europe/Berlin or UTC"),
    (
      "../../../etc/passwd",
      "unknown time zone '../../../etc/passwd'; expected an IANA name such as Europe/Berlin or UTC"
    ),
    (
      "/etc/localtime",
      "unknown time zone '/etc/localtime'; expected an IANA name such as Europe/Berlin or UTC"
    ),
    (
      "zone1970.tab",
      "unknown time zone 'zone1970.tab'; expected an IANA name such as Europe/Berlin or UTC"
    ),
    (
      "IST",
      "'IST' is not a time zone: an abbreviation stands for one offset, often for several in "
        + "different countries; use the name of a place, such as Asia/Kolkata, Europe/Dublin or "
        + "Asia/Jerusalem"
    ),
    (
      "pst",
      "'pst' is not a time zone: an abbreviation stands for one offset, often for several in "
        + "different countries; use the name of a place, such as America/Los_Angeles or Asia/Manila"
    ),
    (
      "+05:30",
      "'+05:30' is not a time zone: an offset does not say when clocks change; use the name of a "
        + "place or of a fixed offset, such as Asia/Kolkata"
    ),
    (
      "UTC-5",
      "'UTC-5' is not a time zone: an offset does not say when clocks change; use the name of a "
        + "place or of a fixed offset, such as America/New_York or Etc/GMT+5"
    ),
    (
      "+0117",
      "'+0117' is not a time zone: an offset does not say when clocks change; use the IANA name of "
        + "a place, such as Europe/Berlin"
    ),
  ])
  func `a name that is no zone's is refused with what to use`(name: String, message: String) {
    let error = #expect(throws: ZoneError.self) { try Zone(named: name) }
    #expect(error?.description == message)
  }

  @Test func `without tzdata the message says what to install, and UTC still works`() throws {
    let database = ZoneDatabase(path: "/nonexistent/zoneinfo")
    #expect(try Zone(named: "UTC", database: database).name == "UTC")
    #expect(throws: ZoneError.databaseMissing(path: "/nonexistent/zoneinfo")) {
      try Zone(named: "Europe/Berlin", database: database)
    }
    #expect(
      ZoneError.databaseMissing(path: "/usr/share/zoneinfo").description
        == "no time zones in /usr/share/zoneinfo: install the package tzdata (UTC works without it)"
    )
  }

  @Test func `every zone that the tables name can be loaded`() throws {
    let names = ZoneDatabase().names()
    #expect(names.count > 400)
    for name in names { _ = try Zone(named: name) }
  }

  /// Variable, link, whether /etc/localtime is there, /etc/timezone; nil is an error.
  @Test(
    arguments: [
      ("Europe/Berlin", "/usr/share/zoneinfo/Asia/Tokyo", true, nil, "Europe/Berlin"),
      (":Europe/Berlin", nil, true, nil, "Europe/Berlin"),
      ("/usr/share/zoneinfo/right/Asia/Tokyo", nil, true, nil, "Asia/Tokyo"),
      ("", "/usr/share/zoneinfo/Asia/Tokyo", true, nil, "UTC"),
      (
        nil, "../usr/share/zoneinfo/America/Argentina/Ushuaia", true, "Asia/Tokyo\n",
        "America/Argentina/Ushuaia"
      ),
      (nil, nil, true, "Asia/Tokyo \n", "Asia/Tokyo"),
      (nil, nil, false, nil, "UTC"),
      (nil, nil, true, nil, nil),
      (nil, "/etc/alternatives/localtime", true, "\n", nil),
    ] as [(String?, String?, Bool, String?, String?)]
  )
  func `the local zone is the one the system names`(
    variable: String?,
    link: String?,
    isCopy: Bool,
    text: String?,
    expected: String?
  ) {
    let name = Result<String, ZoneError> { () throws(ZoneError) in
      try Zone.localName(variable: variable, link: link, isCopy: isCopy, text: text)
    }
    #expect(name == expected.map { .success($0) } ?? .failure(.localUnnamed))
  }
}
