internal import SQLite

/// The store's own note of an import, by which `status` knows one that did not end.
struct ImportRun: ~Copyable {
  private let number: Int64
  private let write: Statement
  private let end: Statement
  private var records = 0

  init(sources: [String], in database: borrowing Database) throws {
    let number = (try database.integer("SELECT max(number) FROM import_run") ?? 0) + 1
    let insert = try database.prepare(
      "INSERT INTO import_run (number, sources, records, rejected, finished) VALUES (?1, ?2, 0, 0, 0)"
    )
    insert.bind(number, at: 1)
    insert.bind(sources.joined(separator: "\n"), at: 2)
    try insert.run()
    let write = try database.prepare(
      "UPDATE import_run SET records = ?2, rejected = ?3 WHERE number = ?1"
    )
    let end = try database.prepare("UPDATE import_run SET finished = 1 WHERE number = ?1")
    self.number = number
    self.write = write
    self.end = end
  }

  mutating func update(records count: Int, rejected: Int) throws {
    records += count
    write.bind(number, at: 1)
    write.bind(Int64(records), at: 2)
    write.bind(Int64(rejected), at: 3)
    try write.run()
  }

  func finish() throws {
    end.bind(number, at: 1)
    try end.run()
  }
}
