internal import Glibc
internal import PostgreSQL

/// Finds the files that paths on the command line stand for.
enum InputFiles {
  /// One input to read.
  struct Entry: Equatable {
    var path: String
    /// Found in a directory rather than named: then it may be something else altogether.
    var isFound: Bool
    var byteCount: Int64
  }

  /// Named files as they are, directories walked in the order of the bytes of their names.
  ///
  /// Hidden files and directories are left out, and links to directories are not followed, for
  /// they can lead round in circles.
  static func list(_ paths: [String]) throws(ImportError) -> [Entry] {
    var entries: [Entry] = []
    for path in paths {
      if path == "-" || ServerAddress.isOne(path) {
        entries.append(Entry(path: path, isFound: false, byteCount: 0))
      } else if FileStatus.isDirectory(path) {
        let before = entries.count
        try walk(path, into: &entries)
        guard entries.count > before else { throw .emptyDirectory(path: path) }
      } else if FileStatus.exists(path) {
        entries.append(
          Entry(path: path, isFound: false, byteCount: FileStatus.byteCount(path))
        )
      } else {
        throw .noSuchPath(path: path)
      }
    }
    return entries
  }

  private static func walk(_ directory: String, into entries: inout [Entry]) throws(ImportError) {
    let prefix = directory.hasSuffix("/") ? directory : directory + "/"
    for name in try names(in: directory) {
      let path = prefix + name
      if FileStatus.isDirectory(path) {
        if !FileStatus.isLink(path) { try walk(path, into: &entries) }
      } else {
        entries.append(Entry(path: path, isFound: true, byteCount: FileStatus.byteCount(path)))
      }
    }
  }

  private static func names(in directory: String) throws(ImportError) -> [String] {
    guard let stream = unsafe opendir(directory) else {
      throw .unreadableDirectory(path: directory, reason: unsafe String(cString: strerror(errno)))
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
