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
  /// they can lead round in circles. A folder that pg_dump has written is one input, known by its
  /// table of contents.
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
    let names = try names(in: directory)
    if names.contains("toc.dat"), isArchive(prefix + "toc.dat") {
      let byteCount = names.reduce(0) { $0 + FileStatus.byteCount(prefix + $1) }
      entries.append(Entry(path: prefix + "toc.dat", isFound: false, byteCount: byteCount))
      return
    }
    for name in names {
      let path = prefix + name
      // One look at each: there may be many thousands.
      let (isDirectory, byteCount) = FileStatus.kind(of: path)
      if isDirectory {
        if !FileStatus.isLink(path) { try walk(path, into: &entries) }
      } else {
        entries.append(Entry(path: path, isFound: true, byteCount: byteCount))
      }
    }
  }

  /// Whether a file begins as pg_dump begins one.
  private static func isArchive(_ path: String) -> Bool {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var start = [UInt8](repeating: 0, count: ArchiveHeader.magic.count)
    let count = unsafe start.withUnsafeMutableBytes { bytes in
      unsafe read(descriptor, bytes.baseAddress, bytes.count)
    }
    return count == start.count && start == ArchiveHeader.magic
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
    // By their bytes.
    return names.sorted { left, right in
      unsafe left.withCString { left in
        unsafe right.withCString { right in unsafe strcmp(left, right) < 0 }
      }
    }
  }
}
