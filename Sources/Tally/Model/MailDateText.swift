package import Reports

/// Reads the instants that carriers write: `Thu, 01 Oct 2026 03:04:05 +0000` (RFC 2822) and what
/// ``InstantText`` reads, with the names of zones that RFC 2822 defines.
package enum MailDateText {
  /// A weekday that is not that of the date is malformed: one of the two is wrong.
  package static func parse(_ bytes: Span<UInt8>) throws(InstantText.Fault) -> Instant {
    var position = 0
    var first = word(bytes, &position)
    if first.count >= 10, bytes[first.lowerBound + 4] == 45 {
      return try isoDate(first, &position, bytes)
    }
    if isTime(first, bytes) {
      // The console's way: the time, its zone, the date.
      let zone = word(bytes, &position)
      let date = word(bytes, &position)
      guard !date.isEmpty, word(bytes, &position).isEmpty else { throw .malformed }
      return try instant(iso: bytes, date, time: first, zone: zone)
    }
    var weekday: Int?
    if let last = first.last, bytes[last] == 44 {
      weekday = index(of: first.dropLast(), in: weekdays, bytes)
      guard weekday != nil else { throw .malformed }
      first = word(bytes, &position)
    }
    let month = word(bytes, &position)
    let year = word(bytes, &position)
    let time = word(bytes, &position)
    let zone = word(bytes, &position)
    guard !time.isEmpty, word(bytes, &position).isEmpty else { throw .malformed }
    guard !zone.isEmpty else { throw .noZone }
    guard let monthIndex = index(of: month, in: months, bytes), year.count == 4,
      (1...2).contains(first.count), time.count == 8
    else { throw .malformed }
    // Put in the order of ISO 8601, whose reader checks the rest.
    var text: [UInt8] = []
    append(year, bytes, to: &text)
    text.append(45)
    text.append(contentsOf: padded(Int64(monthIndex + 1), 2).utf8)
    text.append(45)
    if first.count == 1 { text.append(48) }
    append(first, bytes, to: &text)
    text.append(32)
    append(time, bytes, to: &text)
    try append(zone: zone, bytes, to: &text)
    let instant = try InstantText.parse(text.span)
    if let weekday, weekday != self.weekday(of: text) { throw .malformed }
    return instant
  }

  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]
  /// Hours from UTC by RFC 2822, 4.3.
  ///
  /// Other names mean different things to different people.
  private static let zones: [(name: String, offset: String)] = [
    ("utc", "+00"), ("gmt", "+00"), ("ut", "+00"), ("z", "+00"), ("est", "-05"), ("edt", "-04"),
    ("cst", "-06"), ("cdt", "-05"), ("mst", "-07"), ("mdt", "-06"), ("pst", "-08"), ("pdt", "-07"),
  ]

  /// 0 for Monday, of the date that an ISO text begins with.
  private static func weekday(of text: [UInt8]) -> Int {
    func number(_ range: Range<Int>) -> Int { text[range].reduce(0) { $0 * 10 + Int($1) - 48 } }
    return CivilDate(year: number(0..<4), month: number(5..<7), day: number(8..<10)).weekday - 1
  }

  private static func isTime(_ word: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
    word.count == 8 && bytes[word.lowerBound + 2] == 58 && bytes[word.lowerBound + 5] == 58
  }

  /// `2026-10-01 03:04:05 PDT`, or whatever else begins with a date.
  private static func isoDate(
    _ date: Range<Int>,
    _ position: inout Int,
    _ bytes: Span<UInt8>
  ) throws(InstantText.Fault) -> Instant {
    let time = word(bytes, &position)
    let zone = word(bytes, &position)
    guard date.count == 10, isTime(time, bytes), !zone.isEmpty, word(bytes, &position).isEmpty
    else {
      return try InstantText.parse(bytes)
    }
    return try instant(iso: bytes, date, time: time, zone: zone)
  }

  private static func instant(
    iso bytes: Span<UInt8>,
    _ date: Range<Int>,
    time: Range<Int>,
    zone: Range<Int>
  ) throws(InstantText.Fault) -> Instant {
    var text: [UInt8] = []
    append(date, bytes, to: &text)
    text.append(32)
    append(time, bytes, to: &text)
    try append(zone: zone, bytes, to: &text)
    return try InstantText.parse(text.span)
  }

  private static func append(_ word: Range<Int>, _ bytes: Span<UInt8>, to text: inout [UInt8]) {
    for index in word { text.append(bytes[index]) }
  }

  private static func append(
    zone: Range<Int>,
    _ bytes: Span<UInt8>,
    to text: inout [UInt8]
  ) throws(InstantText.Fault) {
    if let sign = zone.first, bytes[sign] == 43 || bytes[sign] == 45 {
      append(zone, bytes, to: &text)
    } else if let known = zones.first(where: { matches(zone, $0.name, bytes) }) {
      text.append(contentsOf: known.offset.utf8)
    } else {
      throw .noZone
    }
  }

  private static func index(
    of word: Range<Int>,
    in names: [String],
    _ bytes: Span<UInt8>
  ) -> Int? {
    names.firstIndex { matches(word, $0, bytes) }
  }

  private static func matches(_ word: Range<Int>, _ name: String, _ bytes: Span<UInt8>) -> Bool {
    guard word.count == name.utf8.count else { return false }
    for (index, letter) in zip(word, name.utf8) where bytes[index] | 32 != letter { return false }
    return true
  }

  /// Where the next word is, which is empty behind the last.
  private static func word(_ bytes: Span<UInt8>, _ position: inout Int) -> Range<Int> {
    while position < bytes.count, bytes[position] == 32 { position += 1 }
    let start = position
    while position < bytes.count, bytes[position] != 32 { position += 1 }
    return start..<position
  }
}
