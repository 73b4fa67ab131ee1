internal import Arguments

/// `calltally manual`.
struct ManualCommand: ToolCommand {
  static let name = "manual"
  static let summary = "Prints the manual page, for man(1)."
  static let examples = [
    Example("calltally manual | man -l -", "Read it."),
    Example("calltally manual > /usr/share/man/man1/calltally.1", "Install it."),
  ]

  func run(in context: Context) throws -> ExitStatus {
    let page = ManualPage(
      Calltally.parser.catalogue,
      sections: [
        ManualPage.Section(
          title: "EXIT STATUS",
          entries: [
            ("0", "Done."), ("1", "Failed."), ("2", "Misuse of the command line."),
            ("3", "Done, but some input was rejected."), ("4", "A check did not hold."),
            ("75", "Try again later: the store is locked."),
          ]
        ),
        ManualPage.Section(
          title: "ENVIRONMENT",
          entries: [
            ("CALLTALLY_STORE", "The store, where --store is not given."),
            ("NO_COLOR", "No colour where set to anything."),
          ]
        ),
      ]
    )
    try context.print(page.source)
    return .done
  }
}
