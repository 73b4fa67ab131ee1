/// How the answers of one server wrap their records.
struct JSONShape: Sendable {
  /// The key whose array has the records.
  let listKey: String
  /// What may stand before and behind that array.
  let siblings: Set<String>
  /// The keys of records, by any of which the next one is found behind damage.
  let recordKeys: Set<String>

  /// OneUptime's list responses.
  static let oneUptime = Self(
    listKey: "data",
    siblings: ["count", "skip", "limit"],
    recordKeys: Set(UpstreamKey.names)
  )

  /// Whether an object that begins with a key is a list and no record.
  func beginsList(_ key: String) -> Bool {
    key == listKey || siblings.contains(key) && !recordKeys.contains(key)
  }
}
