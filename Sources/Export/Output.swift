internal import Glibc

/// An open destination: bytes are gathered, written in large pieces, and a file appears at the end.
///
/// A file is written under a temporary name beside its final one, which it takes in `finish()`
/// after its bytes are on disk. An output that is dropped instead removes what it wrote. The
/// process has to ignore SIGPIPE for ``ExportError/closedPipe`` to be thrown.
package struct Output: ~Copyable {
  /// Bytes that were not handed to the system yet.
  package var buffer = ByteBuffer()
  let name: String
  private let target: FileTarget?
  private var temporaryPath: String?
  private var descriptor: CInt
  private let flushThreshold = 1 << 16

  package init(_ destination: Destination) throws(ExportError) {
    let opened = try Self.open(destination)
    name = destination.name
    target = opened.target
    temporaryPath = opened.temporaryPath
    descriptor = opened.descriptor
    buffer.reserve(flushThreshold + 1 << 13)
  }

  deinit {
    if descriptor > STDERR_FILENO { close(descriptor) }
    if let temporaryPath { unsafe unlink(temporaryPath) }
  }

  /// Hands the gathered bytes to the system once there are enough of them.
  package mutating func flushIfLarge() throws(ExportError) {
    if buffer.count >= flushThreshold { try flush() }
  }

  /// Completes the output: after this the file has its name, its bytes and its place on disk.
  package consuming func finish() throws(ExportError) {
    try flush()
    guard let temporary = temporaryPath, let target else { return }
    guard fsync(descriptor) == 0 else { throw .refused(.write, path: name, code: errno) }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else { throw .refused(.write, path: name, code: errno) }
    guard unsafe rename(temporary, target.path) == 0 else {
      throw .refused(.replace, path: name, code: errno)
    }
    temporaryPath = nil
    // The new name survives a power cut only once the folder itself is on disk. Some file systems
    // cannot do that for folders, and the file is complete either way.
    let folder = unsafe Glibc.open(target.folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  /// Where another library may write the whole content of the file, in place of the buffer; nil
  /// where there is no file, so that a ``ScratchFile`` has to be copied.
  var wholeContentPath: String? { temporaryPath }

  /// Empties the file that another library has written, so that it can be written again.
  func discardContent() throws(ExportError) {
    guard temporaryPath != nil else { return }
    guard ftruncate(descriptor, 0) == 0 else { throw .refused(.write, path: name, code: errno) }
  }

  /// Writes all bytes of a file, in pieces.
  mutating func copy(contentOf path: String) throws(ExportError) {
    let source = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw .refused(.write, path: path, code: errno) }
    defer { close(source) }
    var piece = [UInt8](repeating: 0, count: flushThreshold)
    while true {
      let count = unsafe read(source, &piece, piece.count)
      if count < 0 { throw .refused(.write, path: path, code: errno) }
      if count == 0 { break }
      buffer.append(bytes: piece[..<count])
      try flush()
    }
  }

  /// Writes many bytes without gathering them first.
  mutating func write(_ bytes: [UInt8]) throws(ExportError) {
    try flush()
    try hand(bytes)
  }

  private mutating func flush() throws(ExportError) {
    try hand(buffer.bytes)
    buffer.removeAll()
  }

  private func hand(_ bytes: [UInt8]) throws(ExportError) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress else { return 0 }
        return unsafe Glibc.write(descriptor, start + written, bytes.count - written)
      }
      if count >= 0 {
        written += count
      } else if errno == EPIPE {
        throw .closedPipe
      } else if errno == EAGAIN {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        unsafe poll(&request, 1, -1)
      } else if errno != EINTR {
        throw .refused(.write, path: name, code: errno)
      }
    }
  }

  private static func open(
    _ destination: Destination
  ) throws(ExportError) -> (target: FileTarget?, temporaryPath: String?, descriptor: CInt) {
    guard case .file(let path) = destination else { return (nil, nil, STDOUT_FILENO) }
    let target = try FileTarget(path: path)
    if target.isSpecial {
      let descriptor = unsafe Glibc.open(target.path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .refused(.create, path: path, code: errno) }
      return (target, nil, descriptor)
    }
    let created = try createTemporary(in: target.folder, for: path)
    if let mode = target.mode { fchmod(created.descriptor, mode) }
    return (target, created.path, created.descriptor)
  }

  static func createTemporary(
    in folder: String,
    for path: String
  ) throws(ExportError) -> (path: String, descriptor: CInt) {
    for number in 0..<10_000 {
      let temporary = "\(folder)/.calltally-\(getpid())-\(number).tmp"
      let descriptor = unsafe Glibc.open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (temporary, descriptor) }
      if errno != EEXIST { throw .refused(.create, path: path, code: errno) }
    }
    throw .refused(.create, path: path, code: EEXIST)
  }
}
