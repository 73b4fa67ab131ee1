internal import Glibc

/// What the file system says about a path, without opening it.
enum FileStatus {
  static func exists(_ path: String) -> Bool {
    unsafe access(path, F_OK) == 0
  }

  /// The size in bytes; 0 where it cannot be told.
  static func byteCount(_ path: String) -> Int64 { kind(of: path).byteCount }

  static func isDirectory(_ path: String) -> Bool { kind(of: path).isDirectory }

  /// Whether it is a directory, and the size in bytes; false and 0 where it cannot be told.
  static func kind(of path: String) -> (isDirectory: Bool, byteCount: Int64) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return (false, 0) }
    return (status.st_mode & S_IFMT == S_IFDIR, Int64(status.st_size))
  }

  static func isRegularFile(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether there is a file of any kind, be it a link that leads nowhere.
  static func isAnything(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0
  }

  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  static func isWritable(_ path: String) -> Bool {
    unsafe access(path, W_OK) == 0
  }

  /// The folder a path is in.
  static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
