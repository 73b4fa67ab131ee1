import Arguments
import Testing

@Suite struct CommandLineParserTests {
  struct Understood: Sendable, CustomTestStringConvertible {
    var typed: [String]
    var expected: any Command & Equatable

    init(_ typed: [String], _ expected: any Command & Equatable) {
      self.typed = typed
      self.expected = expected
    }

    init<Expected: Command & Equatable>(
      _ typed: [String],
      _ expected: Expected,
      _ change: (inout Expected) -> Void
    ) {
      var expected = expected
      change(&expected)
      self.init(typed, expected)
    }

    var testDescription: String { typed.joined(separator: " ") }
  }

  static let report = Sample.MakeReport()

  static let understood = [
    Understood(["report"], report),
    Understood(["report", "weekly.json5"], report) { $0.definition = "weekly.json5" },
    Understood(["report", "-", "--top", "3"], report) {
      $0.definition = "-"
      $0.top = 3
    },
    Understood(["report", "--top=-3"], report) { $0.top = -3 },
    Understood(["report", "--", "--top"], report) { $0.definition = "--top" },
    Understood(["report", "--", "--help"], report) { $0.definition = "--help" },
    Understood(["report", "--format", "csv", "x"], report) {
      $0.format = .csv
      $0.definition = "x"
    },
    Understood(["report", "-store"], report) { $0.common.store = "tore" },
    Understood(["report", "-fcsv"], report) { $0.format = .csv },
    Understood(["report", "-f", "json"], report) { $0.format = .json },
    Understood(["report", "--by", "user,rule", "--by=no_answer"], report) {
      $0.by = [.user, .rule, .noAnswer]
    },
    Understood(["report", "--by", ""], report) { $0.by = [] },
    Understood(["report", "--by="], report) { $0.by = [] },
    Understood(["report", "--limit", "9223372036854775807"], report) { $0.limit = .max },
    Understood(["report", "--limit=-9223372036854775808"], report) { $0.limit = .min },
    Understood(["report", "--share", "100%"], report) { $0.share = .init(100) },
    Understood(["report", "--user=a=b", "--not-user", "c d", "--user", ""], report) {
      $0.filters.users.included = ["a=b", ""]
      $0.filters.users.excluded = ["c d"]
    },
    Understood(["report", "-q", "--store", "-"], report) {
      $0.common.isQuiet = true
      $0.common.store = "-"
    },
    // A combining accent joins the character before it, which must still divide the words.
    Understood(["report", "--user=\u{301}x", "-o\u{301}", "\u{301}"], report) {
      $0.filters.users.included = ["\u{301}x"]
      $0.outputs = ["\u{301}"]
      $0.definition = "\u{301}"
    },
    Understood(["import", "a", "--strict", "-", "b", "--rejects", "r"], Sample.ImportFiles()) {
      $0.paths = ["a", "-", "b"]
      $0.isStrict = true
      $0.rejects = "r"
    },
    Understood(["rates", "import", "card.csv"], Sample.RateImport()) { $0.card = "card.csv" },
    Understood(["rates", "import", "", "--column", "a,,b"], Sample.RateImport()) {
      $0.columns = ["a", "", "b"]
    },
    Understood(["rates", "list"], Sample.RateList()),
    Understood(["completions", "fish"], Sample.WriteCompletions()) { $0.shell = .fish },
  ]

  @Test(arguments: understood) func `words become the values of a command`(
    _ understood: Understood
  ) throws {
    let invocation = try Sample.parser.parse(understood.typed)
    guard case .run(let command) = invocation else {
      Issue.record("\(invocation)")
      return
    }
    let isEqual = isEqual(understood.expected, command)
    #expect(isEqual, "\(command)")
  }

  private func isEqual<Value: Equatable>(_ value: Value, _ other: any Command) -> Bool {
    value == other as? Value
  }

