import Support

/// A file of attempts some bytes of which have been changed, dropped or put in.
struct DamagedFile: CustomStringConvertible {
  private(set) var bytes: [UInt8]
  /// The ids of attempts that were not touched, nor what separates them from their neighbours.
  private(set) var untouched: [String] = []

  /// What damage puts in: what JSON is made of, and what it must not have.
  private static let inserted: [[UInt8]] = [
    Array("\"".utf8), Array("{".utf8), Array("}".utf8), Array("[".utf8), Array("]".utf8),
    Array(",".utf8), Array(":".utf8), Array("\\".utf8), Array("\n".utf8), Array("null".utf8),
    Array("{\"_id\":".utf8), Array("{\"data\":[".utf8), [0], [0xFF], [0xC3], [0xEF, 0xBB, 0xBF],
  ]

  init(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let form = HistoryFile.Form.allCases.randomElement(using: &random) ?? .lines
    let count = Int.random(in: 1...9, using: &random)
    let others = ",\"statusMessage\":\"\u{E9}\\n\",\"user\":{\"_id\":\"\(PlainAttempt.call)\"}"
    let records = (0..<count).map { PlainAttempt.json($0, others) }
    bytes = HistoryFile.bytes(of: records, form: form)
    let whole = bytes
    let head = Array(whole.prefix { $0 != 0x5F }).count
    let touched = damage(using: &random)
    // A page whose head is damaged is no page any more: all that can be asked is no crash.
    let isPage = form == .page || form == .documentedPage
    if isPage, touched.contains(where: { $0.lowerBound < head }) { return }
    for index in records.indices {
      guard let place = Self.place(of: records[index], in: whole) else { continue }
      if !touched.contains(where: { $0.overlaps(place) }) {
        untouched.append(PlainAttempt.id(index))
      }
    }
  }

  /// Where a record is, with the byte before it and the one behind it.
  private static func place(of record: String, in bytes: [UInt8]) -> ClosedRange<Int>? {
    let needle = Array(record.utf8)
    guard bytes.count >= needle.count else { return nil }
    let start = (0...bytes.count - needle.count).first { bytes[$0...].starts(with: needle) }
    return start.map { $0 - 1...$0 + needle.count }
  }

  /// Changes one to three places behind the first byte, which tells what the file is; returns them
  /// as they were in the whole file.
  private mutating func damage(using random: inout SplitMix64) -> [ClosedRange<Int>] {
    var touched: [ClosedRange<Int>] = []
    var places = (0..<Int.random(in: 1...3, using: &random))
      .map { _ in Int.random(in: 4..<bytes.count, using: &random) }
    // From the back, so that earlier places stay where they are.
    places.sort(by: >)
    for place in places {
      let end = min(place + Int.random(in: 0..<30, using: &random), bytes.count - 1)
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        bytes[place] = UInt8.random(in: 0...255, using: &random)
        touched.append(place...place)
      case 1:
        // What a later change put in may be dropped with the rest, which only makes it less.
        bytes.removeSubrange(place...end)
        touched.append(place...end)
      case 2:
        bytes.removeSubrange(place...)
        touched.append(place...Int.max)
      default:
        bytes.insert(contentsOf: Self.inserted.randomElement(using: &random) ?? [], at: place)
        touched.append(place - 1...place)
      }
      if bytes.count <= place { return touched }
    }
    return touched
  }

  var description: String { String(decoding: bytes, as: UTF8.self) }
}
