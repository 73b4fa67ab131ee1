import Foundation

/// The README as its readers see it, and the tables in it that follow from the code.
struct Readme {
  private static let file = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("README.md")

  let text: String

  init() throws {
    text = try String(contentsOf: Self.file, encoding: .utf8)
  }

  /// All words that look like long options, without what is written behind them.
  var longOptions: Set<String> {
    Set(text.matches(of: /(?:^|[^\w-])(--[a-z][a-z-]*)/).map { String($0.output.1) })
  }

  /// The lines between `<!-- name -->` and `<!-- /name -->`.
  ///
  /// With `RECORD_SNAPSHOTS` in the environment they are written anew; the difference is then
  /// reviewed like any other change.
  func table(_ name: String, now lines: [String]) throws -> [String] {
    let (open, close) = ("<!-- \(name) -->\n", "<!-- /\(name) -->")
    guard let start = text.range(of: open)?.upperBound, let end = text.range(of: close)?.lowerBound,
      start <= end
    else { return ["the README has no \(open)"] }
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil {
      let new = text[..<start] + lines.map { $0 + "\n" }.joined() + text[end...]
      try Data(new.utf8).write(to: Self.file)
      return lines
    }
    return text[start..<end].split(separator: "\n").map(String.init)
  }
}
