internal import Arguments

/// What nearly every command takes.
struct GeneralOptions: Sendable {
  var store: String?
  var isQuiet = false

  static let arguments: ArgumentList<Self> = .section(
    "General",
    [
      .option(
        "store",
        short: "s",
        \.store,
        "PATH",
        completion: .files,
        help: "The store; else $CALLTALLY_STORE, else calltally.sqlite here."
      ),
      .flag("quiet", short: "q", \.isQuiet, help: "Say nothing while all is well."),
    ]
  )
}
