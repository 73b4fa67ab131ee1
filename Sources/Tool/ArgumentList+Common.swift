internal import Arguments
internal import Tally

/// Arguments that mean the same in every command that has them.
extension ArgumentList {
  static func lockWait(_ keyPath: any WritableKeyPath<Root, Seconds> & Sendable) -> Self {
    .option(
      "lock-wait",
      keyPath,
      "SECONDS",
      help: "How long to wait while another process writes to the store."
    )
  }

  static func strict(_ keyPath: any WritableKeyPath<Root, Bool> & Sendable) -> Self {
    .flag("strict", keyPath, help: "Stop at the first bad record and import nothing.")
  }

  static func dryRun(_ keyPath: any WritableKeyPath<Root, Bool> & Sendable) -> Self {
    .flag("dry-run", keyPath, help: "Do everything but keep nothing.")
  }

  static func rejects(_ keyPath: any WritableKeyPath<Root, String?> & Sendable) -> Self {
    .option(
      "rejects",
      keyPath,
      "FILE",
      completion: .files,
      help: "Write what is refused to this file, one JSON object a line."
    )
  }

  static func jsonSummary(_ keyPath: any WritableKeyPath<Root, Bool> & Sendable) -> Self {
    .flag("json", keyPath, help: "Print what was done as one JSON object.")
  }

  static func rateCard(_ keyPath: any WritableKeyPath<Root, RateCardChoice?> & Sendable) -> Self {
    .option(
      "card",
      keyPath,
      "NAME[@VERSION]",
      help: "The rate card that attempts are rated by, or none; the only one unless given."
    )
  }
}
