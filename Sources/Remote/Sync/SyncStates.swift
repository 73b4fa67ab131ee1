internal import Reports
internal import Tally

/// What the store knows of how far a project of a server has been read.
struct SyncStates {
  private let states: SourceStates
  private let server: String
  /// The project whose key is in use; nil until a record has told it.
  private(set) var project: String?

  /// A project's names are read again after this time, whether anything has changed or not.
  private static let namesMilliseconds: Int64 = 7 * 86_400_000

  init(_ states: SourceStates, server: WebAddress) {
    self.states = states
    self.server = "oneuptime \(server)"
    project = states.value(of: "project", source: self.server)
  }

  /// Goes over to another project; its key is in use.
  mutating func change(to project: Identifier) {
    self.project = project.description
  }

  private var source: String { "\(server) project \(project ?? "")" }

  /// The newest moment of a list that has been read to its end.
  func newest(_ kind: RecordKind) -> Instant? {
    moment(kind.rawValue)
  }

  /// Where reading a list has to go on; nil at its beginning.
  func start(_ kind: RecordKind, lookBackSeconds: Int) -> Instant? {
    if let text = states.value(of: "\(kind.rawValue) reached", source: source), !text.isEmpty {
      return Self.instant(text)
    }
    return newest(kind).map {
      Instant(
        milliseconds: max(
          Instant.earliest.milliseconds,
          $0.milliseconds - Int64(lookBackSeconds) * 1000
        )
      )
    }
  }

  func areNamesOld(now: Instant) -> Bool {
    guard let read = moment("names") else { return true }
    return now.milliseconds - read.milliseconds > Self.namesMilliseconds
  }

  /// The lists that the key could not read last time.
  var denied: Set<RecordKind> {
    let words = states.value(of: "denied", source: source) ?? ""
    return Set(words.split(separator: " ").compactMap { RecordKind(rawValue: String($0)) })
  }

  private static func instant(_ text: String) -> Instant? {
    try? InstantText.parse(Array(text.utf8).span)
  }

  private func moment(_ name: String) -> Instant? {
    states.value(of: name, source: source).flatMap(Self.instant)
  }
}

extension SyncStates {
  // What to write; nothing as long as the project is not known.

  private func state(_ name: String, _ value: String) -> [SourceStates.State] {
    guard let project else { return [] }
    return [
      SourceStates.State(source: server, name: "project", value: project),
      SourceStates.State(source: source, name: name, value: value),
    ]
  }

  /// A list is being read, and all of it before `moment` has been.
  func reached(_ moment: Instant, _ kind: RecordKind) -> [SourceStates.State] {
    state("\(kind.rawValue) reached", moment.description)
  }

  /// A list has been read to its end.
  func finished(_ kind: RecordKind, newest: Instant?) -> [SourceStates.State] {
    state("\(kind.rawValue) reached", "")
      + (newest.map { state(kind.rawValue, $0.description) } ?? [])
  }

  func namesRead(now: Instant) -> [SourceStates.State] {
    state("names", now.description)
  }

  func denied(_ kinds: Set<RecordKind>) -> [SourceStates.State] {
    state("denied", kinds.map(\.rawValue).sorted().joined(separator: " "))
  }
}
