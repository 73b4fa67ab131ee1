import Reports
import Support
import Testing

@testable import Tally

struct LocalClockTests {
  @Test func `codes ascend with time and read back as the calendar says`() {
    var random = SplitMix64(seed: 11)
    for offset in [0, 20_700, -43_200, 50_400, -34_261] {
      var clock = LocalClock(zone: Zone(name: "Somewhere", offsetSeconds: offset))
      let range = Instant.earliest.milliseconds...Instant.latest.milliseconds
      var instants = (0..<3000).map { _ in Int64.random(in: range, using: &random) }
      instants += [range.lowerBound, range.upperBound, 0, -1]
      var last: [Dimension: UInt32] = [:]
      for instant in instants.sorted() {
        let local = instant + Int64(offset) * 1000
        let date = CivilDate(daysSinceEpoch: flooredQuotient(local, 86_400_000))
        let week = date.week
        let expected: [(Dimension, UInt64, Value)] = [
          (.day, LocalClock.dayLimit, .text(date.description)),
          (.month, LocalClock.monthLimit, .text(String(date.description.dropLast(3)))),
          (
            .week, LocalClock.weekLimit,
            .text("\(padded(Int64(week.year), 4))-W\(padded(Int64(week.number), 2))")
          ),
          (.weekday, 8, .integer(Int64(date.weekday))),
          (.hour, 25, .integer((flooredQuotient(local, 3_600_000) % 24 + 24) % 24)),
        ]
        for (dimension, limit, value) in expected {
          let code = clock.code(of: dimension, at: instant)
          #expect(code > 0 && UInt64(code) < limit)
          #expect(LocalClock.value(of: dimension, code: code) == value)
          guard dimension != .hour, dimension != .weekday else { continue }
          #expect(code >= last[dimension] ?? 0)
          last[dimension] = code
        }
      }
    }
  }

  @Test func `many instants at once have the codes that each has`() throws {
    var random = SplitMix64(seed: 12)
    let names = [
      "UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia",
    ]
    let range = Instant.earliest.milliseconds...Instant.latest.milliseconds
    for name in names {
      let zone = try Zone(named: name)
      for dimension in [Dimension.month, .week, .day, .hour, .weekday] {
        var instant: Int64 = 1_293_000_000_000
        var instants: [Int64] = [range.lowerBound, .min, range.upperBound, .max, .min + 1, 0]
        for _ in 0..<4000 {
          // Mostly minutes on, now and then a while back, far away, or nowhere.
          switch Int.random(in: 0..<40, using: &random) {
          case 0: instants.append(Int64.random(in: range, using: &random))
          case 1: instants.append(AttemptSegment.unknownTime)
          case 2: instant -= Int64.random(in: 0..<90_000_000, using: &random)
          default: instant += Int64.random(in: 0..<20_000_000, using: &random)
          }
          instants.append(instant)
        }
        var codes = [UInt32](repeating: 0, count: instants.count)
        var clock = LocalClock(zone: zone)
        clock.encode(dimension, at: instants, count: instants.count, into: &codes)
        var single = LocalClock(zone: zone)
        #expect(codes == instants.map { single.code(of: dimension, at: $0) })
      }
    }
  }

  @Test func `no time has no place`() {
    var clock = LocalClock(zone: .utc)
    #expect(clock.code(of: .day, at: AttemptSegment.unknownTime) == 0)
    #expect(LocalClock.value(of: .day, code: 0) == nil)
  }
}
