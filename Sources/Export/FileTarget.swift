internal import Glibc

/// What a path given by the user stands for.
struct FileTarget {
  /// The path with links followed, so that a link is kept and its target replaced.
  var path: String
  var folder: String
  /// Devices and pipes are written to directly: they cannot be replaced by a finished file.
  var isSpecial: Bool
  /// Permissions of the file that will be replaced.
  var mode: mode_t?

  init(path given: String) throws(ExportError) {
    var status = stat()
    let exists = unsafe stat(given, &status) == 0
    let kind = status.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw .isFolder(path: given) }
    var followed = given
    if exists, let resolved = unsafe realpath(given, nil) {
      followed = unsafe String(cString: resolved)
      unsafe free(resolved)
    }
    path = followed
    isSpecial = exists && (kind != S_IFREG || given.hasPrefix("/dev/"))
    mode = exists ? status.st_mode & 0o777 : nil
    let slash = followed.utf8.lastIndex(of: UInt8(ascii: "/"))
    folder = slash.map { $0 == followed.startIndex ? "/" : String(followed[..<$0]) } ?? "."
    if isSpecial { return }
    guard unsafe stat(folder, &status) == 0 else {
      if errno == ENOENT { throw .missingFolder(path: given, folder: folder) }
      throw .refused(.create, path: given, code: errno)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw .refused(.create, path: given, code: ENOTDIR)
    }
    guard unsafe access(folder, W_OK | X_OK) == 0 else {
      throw .refused(.create, path: given, code: errno)
    }
    if given.utf8.last == UInt8(ascii: "/") { throw .isFolder(path: given) }
  }
}
