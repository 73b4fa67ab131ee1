import Reports
import Support
import Testing

@testable import Tally

struct InstantTextTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00z", 0), ("1970-01-01 00:00:00+00", 0),
      ("2026-06-01T04:14:13.621Z", 1_780_287_253_621),
      ("2026-02-11 02:50:08.38593+00", 1_770_778_208_385),
      ("1970-01-01T00:00:00.1Z", 100), ("1970-01-01T00:00:00.12Z", 120),
      ("1970-01-01T00:00:00.123456789Z", 123), ("1969-12-31T23:59:59.9999Z", -1),
      ("1970-01-01T05:30:00+05:30", 0), ("1970-01-01T05:30:00+0530", 0),
      ("1969-12-31T19:00:00-05", 0), ("1970-01-01T00:00:01+00:00:01", 0),
      ("1969-12-31T08:00:01-15:59:59", 0), ("2024-02-29T00:00:00Z", 1_709_164_800_000),
      ("2000-02-29T00:00:00Z", 951_782_400_000), ("0001-01-01T00:00:00Z", -62_135_596_800_000),
      ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ] as [(String, Int64)]
  )
  func `instants are read`(text: String, milliseconds: Int64) throws {
    #expect(try InstantText.parse(text) == Instant(milliseconds: milliseconds))
  }

  @Test(
    arguments: [
      ("", .malformed), ("2026-06-01", .malformed), ("2026-06-01T04:14Z", .malformed),
      ("2026/06/01T04:14:13Z", .malformed), ("2026-06-01t04:14:13Z", .malformed),
      ("2026-06-01T04:14:13.Z", .malformed), ("2026-06-01T04:14:13,5Z", .malformed),
      ("2026-06-01T04:14:13.1234567890Z", .malformed), ("2026-06-01T04:14:13Zx", .malformed),
      ("2026-06-01T04:14:13 +00", .malformed), ("2026-06-01T04:14:13+", .malformed),
      ("2026-06-01T04:14:13+1", .malformed), ("2026-06-01T04:14:13+01:", .malformed),
      ("2026-06-01T04:14:13+01:0", .malformed), ("2026-06-01T04:14:13+01:00:00:00", .malformed),
      ("-026-06-01T04:14:13Z", .malformed), ("+2026-06-01T04:14:13Z", .malformed),
      ("２026-06-01T04:14:13Z", .malformed), ("12026-06-01T04:14:13Z", .malformed),
      ("2026-06-01T04:14:13", .noZone), ("2026-06-01T04:14:13.621", .noZone),
      ("2026-00-01T00:00:00Z", .outOfRange), ("2026-13-01T00:00:00Z", .outOfRange),
      ("2026-02-29T00:00:00Z", .outOfRange), ("1900-02-29T00:00:00Z", .outOfRange),
      ("2026-04-31T00:00:00Z", .outOfRange), ("2026-04-00T00:00:00Z", .outOfRange),
      ("2026-04-01T24:00:00Z", .outOfRange), ("2026-04-01T00:60:00Z", .outOfRange),
      ("2026-04-01T00:00:60Z", .outOfRange), ("2026-04-01T00:00:00+16", .outOfRange),
      ("2026-04-01T00:00:00+01:60", .outOfRange), ("0000-12-31T00:00:00Z", .outOfRange),
      ("0001-01-01T00:00:00+01", .outOfRange), ("9999-12-31T23:59:59-01", .outOfRange),
    ] as [(String, InstantText.Fault)]
  )
  func `what is no instant says why`(text: String, fault: InstantText.Fault) {
    #expect(throws: fault) { try InstantText.parse(text) }
  }

  @Test func `whatever an instant is written as is read as that instant`() throws {
    var random = SplitMix64(seed: 1)
    for _ in 0..<5000 {
      let milliseconds = Int64.random(
        in: Instant.earliest.milliseconds...Instant.latest.milliseconds,
        using: &random
      )
      let instant = Instant(milliseconds: milliseconds)
      let text = instant.description
      #expect(try InstantText.parse(text) == instant)
      // The same moment on a clock that shows some other time.
      let minutes = Int64.random(in: -959...959, using: &random)
      let local = Instant(milliseconds: milliseconds + minutes * 60_000)
      guard local >= .earliest, local <= .latest else { continue }
      let hours = String(minutes.magnitude / 60)
      let rest = String(minutes.magnitude % 60)
      let offset =
        (minutes < 0 ? "-" : "+") + (hours.utf8.count < 2 ? "0" : "") + hours + ":"
        + (rest.utf8.count < 2 ? "0" : "") + rest
      #expect(try InstantText.parse(local.description.dropLast() + offset) == instant)
    }
  }

  @Test func `no bytes at all make it crash`() {
    var random = SplitMix64(seed: 2)
    let alphabet = Array("0123456789-:T .Z+\0\u{E9}".utf8)
    for _ in 0..<20_000 {
      var bytes = Array("2026-06-01T04:14:13.621+01:30".utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = alphabet.randomElement(using: &random) ?? 0
        case 1: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: place)
        default: bytes = Array(bytes.prefix(place + 1))
        }
      }
      if let instant = try? InstantText.parse(bytes.span) {
        #expect(instant >= .earliest && instant <= .latest)
      }
    }
  }
}
