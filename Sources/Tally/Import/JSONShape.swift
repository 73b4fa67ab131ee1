/// How the answers of one server wrap their records.
struct JSONShape: Sendable {
  /// The key whose array has the records.
  let listKey: String
  /// What may stand before and behind that array.
  let siblings: Set<String>
  /// Keys that a record may begin with, by which the next one is found behind damage.
  let recordKeys: Set<String>

  /// OneUptime's list responses.
  static let oneUptime = Self(
    listKey: "data",
    siblings: ["count", "skip", "limit"],
    recordKeys: ["_id"]
  )

  /// Whether an object that begins with a key is a list and no record.
  func beginsList(_ key: String) -> Bool {
    key == listKey || siblings.contains(key) && !recordKeys.contains(key)
  }
}
