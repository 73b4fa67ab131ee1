/// Why a time zone cannot be used.
package enum ZoneError: Error, Sendable, Hashable {
  /// No zone of tzdata has the name; `suggestions` are zones that may have been meant.
  case unknown(name: String, suggestions: [String])
  /// A short name such as `PST` or `IST`, which means different offsets in different places.
  case abbreviation(name: String, suggestions: [String])
  /// A fixed offset such as `+05:30`, which says nothing of daylight saving time.
  case offset(text: String, suggestions: [String])
  /// The folder of tzdata is not there at all.
  case databaseMissing(path: String)
  case unreadable(path: String, reason: String)
  /// The file is not what tzdata's compiler writes.
  case malformed(path: String, problem: String)
  /// `$TZ` holds something other than the name of a zone.
  case environment(value: String)
  /// The system has a local time, but nothing says which zone it is.
  case localUnnamed
}

extension ZoneError {
  /// Whether the name is wrong, rather than the system's tzdata.
  package var isMisuse: Bool {
    switch self {
    case .databaseMissing, .unreadable, .malformed: false
    default: true
    }
  }
}

extension ZoneError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknown(let name, let suggestions):
      "unknown time zone '\(name)'"
        + (suggestions.isEmpty
          ? "; expected an IANA name such as Europe/Berlin or UTC"
          : "; did you mean \(Self.list(suggestions))?")
    case .abbreviation(let name, let suggestions):
      "'\(name)' is not a time zone: an abbreviation stands for one offset, often for several in "
        + "different countries; use the name of a place, such as \(Self.list(suggestions))"
    case .offset(let text, let suggestions):
      "'\(text)' is not a time zone: an offset does not say when clocks change; "
        + (suggestions.isEmpty
          ? "use the IANA name of a place, such as Europe/Berlin"
          : "use the name of a place or of a fixed offset, such as \(Self.list(suggestions))")
    case .databaseMissing(let path):
      "no time zones in \(path): install the package tzdata (UTC works without it)"
    case .unreadable(let path, let reason):
      "cannot read \(path): \(reason)"
    case .malformed(let path, let problem):
      "\(path) is damaged: \(problem); reinstall the package tzdata"
    case .environment(let value):
      "the environment's TZ is '\(value)', which is not the name of a time zone; name one with "
        + "--tz, such as --tz Europe/Berlin"
    case .localUnnamed:
      "cannot tell the local time zone: /etc/localtime is not a link to a zone and /etc/timezone "
        + "does not name one; name one with --tz, such as --tz Europe/Berlin"
    }
  }

  /// `a`, `a or b`, `a, b or c`.
  private static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " or " + last
  }
}
