extension SourcePurge {
  /// What there is to do, in one sentence for people.
  package func sentence(in zone: Zone) -> String {
    var parts = ["\(candidates.count) attempts"]
    if let first, let last {
      parts[0] += " from \(zone.localText(of: first)) to \(zone.localText(of: last)) (\(zone.name))"
    }
    if openCount > 0 { parts.append("\(openCount) may still be ringing and stay") }
    if undatedCount > 0 {
      parts.append("\(undatedCount) stay, for the store does not know their updatedAt")
    }
    if goneCount > 0 { parts.append("\(goneCount) are known to be gone") }
    return parts.joined(separator: "; ")
  }

  /// The same for programs: members of a JSON object.
  package var json: String {
    "\"attempts\":\(candidates.count),\"open\":\(openCount),\"undated\":\(undatedCount),"
      + "\"gone\":\(goneCount)"
  }
}
