import Arguments

/// A program with every kind of argument, small enough to read its help.
enum Sample {
  static let parser = CommandLineParser(
    program: "calltally",
    version: "1.2.3",
    summary: "Turns incoming-call log items into answer-rate, dial-duration and cost reports.",
    discussion: [
      "The store is one SQLite file: --store, else $CALLTALLY_STORE, else 'calltally.sqlite'."
    ],
    commands: [
      ImportFiles.self, MakeReport.self, RateImport.self, RateList.self, WriteCompletions.self,
    ]
  )

  enum Format: String, CaseIterable, ArgumentValue {
    case table
    case csv
    case json
  }

  enum Dimension: String, CaseIterable, ArgumentValue {
    case user
    case rule
    case noAnswer = "no_answer"
  }

  /// Percent with a range of its own, as a value that says why it refuses.
  struct Percent: ArgumentValue, CustomStringConvertible, Equatable {
    var number: Int
    var description: String { "\(number)%" }

    init(_ number: Int) { self.number = number }

    init(argument: String) throws(ArgumentValueError) {
      guard argument.hasSuffix("%"), let number = Int(argument.dropLast()),
        (0...100).contains(number)
      else { throw .because("expected 0% to 100%") }
      self.number = number
    }
  }

  struct Filters: Equatable {
    var users = Selection<String>()
    var outcomes = Selection<Dimension>()

    static let arguments: ArgumentList<Self> = .section(
      "Filters",
      [
        .selection("user", \.users, "USER", help: "Attempts of this user: id, email or name."),
        .selection("outcome", \.outcomes, "OUTCOME", help: "Attempts that ended like this."),
      ]
    )
  }

  struct Common: Equatable {
    var store: String?
    var isQuiet = false

    static let arguments: ArgumentList<Self> = .section(
      "General",
      [
        .option("store", short: "s", \.store, "PATH", completion: .files, help: "The store."),
        .flag("quiet", short: "q", \.isQuiet, help: "Say nothing but errors."),
      ]
    )
  }

  struct ImportFiles: Command, Equatable {
    static let name = "import"
    static let summary = "Loads API responses, CSV files and database dumps into the store."
    static let arguments: ArgumentList<Self> = [
      .positional("PATH", \.paths, completion: .files, help: "Files; '-' is standard input."),
      .flag("strict", \.isStrict, help: "Stop at the first bad record, storing nothing."),
      .option(
        "rejects",
        \.rejects,
        "FILE",
        completion: .files,
        help: "Where bad records are written."
      ),
      .include(\.common, Common.arguments),
    ]
    var paths: [String] = []
    var isStrict = false
    var rejects: String?
    var common = Common()
  }

  struct MakeReport: Command, Equatable {
    static let name = "report"
    static let summary = "Answer rates, dial durations and cost."
    static let discussion = [
      "Without a definition the options say everything; with one they override it, which is useful"
        + " for a single month of a report that is made again and again."
    ]
    static let examples = [
      Example("calltally report --month last --by user", "Last month, a row for each user."),
      Example(
        "calltally report --not-user 'Ana \"A\" O\\'Hara' --output march.xlsx",
        "A workbook of everybody's attempts but those of one person, long enough to wrap."
      ),
    ]
    static let arguments: ArgumentList<Self> = [
      .positional("DEFINITION", \.definition, completion: .files, help: "A report definition."),
      .option(
        "by",
        short: "b",
        \.by,
        "DIMENSION",
        separator: ",",
        help: "What rows are grouped by."
      ),
      .option("format", short: "f", \.format, "FORMAT", help: "How the result is written."),
      .option("top", \.top, "N", help: "Keep the first rows."),
      .option("limit", \.limit, "BYTES", help: "Größe: at most 3 × N\\2 [bytes] of it's output."),
      .option("share", \.share, "PERCENT", help: "The least share shown."),
      .option(
        "output",
        short: "o",
        \.outputs,
        "PATH",
        completion: .files,
        help: "Write to a file instead."
      ),
      .option(
        "directory",
        \.directory,
        "PATH",
        completion: .directories,
        help: "Where files go."
      ),
      .include(\.filters, Filters.arguments),
      .include(\.common, Common.arguments),
    ]
    var definition: String?
    var by: [Dimension]?
    var format = Format.table
    var top: Int?
    var limit: Int64 = 1000
    var share = Percent(5)
    var outputs: [String] = []
    var directory: String?
    var filters = Filters()
    var common = Common()
  }

  struct RateImport: Command, Equatable {
    static let name = "rates import"
    static let summary = "Loads a rate card."
    static let arguments: ArgumentList<Self> = [
      .positional("CARD", \.card, completion: .files, help: "The rate card, CSV."),
      .option(
        "column",
        \.columns,
        "COLUMN",
        separator: ",",
        help: "Columns in the order they are read."
      ),
    ]
    var card = ""
    var columns = ["prefix", "price"]
  }

  struct RateList: Command, Equatable {
    static let name = "rates list"
    static let summary = "Lists the rate cards."
  }

  struct WriteCompletions: Command, Equatable {
    static let name = "completions"
    static let summary = "Writes a script that completes commands and options in a shell."
    static let arguments: ArgumentList<Self> = [
      .positional("SHELL", \.shell, help: "The shell that will read it.")
    ]
    var shell = Shell.bash
  }
}
