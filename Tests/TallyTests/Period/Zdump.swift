import Glibc
import Reports
import Testing

@testable import Tally

/// The C library's own reading of tzdata.
enum Zdump {
  static let isInstalled = unsafe access("/usr/bin/zdump", X_OK) == 0

  /// Changes of offset from 1899 to 2101; zdump lists the seconds around each.
  static func changes(zone: String) throws -> [ZoneRule.Change] {
    let months = [
      "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "May": 5, "Jun": 6, "Jul": 7, "Aug": 8, "Sep": 9,
      "Oct": 10, "Nov": 11, "Dec": 12,
    ]
    let text = try output(of: "zdump -v -c 1899,2102 \(zone)")
    var changes: [ZoneRule.Change] = []
    var previousOffset: Int?
    for line in text.split(separator: "\n") {
      // America/New_York  Sun Mar  8 07:00:00 2026 UT = Sun … EDT isdst=1 gmtoff=-14400
      let fields = line.split(separator: " ")
      guard fields.count > 8, let month = months[String(fields[2])], let day = Int(fields[3]),
        let year = Int(fields[5]),
        let offset = fields.last.flatMap({ Int($0.dropFirst(7)) })
      else { continue }
      let time = fields[4].split(separator: ":").compactMap { Int64($0) }
      let days = CivilDate(year: year, month: month, day: day).daysSinceEpoch
      let seconds = days * 86400 + time[0] * 3600 + time[1] * 60 + time[2]
      if let previousOffset, previousOffset != offset {
        changes.append(ZoneRule.Change(milliseconds: seconds * 1000, offsetSeconds: offset))
      }
      previousOffset = offset
    }
    return changes
  }

  private static func output(of command: String) throws -> String {
    let stream = unsafe try #require(unsafe popen(command, "r"))
    defer { unsafe pclose(stream) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = unsafe fread(&chunk, 1, chunk.count, stream)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += chunk[..<count]
    }
  }
}
