import Reports

/// The path of a file that a definition asks for, `{title}-{month}.xlsx`.
package enum OutputName {
  /// What is filled in between braces, always as it is in the report's zone.
  package enum Placeholder: String, Sendable, CaseIterable {
    /// The report's title; characters that cannot be in a file name become dashes.
    case title
    /// The month in which the period begins, `2026-09`.
    case month
    /// The day on which the period begins, `2026-09-01`.
    case from
    /// The day on which the period ends, as `--to` takes it: the first one behind it where it
    /// ends at midnight.
    case to
    /// The same as `from`, for periods of one day.
    case day
  }

  /// Fills in all placeholders.
  package static func path(
    _ template: String,
    title: String,
    period: Period
  ) throws(OutputNameError) -> String {
    var path = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      path += rest[..<open]
      guard let placeholder = Placeholder(rawValue: name) else {
        throw .unknownPlaceholder(name: name, template: template)
      }
      path += try text(placeholder, template: template, title: title, period: period)
      rest = rest[rest.index(after: close)...]
    }
    return path + rest
  }

  private static func text(
    _ placeholder: Placeholder,
    template: String,
    title: String,
    period: Period
  ) throws(OutputNameError) -> String {
    if placeholder == .title { return fileName(title) }
    let end = placeholder == .to ? period.to : period.from
    guard let end else {
      throw .unbounded(placeholder: placeholder.rawValue, template: template)
    }
    let day = LocalDay(period.zone.day(at: end))
    return placeholder == .month ? day.month : day.day
  }

  private static func fileName(_ title: String) -> String {
    let characters = title.unicodeScalars.map { scalar in
      scalar.value < 32 || scalar.value == 127 || "/\\:*?\"<>|".unicodeScalars.contains(scalar)
        ? "-" : Character(scalar)
    }
    return String(characters)
  }

  /// The names between braces; nil where a brace is not closed.
  static func placeholders(in template: String) -> [String]? {
    var names: [String] = []
    var rest = template[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { return nil }
      names.append(String(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    return names
  }
}
