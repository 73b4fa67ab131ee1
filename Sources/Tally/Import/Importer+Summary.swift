extension Importer {
  /// Counts what has become of all records, and says what does not add up.
  mutating func summarize() -> ImportSummary {
    for kind in RecordKind.allCases {
      var counters = writer.counters(of: kind)
      counters.rejected = rejected[kind] ?? 0
      counters.skipped = projectFilter?.skipped[kind] ?? 0
      summary.counters[kind] = counters
    }
    for list in ledger.lists {
      let arrived = Int64(writer.distinctCount(of: list.kind, inList: list.number))
      // Those of other projects have arrived, too.
      if arrived + Int64(summary[list.kind].skipped) < list.announcedCount {
        summary.warnings.append(shortList(list, arrived: arrived))
      }
    }
    if let projectFilter, summary.skipped > 0, summary[.attempts].read == 0 {
      summary.warnings.append(
        "no attempt of project \(projectFilter.project) was found, only those of others"
      )
    }
    if !skippedPaths.isEmpty {
      summary.warnings.append(
        "files that hold nothing that is imported were passed over: "
          + skippedPaths.prefix(5).joined(separator: ", ")
          + (skippedPaths.count > 5 ? " and \(skippedPaths.count - 5) more" : "")
      )
    }
    for kind in RecordKind.allCases {
      let keys = decoder.unknownKeys.filter { $0.kind == kind }.map(\.key).sorted()
      if !keys.isEmpty {
        summary.warnings.append(
          "\(kind.rawValue): fields that OneUptime is not known to have were kept: "
            + keys.prefix(10).joined(separator: ", ")
            + (keys.count > 10 ? " and \(keys.count - 10) more" : "")
        )
      }
    }
    return summary
  }

  /// Says how many records of a list are missing, and which of them are known to be refused.
  private func shortList(_ list: ListLedger.List, arrived: Int64) -> String {
    let missing = list.announcedCount - arrived
    let refused = min(missing, Int64(rejected[list.kind] ?? 0))
    var text =
      "\(list.kind.words): a list announced \(list.announcedCount) and \(arrived) different ones "
      + "arrived; \(missing) missing"
    if refused > 0 { text += ", \(refused) of them perhaps among those rejected" }
    guard missing > refused else { return text }
    return text + ". Pages in the order of createdAt alone can lose rows: import all pages, "
      + "fetched with \"sort\":{\"createdAt\":\"ASC\",\"_id\":\"ASC\"}"
  }
}
