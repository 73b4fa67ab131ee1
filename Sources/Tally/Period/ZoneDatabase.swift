import Glibc

/// The folder in which the system keeps tzdata.
struct ZoneDatabase: Sendable {
  var path = "/usr/share/zoneinfo"

  /// Reads a zone; the name has been checked to stay inside the folder.
  ///
  /// Returns nil where there is no such zone.
  func file(named name: String) throws(ZoneError) -> ZoneFile? {
    let file = path + "/" + name
    switch Self.read(file) {
    case .failure(let failure) where failure.isAbsence:
      guard names().isEmpty, unsafe access(path + "/Etc/UTC", F_OK) != 0 else { return nil }
      throw .databaseMissing(path: path)
    case .failure(let failure):
      throw .unreadable(path: file, reason: failure.description)
    case .success(let bytes):
      do {
        return try ZoneFile(bytes)
      } catch {
        switch error {
        // Lists and tables lie among the zones.
        case .notZoneInformation: return nil
        case .truncated(let count, let expected):
          throw .malformed(path: file, problem: "\(count) bytes instead of at least \(expected)")
        case .invalid(let problem): throw .malformed(path: file, problem: problem)
        case .hasLeapSeconds:
          throw .malformed(path: file, problem: "its times count leap seconds")
        }
      }
    }
  }

  /// The names of all zones, those of the current table of places first.
  ///
  /// They come from the text files that are installed beside the zones; empty without those.
  func names() -> [String] {
    var names: [String] = []
    for line in lines(of: "zone1970.tab") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t")
      if fields.count > 2 { names.append(String(fields[2])) }
    }
    names.sort()
    var others: [String] = []
    for line in lines(of: "tzdata.zi") {
      let fields = line.split(separator: " ")
      if fields.first == "Z", fields.count > 1 { others.append(String(fields[1])) }
      if fields.first == "L", fields.count > 2 { others.append(String(fields[2])) }
    }
    let known = Set(names)
    return names + others.filter { !known.contains($0) }.sorted()
  }

  private func lines(of file: String) -> [Substring] {
    guard case .success(let bytes) = Self.read(path + "/" + file) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }
}

extension ZoneDatabase {
  /// Why a file could not be read.
  struct ReadFailure: Error, CustomStringConvertible {
    var code: CInt

    var isAbsence: Bool { code == ENOENT || code == ENOTDIR || code == EISDIR }
    var description: String { unsafe String(cString: strerror(code)) }
  }

  /// Reads a file of tzdata, of which the largest has a hundred kilobytes.
  static func read(_ path: String) -> Result<[UInt8], ReadFailure> {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .failure(ReadFailure(code: errno)) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 16384)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      }
      if count > 0 {
        bytes += chunk[..<count]
      } else if count == 0 {
        return .success(bytes)
      } else if errno != EINTR {
        return .failure(ReadFailure(code: errno))
      }
    }
  }
}
