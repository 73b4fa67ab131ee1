internal import Foundation

/// A folder for one test, gone with its owner.
package struct TemporaryDirectory: ~Copyable {
  package let path: String

  package init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("calltally-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    path = folder.path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The path of a file of that name in here.
  package func file(_ name: String) -> String {
    path + "/" + name
  }

  package func contents(of name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: file(name))))
  }

  package func text(of name: String) throws -> String {
    String(decoding: try contents(of: name), as: UTF8.self)
  }

  package func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
  }

  package func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: file(name)))
  }

  /// A file descriptor of an existing file, which stays open for the rest of the process.
  package func openForWriting(_ name: String) throws -> CInt {
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file(name)))
    return dup(handle.fileDescriptor)
  }

  /// Names of everything in here, hidden files included, sorted.
  package func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }
}
