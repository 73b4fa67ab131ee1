internal import Glibc

/// Reads small files that people write: definitions and statements.
package enum TextFile {
  /// No definition or statement is anywhere near as long.
  package static let largestBytes = 1 << 20

  /// The whole text of a file.
  package static func read(
    _ path: String,
    largestBytes: Int = largestBytes
  ) throws(TextFileError) -> String {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .unreadable(path: path, reason: unsafe String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    while true {
      var count = 0
      let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 65536) { buffer, filled in
        count = unsafe Glibc.read(descriptor, buffer.baseAddress, 65536)
        filled = max(count, 0)
      }
      guard count >= 0 else {
        throw .unreadable(path: path, reason: unsafe String(cString: strerror(errno)))
      }
      if count == 0 { break }
      bytes += chunk
      guard bytes.count <= largestBytes else {
        throw .tooLarge(path: path, mebibytes: largestBytes >> 20)
      }
    }
    guard UTF8Check.firstFault(bytes.span, 0, bytes.count) == nil else {
      throw .notUTF8(path: path)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Why a text file cannot be used.
package enum TextFileError: Error, Sendable, Equatable {
  case unreadable(path: String, reason: String)
  case tooLarge(path: String, mebibytes: Int)
  case notUTF8(path: String)
}

extension TextFileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let path, let reason): "\(path): cannot be read: \(reason)"
    case .tooLarge(let path, let mebibytes):
      "\(path): larger than \(mebibytes) MiB, which no such file is"
    case .notUTF8(let path): "\(path): is not UTF-8 text"
    }
  }
}
