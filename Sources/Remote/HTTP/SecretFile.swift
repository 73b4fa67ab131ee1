internal import Glibc
package import Tally

/// Where a key is kept: a file, an environment variable, or the credentials of a systemd service.
package struct SecretFile: Sendable {
  /// The file's lines, or the variable as one; blanks around them and empty ones are left out.
  package private(set) var lines: [String]
  /// Where it came from, for people.
  package let origin: String
  /// Said where others than its owner may read the file.
  package private(set) var warning: String?

  /// Looks at `file`, else the environment's `variable`, else `credential` in
  /// `$CREDENTIALS_DIRECTORY`; nil where there is none of them.
  package static func find(
    file: String?,
    variable: String,
    credential: String
  ) throws(TextFileError) -> SecretFile? {
    if let file { return try Self(file: file) }
    if let text = environment(variable) { return Self(text, origin: "$\(variable)") }
    guard let folder = environment("CREDENTIALS_DIRECTORY") else { return nil }
    let path = "\(folder)/\(credential)"
    return unsafe access(path, F_OK) == 0 ? try Self(file: path) : nil
  }

  private init(_ text: String, origin: String) {
    self.origin = origin
    lines = text.split(whereSeparator: \.isNewline)
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .filter { !$0.isEmpty }
  }

  private init(file: String) throws(TextFileError) {
    self.init(try TextFile.read(file), origin: file)
    var status = stat()
    if unsafe stat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 4 != 0
    {
      warning = "\(file): everybody on this machine can read the key in it; chmod 600 it"
    }
  }

  private static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
