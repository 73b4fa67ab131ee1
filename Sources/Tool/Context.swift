internal import Export
internal import Glibc
internal import Reports

/// The world a command runs in: environment, terminal, clock and streams.
struct Context {
  /// Columns of the terminal that standard output is; nil where it is none.
  let terminalColumns: Int?
  let usesColour: Bool
  /// Whether standard error is a terminal, so that progress can be shown and wiped again.
  let showsProgress: Bool
  private let storeFromEnvironment: String?

  init() {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    terminalColumns = isTerminal ? Self.columns() : nil
    let noColour = Self.environment("NO_COLOR").map { !$0.isEmpty } ?? false
    usesColour = isTerminal && !noColour && Self.environment("TERM") != "dumb"
    showsProgress = isatty(STDERR_FILENO) == 1 && Self.environment("TERM") != "dumb"
    storeFromEnvironment = Self.environment("CALLTALLY_STORE").flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The width help is wrapped to.
  var helpWidth: Int { min(max(terminalColumns ?? 80, 60), 100) }

  /// The time of the system's clock.
  var now: Instant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  /// The store's path: as given, else from the environment, else in the current directory.
  func storePath(_ given: String?) -> String {
    given ?? storeFromEnvironment ?? "calltally.sqlite"
  }

  /// Writes a result to standard output.
  func print(_ text: String) throws(ExportError) {
    var output = try Output(.standardOutput)
    output.buffer.append(text)
    try output.finish()
  }

  /// Writes words for people to standard error.
  func tell(_ text: String) {
    Self.writeToStandardError(text.hasSuffix("\n") ? text : text + "\n")
  }

  /// Writes words as they are, without a line break.
  static func writeToStandardError(_ text: String) {
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(
          STDERR_FILENO,
          buffer.baseAddress.map { unsafe $0 + start },
          bytes.count - start
        )
      }
      // Words that cannot be told have nobody to be told to.
      guard count > 0 || errno == EINTR else { return }
      start += max(count, 0)
    }
  }

  /// An environment variable; nil where it is not set, or empty.
  func environment(_ name: String) -> String? {
    Self.environment(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  private static func columns() -> Int {
    var size = winsize()
    if unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    return environment("COLUMNS").flatMap { Int($0) } ?? 80
  }
}
