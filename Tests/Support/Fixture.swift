internal import Foundation

/// The files of `fixtures`.
package enum Fixture {
  /// The bytes of a file, by its path in that folder.
  package static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: self.path(path))))
  }

  /// Where a file or folder is, by its path in that folder.
  package static func path(_ path: String) -> String {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return root.appendingPathComponent("fixtures/" + path).path
  }
}
