package import Reports
internal import SQLite

/// What is in a store, how fresh it is, and what is wrong with it.
package struct StoreStatus {
  private let store: Store

  package init(of store: Store) {
    self.store = store
  }

  /// The answers as a report: contents, attempts by project, and what to know before trusting them.
  package func report(zone: Zone) throws -> Report {
    let request = ReportRequest(
      title: "Store",
      groupings: [
        ReportRequest.Grouping(
          name: "By project",
          dimensions: [.project],
          metrics: [.attempts, .calls, .answeredAttempts, .costedAttempts]
        )
      ],
      period: Period(from: nil, to: nil, zone: zone)
    )
    var report = try ReportBuilder(source: store).report(for: request)
    report.charts = []
    report.tables.insert(try contents(zone: zone), at: 0)
    report.by = []
    report.warnings +=
      try interruptedImports() + unpackedRows() + staleMatches() + lostAttempts()
    return report
  }

  private func contents(zone: Zone) throws -> Table {
    let counted = Store.countedAttempts
    let counts = [
      ("attempts", "SELECT count(*) FROM attempt WHERE \(counted)"),
      (
        "attempts deleted at the source",
        "SELECT count(*) FROM attempt WHERE deleted_at IS NOT NULL"
      ),
      (
        "attempts too incomplete to count",
        "SELECT count(*) FROM attempt WHERE deleted_at IS NULL "
          + "AND (call IS NULL OR is_answered IS NULL)"
      ),
      ("calls with attempts", "SELECT count(DISTINCT call) FROM attempt WHERE \(counted)"),
      ("calls by their own records", "SELECT count(*) FROM call WHERE recorded = 1"),
      ("users", "SELECT count(*) FROM user"),
      ("users without a name", "SELECT count(*) FROM user WHERE name IS NULL"),
      ("rules", "SELECT count(*) FROM rule"),
      ("policies", "SELECT count(*) FROM policy"),
    ]
    var rows = [[Value.text("file"), .text(store.path)]]
    rows += try (counts + sourceCounts() + carrierCounts()).map { name, sql in
      [.text(name), .integer(try store.database.integer(sql) ?? 0)]
    }
    let instants = [
      ("first start", "SELECT min(started_at) FROM attempt WHERE \(counted)"),
      ("last start", "SELECT max(started_at) FROM attempt WHERE \(counted)"),
      ("as of", "SELECT max(updated_at) FROM attempt WHERE \(counted)"),
    ]
    for (name, sql) in instants {
      let instant = try store.database.integer(sql).map(Instant.init(milliseconds:))
      rows.append([
        .text(name),
        instant.map { .instant($0, offsetSeconds: zone.offsetSeconds(at: $0)) } ?? .null,
      ])
    }
    return Table(
      name: "Contents",
      by: [],
      columns: [
        Column(name: "what", title: "What", unit: .text),
        Column(name: "value", title: "Value", unit: .number),
      ],
      rows: rows
    )
  }

  /// What is known to be here and not at the source, where anything is.
  private func sourceCounts() throws -> [(String, String)] {
    try [
      ("attempts that the source has lost", Self.lost),
      ("attempts purged at the source", "purged_attempt WHERE finished = 1"),
    ].filter { try count($0.1) > 0 }.map { ($0.0, "SELECT count(*) FROM \($0.1)") }
  }

  private static let lost = "source_missing"

  /// How many rows there are of a table with a condition; 0 where there is no such table.
  private func count(_ rows: String) throws -> Int64 {
    guard try store.hasTable(String(rows.prefix { $0 != " " })) else { return 0 }
    return try store.database.integer("SELECT count(*) FROM \(rows)") ?? 0
  }

  private func lostAttempts() throws -> [String] {
    let lostCount = try count(Self.lost)
    guard lostCount > 0 else { return [] }
    return [
      "the source has lost \(lostCount) attempts, which are here and in reports all the same. "
        + "SELECT * FROM lost_attempts lists them, and calltally restore gives them back"
    ]
  }

  /// What there is of the carrier, where there is anything.
  private func carrierCounts() throws -> [(String, String)] {
    guard try store.hasCarrierCalls else { return [] }
    return [
      ("carrier records", "SELECT count(*) FROM carrier_call"),
      (
        "carrier records without a settled price",
        "SELECT count(*) FROM carrier_call WHERE charge_units IS NULL"
      ),
      (
        "carrier records matched with attempts",
        "SELECT count(*) FROM carrier_match WHERE attempt IS NOT NULL"
      ),
    ]
  }

  /// Reports are right without the packed copy of the rows, only slow.
  private func unpackedRows() throws -> [String] {
    let missing = try ProjectionReader(in: store.database).missing.count
    guard missing > 0 else { return [] }
    return [
      "reports read \(missing) blocks of 65,536 attempts row by row, which is slow. "
        + "Run calltally optimize"
    ]
  }

  private func staleMatches() throws -> [String] {
    guard try store.hasCarrierCalls, try CarrierMatching.isStale(in: store.database) else {
      return []
    }
    return [
      "the carrier's records are not matched with the newest attempts. Run calltally carrier match"
    ]
  }

  /// A run that a later one has not completed is told; runs themselves do not matter any more.
  private func interruptedImports() throws -> [String] {
    let rows = try store.database.prepare(
      "SELECT sources, records FROM import_run WHERE finished = 0 "
        + "AND NOT EXISTS (SELECT 1 FROM import_run AS later WHERE later.number > import_run.number "
        + "AND later.sources = import_run.sources AND later.finished = 1) ORDER BY number"
    )
    var warnings: [String] = []
    while try rows.step() {
      let sources = rows.text(0).split(separator: "\n").joined(separator: " ")
      warnings.append(
        "an import of \(sources) did not end; \(rows.integer(1)) records of it are here. "
          + "Import the same again to complete it"
      )
    }
    return warnings
  }
}
