internal import Arguments
internal import Tally

/// `calltally import`.
struct ImportCommand: ToolCommand {
  static let name = "import"
  static let summary = "Takes API responses, tables, dumps and databases into the store."
  static let discussion = [
    "Forms are told by content and not by name, and each may be plain, gzip, zstd or lz4. What a "
      + "record is, is told by its fields: attempts, calls, policies, rules, team members, users, "
      + "projects.",
    "JSON as OneUptime's API sends it or its documentation shows it: list responses, single items, "
      + "arrays, NDJSON, rows of row_to_json, any number of documents in one file.",
    "CSV and TSV with a header: psql's \\copy, the API's output-type=csv, the query console's, and "
      + "what spreadsheets save.",
    "pg_dump files, whole or some tables of them: plain, with COPY or INSERT, and archives "
      + "(--format=custom, directory or tar), without pg_restore. Other tables are passed over.",
    "A postgres:// URL is OneUptime's own database: everything at first, and later what has "
      + "changed since. Passwords are best left to ~/.pgpass, PGPASSWORD or a service.",
    "Importing again, in any order, changes nothing that is known better already. What cannot be "
      + "taken in costs only itself, is told, and makes the exit status 3.",
  ]
  static let examples = [
    Example("calltally import pages/", "Every file in a directory, in the order of their names."),
    Example(
      "calltally import postgres://readonly@db.example.com/oneuptimedb",
      "What has changed in OneUptime's database since the last import."
    ),
    Example(
      "calltally import --project 7ebbe449-766d-480e-80be-fb7ea77db21c Backups/db-05.backup",
      "One project of a backup that has them all."
    ),
    Example(
      "curl … | calltally import --rejects bad.ndjson -",
      "Standard input; what is refused goes to a file."
    ),
  ]
  static let arguments: ArgumentList<Self> = [
    .positional(
      "PATH",
      \.paths,
      completion: .files,
      help: "Files, directories and postgres:// URLs; '-' is standard input."
    ),
    .strict(\.isStrict),
    .rejects(\.rejects),
    .flag(
      "full",
      \.isFull,
      help: "Read databases whole, and not only what has changed since the last import."
    ),
    .option(
      "look-back",
      \.lookBack,
      "TIME",
      help: "Read a database again from so long before its last import on: 30m, 24h, 2d."
    ),
    .option(
      "project",
      \.project,
      "PROJECT",
      help: "Keep one project's records: its id, or a name the store knows."
    ),
    .dryRun(\.isDryRun),
    .jsonSummary(\.isJSON),
    .lockWait(\.lockWait),
    .include(\.general, GeneralOptions.arguments),
  ]
  var paths: [String] = []
  var isStrict = false
  var rejects: String?
  var isFull = false
  var lookBack = LookBack(seconds: 86_400)
  var project: String?
  var isDryRun = false
  var isJSON = false
  var lockWait = Seconds(0)
  var general = GeneralOptions()

  func run(in context: Context) throws -> ExitStatus {
    var request = Importer.Request(paths: paths, storePath: context.storePath(general.store))
    request.isStrict = isStrict
    request.isDryRun = isDryRun
    request.isFull = isFull
    request.lookBackSeconds = lookBack.seconds
    request.project = project
    request.lockWaitSeconds = lockWait.count
    let console = try IntakeConsole(rejects: rejects, isJSON: isJSON, general, in: context)
    defer { console.progress.clear() }
    let summary = try Importer.run(
      request,
      onReject: { try console.tell($0) },
      onProgress: { step in console.progress.show { step.text(elapsed: $0) } }
    )
    try console.finish(
      warnings: summary.warnings,
      json: summary.json,
      sentence: summary.sentence,
      isDryRun: isDryRun
    )
    return summary.rejected > 0 ? .rejected : .done
  }
}
