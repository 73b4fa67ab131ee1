internal import Reports

/// Makes the layout of a list's rows, with the texts that codes in them stand for.
struct AttemptListLayout {
  private let directory: Directory

  init(_ directory: Directory) {
    self.directory = directory
  }

  func layout(of columns: [AttemptListColumn]) -> RowLayout {
    var dictionaries: [[Value]] = []
    let kinds = columns.map { column -> RowLayout.Column in
      guard let texts = dictionary(of: column) else { return Self.kind(of: column) }
      dictionaries.append(texts.map { $0.map(Value.text) ?? .null })
      return .code(dictionary: dictionaries.count - 1)
    }
    return RowLayout(
      columns: kinds,
      dictionaries: dictionaries,
      sources: columns.map { $0.subject?.rawValue }
    )
  }

  /// The texts of a column by their codes; nil where the words are the values themselves.
  private func dictionary(of column: AttemptListColumn) -> [String?]? {
    switch column {
    case .projectID: directory.projects.map { $0?.id.description }
    case .projectName: directory.projects.map { $0?.name }
    case .userID: directory.users.map { $0?.id.description }
    case .userName: directory.users.map { $0?.name }
    case .userEmail: directory.users.map { $0?.email }
    case .ruleID: directory.rules.map { $0?.id.description }
    case .ruleName: directory.rules.map { $0?.name }
    case .policyID: directory.policies.map { $0?.id.description }
    case .policyName: directory.policies.map { $0?.name }
    case .number: Self.withoutFirst(directory.phones)
    case .country: directory.phones.map { CountryCallingCode.code(of: $0).map { "\($0)" } }
    case .status: Self.withoutFirst(directory.statuses)
    case .outcome: Outcome.allCases.map(\.name)
    case .costSource: CostBasis.allCases.map(\.rawValue)
    default: nil
    }
  }

  private static func kind(of column: AttemptListColumn) -> RowLayout.Column {
    switch column {
    case .id, .callID: .identifier
    case .statusMessage, .extra: .text
    case .isAnswered, .dimensionLost: .boolean
    case .createdAt, .updatedAt, .startedAt, .endedAt: .instant
    case .recordedCost, .carrierCost, .ratedCost, .effectiveCost: .decimal(scale: 8)
    default: .integer
    }
  }

  /// Number 0 is none.
  private static func withoutFirst(_ texts: [String]) -> [String?] {
    texts.enumerated().map { $0 == 0 ? nil : $1 }
  }
}
