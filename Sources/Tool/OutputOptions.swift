internal import Arguments
internal import Export
internal import Reports

extension Format: ArgumentValue {}

/// How and where to a result is written.
struct OutputOptions: Sendable {
  var format: Format?
  var outputs: [String]?

  static let arguments: ArgumentList<Self> = .section(
    "Output",
    [
      .option(
        "format",
        short: "f",
        \.format,
        "FORMAT",
        help: "How the result is written; a table unless given, or as --output's name says."
      ),
      .option(
        "output",
        short: "o",
        \.outputs,
        "PATH",
        completion: .files,
        help: "Write to a file, which appears whole or not at all."
      ),
    ]
  )

  /// Formats and places, in the order given; standard output where no file is named.
  func targets(default format: Format, in context: Context) throws -> [OutputTarget] {
    guard let outputs, !outputs.isEmpty else {
      let target = OutputTarget(
        format: self.format ?? format,
        destination: .standardOutput
      )
      if target.format == .xlsx, context.terminalColumns != nil {
        throw MisuseError.outputPathMissing
      }
      return [target]
    }
    if self.format != nil, outputs.count > 1 { throw MisuseError.formatWithOutputs }
    for (index, path) in outputs.enumerated() where outputs[..<index].contains(path) {
      throw MisuseError.repeatedOutput(path: path)
    }
    return try outputs.map { path in
      guard let format = self.format ?? OutputTarget.format(ofPath: path) else {
        throw MisuseError.unknownFormat(path: path)
      }
      return OutputTarget(format: format, destination: .file(path: path))
    }
  }

  /// Writes what `makeReport` makes to all places, which are looked at before it begins.
  func write(
    default format: Format = .table,
    in context: Context,
    isQuiet: Bool,
    _ makeReport: () throws -> Report
  ) throws {
    let targets = try targets(default: format, in: context)
    for target in targets { try target.destination.check() }
    var report = try makeReport()
    for target in targets { try target.write(tablesOf: &report, in: context, isQuiet: isQuiet) }
  }
}
