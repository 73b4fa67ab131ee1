extension Zone {
  /// Loads a zone by its IANA name, exactly as tzdata spells it.
  package init(named name: String) throws(ZoneError) {
    try self.init(named: name, database: ZoneDatabase())
  }

  init(named name: String, database: ZoneDatabase) throws(ZoneError) {
    // The default zone must not depend on what is installed.
    if name == Zone.utc.name {
      self = .utc
    } else if Self.isWellFormed(name), let file = try database.file(named: name) {
      self.init(name: name, file: file)
    } else {
      throw Self.error(name, database: database)
    }
  }

  /// Whether a name stays inside the folder and is not one of tzdata's copies for other purposes.
  private static func isWellFormed(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !["posix", "right"].contains(parts.first), !["posixrules", "localtime"].contains(name)
    else { return false }
    return name.utf8.count <= 100
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
              || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
              || byte == UInt8(ascii: "+")
          }
      }
  }

  /// Says what is wrong with a name that is no zone's.
  private static func error(_ name: String, database: ZoneDatabase) -> ZoneError {
    let names = database.names()
    let exact = names.filter { Spelling.folded($0) == Spelling.folded(name) }
    if !exact.isEmpty { return .unknown(name: name, suggestions: Array(exact.prefix(1))) }
    if let places = placesByAbbreviation[name.uppercased()] {
      return .abbreviation(name: name, suggestions: places)
    }
    if let minutes = offsetMinutes(name) {
      return .offset(text: name, suggestions: suggestions(offsetMinutes: minutes))
    }
    return .unknown(name: name, suggestions: suggestions(for: name, among: names))
  }

  /// Zones whose city, region or whole name is like what was written.
  private static func suggestions(for name: String, among names: [String]) -> [String] {
    let wanted = Spelling.folded(name)
    for copy in ["posix/", "right/"] where name.hasPrefix(copy) {
      return names.filter { $0 == name.dropFirst(copy.count) }
    }
    // Of several zones for one city, those of the table of places come first: they are current.
    let cities = names.filter { Spelling.folded(city($0)) == wanted }
    if !cities.isEmpty { return Array(cities.prefix(1)) }
    let region = names.filter { Spelling.folded($0).starts(with: wanted + [UInt8(ascii: "/")]) }
    if !region.isEmpty { return Array(region.prefix(3)) }
    let near = Spelling.nearest(to: name, among: names, limit: 3)
    if !near.isEmpty { return near }
    let nearCities = Spelling.nearest(to: city(name), among: names.map(city), limit: 3)
    return nearCities.compactMap { near in names.first { city($0) == near } }
  }

  private static func city(_ name: String) -> String {
    name.split(separator: "/").last.map(String.init) ?? name
  }

  /// Reads `+05:30`, `-0800`, `UTC+2` or `GMT-3` in minutes east of UTC; nil where it is none.
  private static func offsetMinutes(_ text: String) -> Int? {
    var rest = text.uppercased()[...]
    for prefix in ["UTC", "GMT"] where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(3)
    }
    guard let sign = rest.first, ["+", "-", "−"].contains(sign) else { return nil }
    let digits = rest.dropFirst().filter { $0 != ":" }
    guard (1...4).contains(digits.utf8.count), let number = Int(digits), number >= 0,
      rest.utf8.count <= 8
    else { return nil }
    let minutes = digits.utf8.count <= 2 ? number * 60 : number / 100 * 60 + number % 100
    return sign == "+" ? minutes : -minutes
  }

  /// A place with the offset, and for whole hours the zone that has only this offset.
  private static func suggestions(offsetMinutes minutes: Int) -> [String] {
    var suggestions: [String] = []
    if let place = placeByOffset[minutes] { suggestions.append(place) }
    if minutes == 0 { suggestions.append("UTC") }
    // POSIX counts westwards, hence the opposite sign.
    if minutes % 60 == 0, minutes != 0, (-12...14).contains(minutes / 60) {
      suggestions.append("Etc/GMT" + (minutes > 0 ? "-" : "+") + String(abs(minutes / 60)))
    }
    return suggestions
  }
}

private let placeByOffset: [Int: String] = [
  -570: "Pacific/Marquesas", -480: "America/Los_Angeles", -420: "America/Denver",
  -360: "America/Chicago", -300: "America/New_York", -210: "America/St_Johns",
  -180: "America/Sao_Paulo", 60: "Europe/Berlin", 120: "Europe/Helsinki", 180: "Africa/Nairobi",
  210: "Asia/Tehran", 240: "Asia/Dubai", 270: "Asia/Kabul", 300: "Asia/Karachi",
  330: "Asia/Kolkata", 345: "Asia/Kathmandu", 390: "Asia/Yangon", 420: "Asia/Bangkok",
  480: "Asia/Singapore", 525: "Australia/Eucla", 540: "Asia/Tokyo", 570: "Australia/Darwin",
  600: "Australia/Sydney", 630: "Australia/Lord_Howe", 720: "Pacific/Auckland",
  765: "Pacific/Chatham",
]

private let placesByAbbreviation: [String: [String]] = [
  "ACDT": ["Australia/Adelaide"], "ACST": ["Australia/Adelaide", "Australia/Darwin"],
  "ADT": ["America/Halifax"], "AEDT": ["Australia/Sydney"],
  "AEST": ["Australia/Sydney", "Australia/Brisbane"], "AKDT": ["America/Anchorage"],
  "AKST": ["America/Anchorage"], "AST": ["America/Halifax", "America/Puerto_Rico", "Asia/Riyadh"],
  "AWST": ["Australia/Perth"], "BRT": ["America/Sao_Paulo"],
  "BST": ["Europe/London", "Asia/Dhaka"], "CAT": ["Africa/Maputo"],
  "CDT": ["America/Chicago", "America/Havana"], "CEST": ["Europe/Berlin"],
  "CST": ["America/Chicago", "Asia/Shanghai", "America/Havana"], "EAT": ["Africa/Nairobi"],
  "EDT": ["America/New_York"], "EEST": ["Europe/Helsinki"], "GST": ["Asia/Dubai"],
  "HKT": ["Asia/Hong_Kong"], "HDT": ["America/Adak"], "ICT": ["Asia/Bangkok"],
  "IDT": ["Asia/Jerusalem"], "IRST": ["Asia/Tehran"],
  "IST": ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"], "JST": ["Asia/Tokyo"],
  "KST": ["Asia/Seoul"], "MDT": ["America/Denver"], "MSK": ["Europe/Moscow"],
  "NDT": ["America/St_Johns"], "NPT": ["Asia/Kathmandu"], "NST": ["America/St_Johns"],
  "NZDT": ["Pacific/Auckland"], "NZST": ["Pacific/Auckland"], "PDT": ["America/Los_Angeles"],
  "PHT": ["Asia/Manila"], "PKT": ["Asia/Karachi"],
  "PST": ["America/Los_Angeles", "Asia/Manila"], "SAST": ["Africa/Johannesburg"],
  "SGT": ["Asia/Singapore"], "SST": ["Pacific/Pago_Pago", "Asia/Singapore"],
  "TRT": ["Europe/Istanbul"], "WAT": ["Africa/Lagos"], "WEST": ["Europe/Lisbon"],
  "WIB": ["Asia/Jakarta"], "Z": ["UTC"],
]
