import Reports
import Support
import Testing

@testable import Tally

@Suite struct ZoneFileTests {
  /// Two offsets, −1 h and +2 h 0 min 1 s, and a change to each, as version 1 and as version 2.
  private func file(version: Character, rule: String? = nil, leapCount: UInt8 = 0) -> [UInt8] {
    func header(times: UInt8, types: UInt8, leaps: UInt8) -> [UInt8] {
      Array("TZif\(version)".utf8) + [UInt8](repeating: 0, count: 15)
        + [0, 0, leaps, times, types, 4].flatMap { [0, 0, 0, $0] }
    }
    let types: [UInt8] = [0xFF, 0xFF, 0xF1, 0xF0, 0, 0, 0, 0, 0x1C, 0x21, 1, 0]
    let names = Array("ABC\0".utf8)
    let leaps = [UInt8](repeating: 0, count: Int(leapCount) * 8)
    let short: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 10, 1, 0]
    let first = header(times: 2, types: 2, leaps: leapCount) + short + types + names + leaps
    guard let rule else { return first }
    let long: [UInt8] =
      [0xF8] + [UInt8](repeating: 0, count: 7) + [0, 0, 0, 1, 0, 0, 0, 0] + [1, 0]
    return first + header(times: 2, types: 2, leaps: 0) + long + types + names
      + Array("\n\(rule)\n".utf8)
  }

  @Test func `version 1 has times of 32 bits and no rule`() throws {
    let file = try ZoneFile(file(version: "\0"))
    #expect(file.firstOffsetSeconds == -3600)
    #expect(
      file.changes == [
        ZoneRule.Change(milliseconds: -1000, offsetSeconds: 7201),
        ZoneRule.Change(milliseconds: 10_000, offsetSeconds: -3600),
      ]
    )
    #expect(file.rule == nil)
    let zone = Zone(name: "Test", file: file)
    #expect(zone.span(at: .max) == Zone.Span(offsetSeconds: -3600, from: 10_000, to: .max))
  }

  @Test(arguments: ["2", "3", "4", "5"] as [Character])
  func `later versions have times of 64 bits and a rule`(version: Character) throws {
    let file = try ZoneFile(file(version: version, rule: "XYZ1"))
    #expect(
      file.changes == [
        // The big bang, where the compiler puts a change that lies before all of history.
        ZoneRule.Change(milliseconds: .min, offsetSeconds: 7201),
        ZoneRule.Change(milliseconds: 4_294_967_296_000, offsetSeconds: -3600),
      ]
    )
    #expect(file.rule == ZoneRule("XYZ1".utf8))
    #expect(try ZoneFile(self.file(version: version, rule: "")).rule == nil)
  }

  @Test func `the last listed offset holds until the rule's next change`() throws {
    // America/Ojinaga as zic 2.36 writes it: by the rule it would be summer until 6 November.
    var file = try ZoneFile(file(version: "\0"))
    let last = try instant("2022-10-30T08:00Z").milliseconds
    file.changes = [ZoneRule.Change(milliseconds: last, offsetSeconds: -21600)]
    file.rule = ZoneRule("CST6CDT,M3.2.0,M11.1.0".utf8)
    let zone = Zone(name: "Test", file: file)
    let days = ["2022-10-01", "2022-11-01", "2022-12-01", "2023-07-01", "2100-12-01", "2101-07-01"]
    #expect(
      try days.map { try zone.offsetSeconds(at: instant($0)) }
        == [-3600, -21600, -21600, -18000, -21600, -18000]
    )
  }

  @Test func `files that are damaged or of another kind are told apart`() throws {
    func problem(_ bytes: [UInt8]) -> ZoneFile.Problem? {
      #expect(throws: ZoneFile.Problem.self) { try ZoneFile(bytes) }
    }
    let whole = file(version: "2", rule: "XYZ1")
    #expect(problem([]) == .notZoneInformation)
    #expect(problem(Array("# tzdb".utf8)) == .notZoneInformation)
    #expect(problem(file(version: "\0", leapCount: 1)) == .hasLeapSeconds)
    #expect(
      problem(file(version: "2", rule: "nonsense"))
        == .invalid("the rule 'nonsense' cannot be read")
    )
    #expect(
      problem(whole.dropLast(2)) == .invalid("the rule behind the last change is missing")
    )
    for count in 0..<whole.count { _ = problem(Array(whole.prefix(count))) }
  }

  @Test func `no damage to a real file brings the reader down`() throws {
    guard case .success(let whole) = ZoneDatabase.read("/usr/share/zoneinfo/Africa/Cairo") else {
      Issue.record("tzdata is not installed")
      return
    }
    var random = SplitMix64(seed: 7)
    var readable = 0
    for _ in 0..<500 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8(random.next() & 255)
      }
      guard let file = try? ZoneFile(bytes) else { continue }
      let zone = Zone(name: "Damaged", file: file)
      let milliseconds = Int64(truncatingIfNeeded: random.next())
      let span = zone.span(at: milliseconds)
      #expect(span.from <= milliseconds)
      _ = zone.startOfDay(CivilDate(year: 2026, month: 1, day: 1))
      readable += 1
    }
    #expect(readable > 50)
  }
}
