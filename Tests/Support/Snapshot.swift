import Foundation

/// Texts kept in `Snapshots/` beside a test, too long to be read inside it.
///
/// With `RECORD_SNAPSHOTS` in the environment they are written anew; the difference is then
/// reviewed like any other change.
package enum Snapshot {
  /// What was recorded under a name; empty where nothing was.
  package static func recorded(
    _ name: String,
    now text: String,
    testFile: String = #filePath
  ) throws -> String {
    let folder = URL(fileURLWithPath: testFile).deletingLastPathComponent()
      .appendingPathComponent("Snapshots")
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try String(decoding: Data(contentsOf: file), as: UTF8.self)
  }
}
