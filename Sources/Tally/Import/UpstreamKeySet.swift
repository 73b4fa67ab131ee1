/// Some of upstream's keys; asked for each key of each record, where a hash would be dear.
struct UpstreamKeySet: Sendable {
  private var flags = [Bool](repeating: false, count: UpstreamKey.count)

  init(_ keys: some Sequence<UpstreamKey>) {
    for key in keys { flags[key.code] = true }
  }

  func contains(_ key: UpstreamKey) -> Bool { flags[key.code] }
}
