import Glibc

extension Zone {
  /// The zone of this computer, for whoever asks for it: `$TZ`, else `/etc/localtime`, else
  /// `/etc/timezone`.
  ///
  /// Without any of these the zone is UTC, as it is for the C library.
  package static func local() throws(ZoneError) -> Zone {
    let variable = unsafe getenv("TZ").map { unsafe String(cString: $0) }
    let link = linkTarget(of: "/etc/localtime")
    var text: String?
    if case .success(let bytes) = ZoneDatabase.read("/etc/timezone") {
      text = String(decoding: bytes, as: UTF8.self)
    }
    let name = try localName(
      variable: variable,
      link: link,
      isCopy: unsafe access("/etc/localtime", F_OK) == 0,
      text: text
    )
    do {
      return try Zone(named: name)
    } catch ZoneError.unknown where variable != nil {
      throw .environment(value: variable ?? "")
    }
  }

  /// Decides the name of the local zone from what a system says.
  ///
  /// `variable` is `$TZ`: a name, a path below `zoneinfo/`, either after a colon, or nothing, which
  /// the C library takes for UTC. `link` is where `/etc/localtime` points to, nil where it is no
  /// link; `isCopy` says that it is there. `text` is what `/etc/timezone` holds.
  static func localName(
    variable: String?,
    link: String?,
    isCopy: Bool,
    text: String?
  ) throws(ZoneError) -> String {
    if let variable {
      let value = variable.hasPrefix(":") ? variable.dropFirst() : variable[...]
      return value.isEmpty ? utc.name : nameInPath(value) ?? String(value)
    }
    if let name = link.flatMap({ nameInPath($0[...]) }) { return name }
    let line = text?.split(separator: "\n").first.map { $0.filter { $0 != " " && $0 != "\r" } }
    if let line, !line.isEmpty { return line }
    guard !isCopy, link == nil else { throw .localUnnamed }
    return utc.name
  }

  private static func nameInPath(_ path: Substring) -> String? {
    let parts = path.split(separator: "/")
    guard let folder = parts.lastIndex(of: "zoneinfo"), folder + 1 < parts.count else { return nil }
    var name = parts[(folder + 1)...]
    if let first = name.first, ["posix", "right"].contains(first) { name = name.dropFirst() }
    return name.joined(separator: "/")
  }

  private static func linkTarget(of path: String) -> String? {
    var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe buffer.baseAddress.map { unsafe readlink(path, $0, buffer.count) } ?? 0
    }
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : nil
  }
}
