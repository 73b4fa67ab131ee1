internal import Export

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
      usesColor: isTerminal && context.usesColour)
  }

  /// Writes a result here, and says so where it is a file.
  func write(_ source: inout some ReportSource, in context: Context, isQuiet: Bool) throws {
    try format.export(&source, to: destination, options: options(in: context))
    if case .file(let path) = destination, !isQuiet { context.tell("wrote \(path)") }
  }
}
