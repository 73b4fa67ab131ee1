package import Reports
internal import SQLite

/// What is behind a report: which attempts are in it and which are not and why, what its columns
/// mean, and for each row the command that lists its attempts.
package struct ReportExplanation {
  let store: Store
  let request: ReportRequest
  /// The store's path as it was typed; nil where it was not.
  let storePath: String?
  let directory: Directory

  package init(of request: ReportRequest, in store: Store, storePath: String?) throws {
    self.request = request
    self.store = store
    self.storePath = storePath
    directory = try store.directory()
  }

  package func report() throws -> Report {
    let counted = try ReportBuilder(source: store).report(for: countingRequest)
    var report = counted
    report.title = "What is behind: \(request.title)"
    report.charts = []
    report.quality = []
    report.tables = [
      try selectionTable(counted), definitionTable, try rowTable(counted),
    ]
    return report
  }

  /// The report with nothing in its tables but how many attempts each row has.
  private var countingRequest: ReportRequest {
    var request = request
    request.hasCharts = false
    request.groupings = request.groupings.map {
      ReportRequest.Grouping(name: $0.name, dimensions: $0.dimensions, metrics: [.attempts])
    }
    return request
  }

  private var definitionTable: Table {
    var columns: [Column] = []
    for column in request.groupings.flatMap(\.columns)
    where !columns.contains(where: { $0.name == column.name }) {
      columns.append(column)
    }
    return Table(
      name: "Columns",
      by: ["column"],
      columns: [
        Column(name: "column", title: "Column", unit: .text),
        Column(name: "definition", title: "Definition", unit: .text),
      ],
      rows: columns.map { [.text($0.name), .text($0.definition)] }
    )
  }

  private func rowTable(_ counted: Report) throws -> Table {
    let commands = ExportCommandLine(
      request: request,
      storePath: storePath,
      directory: directory
    )
    let everything = commands.line(dimensions: [], values: [])
    var rows: [[Value]] = [
      [
        .text("all"), counted.tables[0].totals?.last ?? .null, .text(everything.command),
      ]
    ]
    for (grouping, table) in zip(request.groupings, counted.tables) {
      for row in table.rows where !grouping.dimensions.isEmpty {
        let line = commands.line(dimensions: grouping.dimensions, values: row)
        rows.append([.text(line.name), row.last ?? .null, .text(line.command)])
      }
    }
    return Table(
      name: "Rows and their attempts",
      by: ["row"],
      columns: [
        Column(name: "row", title: "Row", unit: .text),
        Column(name: "attempts", title: "Attempts", unit: .count),
        Column(name: "command", title: "Lists its attempts", unit: .text),
      ],
      rows: rows
    )
  }
}

extension ReportExplanation {
  /// Where the store's attempts go, each to one place, so that the counts add up.
  private func selectionTable(_ counted: Report) throws -> Table {
    var rows: [[Value]] = []
    func add(_ what: String, _ count: Int64) { rows.append([.text(what), .integer(count)]) }
    let counts = try [
      "SELECT count(*) FROM attempt",
      "SELECT count(*) FROM attempt WHERE deleted_at IS NOT NULL",
      "SELECT count(*) FROM attempt WHERE \(Store.countedAttempts)",
    ].map { try store.database.integer($0) ?? 0 }
    add("attempts in the store", counts[0])
    add("left out: deleted at the source", counts[1])
    add("left out: too little is known to count them", counts[0] - counts[1] - counts[2])
    var rest = counts[2]
    var filters = request.filters.filter { $0.name == .project }
    let all = Period(from: nil, to: nil, zone: request.period.zone)
    var count = try self.count(filters, all)
    if !filters.isEmpty { add("left out: " + Self.words(filters), rest - count) }
    rest = count
    if request.period.from != nil || request.period.to != nil {
      count = try self.count(filters, request.period)
      let ends = [request.period.from, request.period.to].map { $0?.description ?? "…" }
      add("left out: outside of \(ends[0]) to \(ends[1])", rest - count)
      rest = count
    }
    for name in AttemptFilter.Name.allCases where name != .project {
      let further = request.filters.filter { $0.name == name }
      guard !further.isEmpty else { continue }
      filters += further
      count = try self.count(filters, request.period)
      add("left out: " + Self.words(further), rest - count)
      rest = count
    }
    add("behind the report", rest)
    return Table(
      name: "Attempts",
      by: [],
      columns: [
        Column(name: "what", title: "What", unit: .text),
        Column(name: "attempts", title: "Attempts", unit: .count),
      ],
      rows: rows
    )
  }

  /// `user is not Ana or Bo`: the reason that a filter leaves attempts out.
  private static func words(_ filters: [AttemptFilter]) -> String {
    let included = filters.filter { !$0.isNegated }.map(\.value)
    let excluded = filters.filter(\.isNegated).map(\.value)
    let name = filters[0].name.rawValue
    return [
      included.isEmpty ? nil : "\(name) is not \(included.joined(separator: " or "))",
      excluded.isEmpty ? nil : "\(name) is \(excluded.joined(separator: " or "))",
    ].compactMap(\.self).joined(separator: ", or ")
  }

  private func count(_ filters: [AttemptFilter], _ period: Period) throws -> Int64 {
    // By project, so that nobody has to choose one here.
    var counting = ReportRequest(
      title: "",
      groupings: [ReportRequest.Grouping(dimensions: [.project], metrics: [.attempts])],
      period: period,
      filters: filters,
      rateCard: .none
    )
    counting.hasCharts = false
    let report = try ReportBuilder(source: store).report(for: counting)
    guard case .integer(let count)? = report.tables[0].totals?.last else { return 0 }
    return count
  }
}
