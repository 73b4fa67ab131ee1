import Reports
import Support
import Tally

/// Small stores full of everything that is odd, the same for the same seed.
struct RandomStore {
  private var generator: SplitMix64

  init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
  }

  static let statuses = [
    "", "NoAnswer", "Ringing", "Connected", "Busy", "Failed", "CallerHungUp", "Escalated",
    "Initiated", "Completed", "Voicemail", "été",
  ]
  static let phones = ["", "+14155550101", "+442071838750", "n/a", "+85212345678", "14155550101"]
  private static let names = ["Ana", "ana", "Zoë", "李", "\"Q\"\n", nil, "Ana", "😀"]
  /// 2026-02-28T22:00:00Z, an hour and more before months end in the zones to the east.
  private static let start: Int64 = 1_772_316_000_000

  mutating func source() -> MemorySource {
    var source = MemorySource()
    source.names.projects = [nil, member(1), member(2)]
    source.names.users = [nil] + (0..<5).map { member(10 + $0, email: "u\($0)@x.org") }
    source.names.rules = [nil] + (0..<3).map { member(20 + $0) }
    source.names.policies = [nil] + (0..<2).map { member(30 + $0) }
    source.names.phones = Self.phones
    source.names.statuses = Self.statuses
    let end = Self.start + 3 * 86_400_000
    source.newestUpdate = chance(10) ? nil : Instant(milliseconds: end - number(86_400_000))
    source.segmentSize = Int(number(9)) + 1
    let count = number(50)
    for index in 0..<count { source.records.append(record(index)) }
    if chance(40) {
      for row in source.records.indices where chance(50) {
        source.carrier.set(element([0, 1, 99_000_000, -7]), of: MemorySource.number(ofRow: row))
      }
    }
    return source
  }

  mutating func number(_ limit: Int64) -> Int64 { Int64.random(in: 0..<limit, using: &generator) }

  mutating func chance(_ percent: Int64) -> Bool { number(100) < percent }

  mutating func element<Element>(_ elements: [Element]) -> Element {
    elements[Int(number(Int64(elements.count)))]
  }

  private mutating func member(_ id: Int64, email: String? = nil) -> Directory.Member {
    // Ids do not ascend with numbers.
    let identifier = Identifier(high: UInt64(number(4)), low: UInt64(id))
    return Directory.Member(id: identifier, name: element(Self.names), email: email)
  }

  private mutating func record(_ index: Int64) -> AttemptRecord {
    var record = AttemptRecord(id: Identifier(high: UInt64(number(5)), low: UInt64(index)))
    record.call = Int32(number(12)) + 1
    record.project = Int32(number(2)) + 1
    record.user = Int32(number(6))
    record.rule = Int32(number(4))
    record.policy = Int32(number(3))
    record.phone = Int32(number(Int64(Self.phones.count)))
    record.status = Int32(number(Int64(Self.statuses.count)))
    // Few instants, so that some are the same.
    let start = Self.start + number(60) * 4_000_123
    record.startedAt = chance(10) ? nil : start
    record.createdAt = chance(15) ? nil : start + number(2) * 1000
    record.endedAt = chance(30) ? nil : start + number(90_000) - 5000
    record.isAnswered = chance(45)
    record.isDimensionLost = chance(10)
    record.dialSeconds = chance(15) ? nil : chance(40) ? 0 : Int32(number(300)) - 5
    let costs: [Int64?] = [0, 0, 0, nil, 135_000_000, 1, 333_333, -2_000_001]
    record.costMicrocents = element(costs)
    return record
  }
}
