internal import Export
internal import Reports

/// One place a result goes to, and how it is written there.
struct OutputTarget {
  var format: Format
  var destination: Destination

  /// The format that a file's name asks for.
  static func format(ofPath path: String) -> Format? {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    return Format(pathExtension: String(name[name.index(after: dot)...]))
  }

  /// What the exporter needs to know about this place.
  func options(in context: Context) -> ExportOptions {
    let isTerminal = destination == .standardOutput
    return ExportOptions(
      producer: "calltally \(Calltally.version)",
      terminalColumns: isTerminal ? context.terminalColumns : nil,
      usesColor: isTerminal && context.usesColour
    )
  }

  /// Writes a result here, and says so where it is a file.
  func write(_ source: inout some ReportSource, in context: Context, isQuiet: Bool) throws {
    try format.export(&source, to: destination, options: options(in: context))
    if case .file(let path) = destination, !isQuiet { context.tell("wrote \(path)") }
  }

  /// Writes a finished report here; a format of one table gets a file for each.
  func write(tablesOf report: inout Report, in context: Context, isQuiet: Bool) throws {
    guard report.tables.count > 1, !format.holdsSeveralTables,
      case .file(let path) = destination
    else { return try write(&report, in: context, isQuiet: isQuiet) }
    for index in report.tables.indices {
      var part = report.narrowed(toTableAt: index)
      let target = OutputTarget(
        format: format,
        destination: .file(path: Self.path(path, for: report.tables[index]))
      )
      try target.write(&part, in: context, isQuiet: isQuiet)
    }
  }

  /// `billing.csv` for the table by policy and rule is `billing-by-policy-rule.csv`.
  private static func path(_ path: String, for table: Table) -> String {
    let dot = path.lastIndex(of: ".") ?? path.endIndex
    let made = table.by.isEmpty ? "total" : "by-" + table.by.joined(separator: "-")
    return path[..<dot] + "-" + (table.label ?? made) + path[dot...]
  }
}
