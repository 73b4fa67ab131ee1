/// What an import did.
package struct ImportSummary: Sendable {
  /// One input and what came of it.
  package struct Source: Sendable, Equatable {
    package var path: String
    package var records: Int
    package var rejected: Int
  }

  /// Counters by kind of record.
  package var counters: [RecordKind: RecordCounters] = [:]
  package var sources: [Source] = []
  package var warnings: [String] = []

  package subscript(kind: RecordKind) -> RecordCounters {
    counters[kind] ?? RecordCounters()
  }

  /// Records of every kind that were not taken in.
  package var rejected: Int { counters.values.reduce(0) { $0 + $1.rejected } }

  /// Records of every kind that belong to other projects than the one asked for.
  package var skipped: Int { counters.values.reduce(0) { $0 + $1.skipped } }
}

extension ImportSummary {
  /// The object `import --json` prints.
  package var json: String {
    let others = RecordKind.allCases.filter { $0 != .attempts }
      .map { "\"\($0.rawValue)\":{\(self[$0].json)}" }
    let sources = sources.map {
      "{\"path\":\(JSONText.quoted($0.path)),\"records\":\($0.records),\"rejected\":\($0.rejected)}"
    }
    return "{\(self[.attempts].json),\"records\":{\(others.joined(separator: ","))},"
      + "\"sources\":[\(sources.joined(separator: ","))],"
      + "\"warnings\":[\(warnings.map(JSONText.quoted).joined(separator: ","))]}"
  }
}

extension ImportSummary {
  /// One line for people and logs: what was read, and what became of it.
  package var sentence: String {
    let others = RecordKind.allCases.filter { $0 != .attempts && self[$0].read > 0 }
      .map { kind in
        let rejected = self[kind].rejected
        return kind.counted(self[kind].read) + (rejected > 0 ? " (\(rejected) rejected)" : "")
      }
    let attempts = self[.attempts]
    let told = attempts.told
    return "read " + RecordKind.attempts.counted(attempts.read) + (told.isEmpty ? "" : " (\(told))")
      + (others.isEmpty ? "" : " and " + others.joined(separator: ", "))
      + (skipped > 0 ? "; skipped \(skipped) records of other projects" : "")
  }
}
