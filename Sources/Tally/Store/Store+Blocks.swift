internal import SQLite

extension Store {
  /// With more of the projection missing, reading rows from one end to the other is faster.
  private static let mostMissingBlocks = 4

  /// The attempts as blocks; nil where most would have to be made of rows first.
  ///
  /// The few that are missing are made of rows, so that a store is never out of date.
  package func blocks(withPolicies: Bool) throws -> AttemptBlocks? {
    let reader = try ProjectionReader(in: database)
    guard reader.missing.count <= Self.mostMissingBlocks,
      reader.isWithin(try codeLimits())
    else { return nil }
    let policies = withPolicies ? try policies() : nil
    var missing: [AttemptBlock] = []
    for block in reader.missing {
      try SegmentReader.read(block: block, policies: nil, in: database) { segment, updatedAt in
        missing.append(AttemptBlock(segment, updatedAt: updatedAt, lastNumber: 0))
      }
    }
    let headers = reader.headers
    let row = headers.first.map { ProjectionTable.number(ofBlock: $0.block, part: 0) }
    let leaves = row == nil ? nil : try ProjectionTable.leaves(in: database)
    return AttemptBlocks(headers: headers.map(\.header) + missing.map(\.header)) {
      [path, missing, leaves] in
      // Others see the same rows while this connection holds its lock; where they do not, the
      // checksums in the headers tell.
      let stored = try row.map { try StoreBlocks(path: path, row: $0, leaves: leaves) }
      return { index, columns in
        var block: AttemptBlock
        if index >= headers.count {
          block = missing[index - headers.count]
        } else if let stored {
          let (number, header) = headers[index]
          block = try stored.read(columns, ofBlock: number, header: header)
        } else {
          throw AttemptBlocks.Damage()
        }
        block.policies = policies
        return block
      }
    }
  }

  /// One more than the greatest number of everything that blocks refer to.
  private func codeLimits() throws -> [BlockColumn: Int] {
    var limits: [BlockColumn: Int] = [:]
    let tables: [(BlockColumn, String)] = [
      (.project, "project"), (.user, "user"), (.rule, "rule"), (.phone, "phone"),
      (.status, "status"), (.call, "call"),
    ]
    for (column, table) in tables {
      limits[column] = Int(try database.integer("SELECT max(number) FROM \(table)") ?? 0) + 1
    }
    return limits
  }
}
