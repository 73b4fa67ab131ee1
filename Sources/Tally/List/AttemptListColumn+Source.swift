/// What has to be read for a column of a list, and what has to be worked out.
extension AttemptListColumn {
  /// What columns with names tell more than one thing of.
  enum Subject: Int {
    case project, user, rule, policy, phone
  }

  /// Whose number a column of codes is made from; nil for columns that share none.
  var subject: Subject? {
    switch self {
    case .projectID, .projectName: .project
    case .userID, .userName, .userEmail: .user
    case .ruleID, .ruleName: .rule
    case .policyID, .policyName: .policy
    case .number, .country: .phone
    default: nil
    }
  }

  /// Whether it follows from all attempts of the call.
  var isRank: Bool { self == .position || self == .round }

  /// Whether it follows from what each source says of the cost.
  var isWeighedCost: Bool {
    switch self {
    case .carrierCost, .ratedCost, .effectiveCost, .costSource: true
    default: false
    }
  }

  /// The columns of the attempt table it is made from.
  var tableColumns: Set<AttemptTableColumn> {
    switch self {
    case .id: [.id]
    case .callID: [.call]
    case .projectID, .projectName: [.project]
    case .userID, .userName, .userEmail: [.user]
    case .ruleID, .ruleName: [.rule]
    case .policyID, .policyName: [.call, .rule]
    case .number, .country: [.phone]
    case .status: [.status]
    case .statusMessage: [.statusMessage]
    case .outcome: [.status, .isAnswered, .createdAt, .startedAt, .endedAt]
    case .isAnswered: [.isAnswered]
    case .position, .round: [.number]
    case .createdAt: [.createdAt]
    case .updatedAt: [.updatedAt]
    case .startedAt: [.startedAt]
    case .endedAt: [.endedAt]
    case .dialSeconds: [.dialSeconds]
    case .ringSeconds: [.startedAt, .endedAt, .isAnswered, .dialSeconds]
    case .recordedCost: [.recordedCost]
    case .carrierCost, .ratedCost, .effectiveCost, .costSource:
      [.number, .recordedCost, .isAnswered, .dialSeconds, .phone, .createdAt, .startedAt]
    case .dimensionLost: [.dimensionLost, .isAnswered]
    case .version: [.version]
    case .extra: [.extra]
    }
  }
}