  static let misunderstood: [(typed: [String], message: String, help: String)] = [
    (
      [], "a command is missing: expected one of import, report, rates, completions, help",
      "calltally"
    ),
    (["rates"], "a command is missing: expected one of import, list", "calltally rates"),
    (
      ["rates", "imprt"], "unknown command 'rates imprt'; did you mean 'rates import'?",
      "calltally rates"
    ),
    (["repotr"], "unknown command 'repotr'; did you mean 'report'?", "calltally"),
    (["rep"], "unknown command 'rep'; did you mean 'report'?", "calltally"),
    (["xyz"], "unknown command 'xyz'", "calltally"),
    ([""], "unknown command ''", "calltally"),
    (["hlep", "report"], "unknown command 'hlep'; did you mean 'help'?", "calltally"),
    (["help", "repotr"], "unknown command 'repotr'; did you mean 'report'?", "calltally"),
    (["help", "report", "x"], "unknown command 'report x'", "calltally report"),
    (["repotr", "--help"], "unknown command 'repotr'; did you mean 'report'?", "calltally"),
    (["--versoin"], "unknown option '--versoin'; did you mean '--version'?", "calltally"),
    (["--store", "x", "report"], "option '--store' comes after the command", "calltally"),
    (
      ["report", "--fromat"], "unknown option '--fromat'; did you mean '--format'?",
      "calltally report"
    ),
    (
      ["report", "--form=csv"], "unknown option '--form'; did you mean '--format'?",
      "calltally report"
    ),
    (
      ["report", "--not-usr", "x"], "unknown option '--not-usr'; did you mean '--not-user'?",
      "calltally report"
    ),
    (
      ["report", "--help=x"], "option '--help' takes no value, but was given 'x'",
      "calltally report"
    ),
    (["--version=1"], "unknown option '--version=1'; did you mean '--version'?", "calltally"),
    (["-q", "report"], "option '-q' comes after the command", "calltally"),
    (["report", "--xx"], "unknown option '--xx'", "calltally report"),
    (["report", "-x"], "unknown option '-x'", "calltally report"),
    (["report", "-5"], "unknown option '-5'", "calltally report"),
    (["report", "-é"], "unknown option '-é'", "calltally report"),
    (["report", "--store"], "option '--store' needs a value: --store PATH", "calltally report"),
    (["report", "-b"], "option '--by' needs a value: --by DIMENSION,...", "calltally report"),
    (
      ["report", "--store", "--quiet"],
      "option '--store' needs a value: --store PATH; "
        + "a value that begins with '-' is typed '--store=--quiet'",
      "calltally report"
    ),
    (
      ["report", "--quiet=yes"], "option '--quiet' takes no value, but was given 'yes'",
      "calltally report"
    ),
    (["report", "-qs"], "option '-q' takes no value, but was given 's'", "calltally report"),
    (["report", "-q", "--quiet"], "option '--quiet' can be given only once", "calltally report"),
    (
      ["report", "-fcsv", "--format", "csv"], "option '--format' can be given only once",
      "calltally report"
    ),
    (["report", "a", "b"], "unexpected argument 'b'", "calltally report"),
    (["rates", "list", "x"], "unexpected argument 'x'", "calltally rates list"),
    (["import", "--strict"], "PATH is missing", "calltally import"),
    (["import", "--"], "PATH is missing", "calltally import"),
    (
      ["report", "--format", "xml"],
      "'xml' is not valid for '--format': expected one of table, csv, json", "calltally report"
    ),
    (
      ["report", "-fjsno"],
      "'jsno' is not valid for '--format': expected one of table, csv, json; did you mean 'json'?",
      "calltally report"
    ),
    (
      ["report", "--by", "user,"],
      "'' is not valid for '--by': expected one of user, rule, no_answer", "calltally report"
    ),
    (
      ["report", "--not-outcome", "no-answer"],
      "'no-answer' is not valid for '--not-outcome': expected one of user, rule, no_answer; "
        + "did you mean 'no_answer'?",
      "calltally report"
    ),
    (
      ["completions", "tcsh"],
      "'tcsh' is not valid for 'SHELL': expected one of bash, zsh, fish; did you mean 'bash'?",
      "calltally completions"
    ),
    (
      ["report", "--top", "ten"], "'ten' is not valid for '--top': expected a whole number",
      "calltally report"
    ),
    (
      ["report", "--top", ""], "'' is not valid for '--top': expected a whole number",
      "calltally report"
    ),
    (
      ["report", "--limit", "9223372036854775808"],
      "'9223372036854775808' is not valid for '--limit': expected a whole number of "
        + "-9223372036854775808 to 9223372036854775807",
      "calltally report"
    ),
    (
      ["report", "--share", "101%"], "'101%' is not valid for '--share': expected 0% to 100%",
      "calltally report"
    ),
    (["report", "--fo\u{1B}[1m\nx"], #"unknown option '--fo\u{1B}[1m\nx'"#, "calltally report"),
    (
      ["x" + String(repeating: "長", count: 200)],
      "unknown command 'x" + String(repeating: "長", count: 79) + "...'", "calltally"
    ),
  ]

  @Test(arguments: misunderstood) func `what cannot be understood is told in one sentence`(
    typed: [String],
    message: String,
    help: String
  ) {
    let error = #expect(throws: CommandLineError.self) { try Sample.parser.parse(typed) }
    #expect(error?.description == message)
    #expect(error?.help.commandLine == help)
  }

  static let asked: [(typed: [String], help: String)] = [
    (["help"], "calltally"),
    (["--help"], "calltally"),
    (["-h", "report"], "calltally"),
    (["help", "report"], "calltally report"),
    (["help", "report", "-h"], "calltally report"),
    (["report", "--help"], "calltally report"),
    (["report", "-h"], "calltally report"),
    (["report", "--fromat", "xml", "a", "b", "--help"], "calltally report"),
    (["rates", "-h"], "calltally rates"),
    (["help", "rates"], "calltally rates"),
    (["help", "rates", "import"], "calltally rates import"),
    (["rates", "import", "--help"], "calltally rates import"),
  ]

  @Test(arguments: asked) func `help can be asked for at every level`(
    typed: [String],
    help: String
  ) throws {
    let invocation = try Sample.parser.parse(typed)
    guard case .help(let found) = invocation else {
      Issue.record("\(invocation)")
      return
    }
    #expect(found.commandLine == help)
  }

  @Test func `the version is the program's own`() throws {
    guard case .version = try Sample.parser.parse(["--version"]) else {
      Issue.record("--version was not recognised")
      return
    }
  }

  @Test func `a protocol that refines commands decides what running one means`() throws {
    let parser = CommandLineParser(
      program: "greeter",
      version: "1",
      summary: "Greets.",
      commands: [any Runnable.Type]([Greet.self])
    )
    guard case .run(let command as any Runnable) = try parser.parse(["greet", "Ana", "-l"]) else {
      Issue.record("greet was not recognised")
      return
    }
    #expect(command.run() == "HELLO ANA")
  }

  private protocol Runnable: Command {
    func run() -> String
  }

  private struct Greet: Runnable {
    static let name = "greet"
    static let summary = "Says hello."
    static let arguments: ArgumentList<Self> = [
      .positional("NAME", \.name, help: "Who is greeted."),
      .flag("loud", short: "l", \.isLoud, help: "In capitals."),
    ]
    var name = ""
    var isLoud = false

    func run() -> String {
      isLoud ? "HELLO \(name.uppercased())" : "Hello \(name)"
    }
  }
}
