extension TableHeader {
  /// Attempts' columns in the order the table has them, for rows without a header.
  private static let attemptColumns = [
    "_id", "createdAt", "updatedAt", "deletedAt", "version", "projectId", "incomingCallLogId",
    "incomingCallPolicyEscalationRuleId", "userId", "userPhoneNumber", "status", "statusMessage",
    "dialDurationInSeconds", "callCostInUSDCents", "startedAt", "endedAt", "isAnswered",
  ]

  /// Columns of calltally's own tables, of which upstream has none.
  private static let ownColumns: Set<String> = [
    "call_id", "project_id", "user_id", "rule_id", "policy_id", "outcome", "is_answered",
    "dial_seconds", "ring_seconds", "effective_cost_usd", "attempts", "calls", "answered_attempts",
    "attempt_answer_rate", "call_answer_rate", "cost_usd", "costed_attempts",
    "dial_seconds_total",
  ]

  /// What an input is whose first line is no header of ours.
  static func withoutHeader(_ line: [UInt8], _ dialects: [Dialect]) -> Self {
    if let refusal = lineEnds(line, dialects) ?? drawing(line) { return refusal }
    if let rows = copiedRows(line) { return rows }
    for dialect in dialects {
      guard let cells = cells(line, dialect), cells.count > 1 else { continue }
      if Identifier(cells[0]) != nil {
        return .refused(
          .unsupportedForm,
          "the first line is a row and not a header, so that its \(cells.count) columns have no "
            + "names; export it WITH (FORMAT csv, HEADER)"
        )
      }
      if cells.count(where: ownColumns.contains) > 1 {
        return .refused(
          .unsupportedForm,
          "this is a table that calltally wrote; what it was made from is what is imported: the "
            + "export of OneUptime, or name the store with --store"
        )
      }
      return .foreign(cells)
    }
    return .none
  }

  /// Rows of COPY's text format that begin with an id; only attempts are known without a header.
  private static func copiedRows(_ line: [UInt8]) -> Self? {
    let cells = line.split(separator: 0x09, omittingEmptySubsequences: false).map { cell in
      String(decoding: cell, as: UTF8.self)
    }
    guard cells.count > 1, Identifier(cells[0]) != nil else { return nil }
    // In CSV a row that is not deleted has nothing between its tabs.
    if cells.count == attemptColumns.count, !cells[3].isEmpty,
      ["t\n", "f\n", "t\r\n", "f\r\n", "t", "f"].contains(cells[cells.count - 1]),
      let columns = try? TableColumns(kind: .attempts, names: attemptColumns, style: .postgres)
    {
      return .copied(CopyRows(columns))
    }
    return .refused(
      .unsupportedForm,
      "these are rows without a header, and of those only incoming call log items with all "
        + "\(attemptColumns.count) columns as COPY writes them are known (found \(cells.count)); "
        + "export them WITH (FORMAT csv, HEADER)"
    )
  }

  /// A header of ours that ends with a carriage return alone, as on Macintoshes of old.
  private static func lineEnds(_ line: [UInt8], _ dialects: [Dialect]) -> Self? {
    guard let end = line.firstIndex(of: 0x0D), end + 1 < line.count, line[end + 1] != 0x0A else {
      return nil
    }
    let isHeader = dialects.contains { dialect in
      cells(Array(line[..<end]), dialect).flatMap(TableColumns.kind(of:)) != nil
    }
    guard isHeader else { return nil }
    return .refused(
      .unsupportedForm,
      "the lines of this file end with carriage returns alone; save it with the line ends of Unix "
        + "or Windows"
    )
  }

  /// A header of ours as psql draws it for people.
  private static func drawing(_ line: [UInt8]) -> Self? {
    let names = String(decoding: line, as: UTF8.self).split(separator: "|").map { cell in
      String(cell.drop { $0 == " " }.reversed().drop { $0.isWhitespace }.reversed())
    }
    guard TableColumns.kind(of: names) != nil else { return nil }
    return .refused(
      .unsupportedForm,
      "this is a table as psql draws it on a screen; export it with \\copy … TO … WITH (FORMAT csv, "
        + "HEADER), or run psql with --csv"
    )
  }
}
