import Export
import Foundation
import Reports
import Support
import Testing

/// Whole outputs kept beside the tests; CALLTALLY_RECORD=1 writes them anew.
enum Snapshot {
  static func expect(
    _ report: Report,
    as format: Format,
    options: ExportOptions = ExportOptions(),
    is name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let written = try write(report, as: format, options: options)
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Snapshots/" + name)
    if ProcessInfo.processInfo.environment["CALLTALLY_RECORD"] != nil {
      try Data(written).write(to: file)
    }
    let expected = [UInt8](try Data(contentsOf: file))
    #expect(
      String(decoding: written, as: UTF8.self) == String(decoding: expected, as: UTF8.self),
      sourceLocation: sourceLocation
    )
    // Strings that differ in their bytes may be equal.
    #expect(written == expected, sourceLocation: sourceLocation)
  }

  /// The bytes of a report in a format.
  static func write(
    _ report: Report,
    as format: Format,
    options: ExportOptions = ExportOptions()
  ) throws -> [UInt8] {
    let folder = try TemporaryDirectory()
    var report = report
    try format.export(&report, to: .file(path: folder.file("out")), options: options)
    return try folder.contents(of: "out")
  }

  static func text(
    _ report: Report,
    as format: Format,
    options: ExportOptions = ExportOptions()
  ) throws -> String {
    String(decoding: try write(report, as: format, options: options), as: UTF8.self)
  }
}
