/// The fields of a carrier's record besides its sid, in the order of ``CarrierCall/values``.
enum CarrierField: Int, CaseIterable {
  case parent
  case account
  case from
  case to
  case direction
  case status
  case createdAt
  case updatedAt
  case startedAt
  case endedAt
  case durationSeconds
  case chargeUnits
  case currency
  case extra

  /// The column of the table `carrier_call`.
  var column: String {
    switch self {
    case .parent: "parent_sid"
    case .account: "account_sid"
    case .from: "from_number"
    case .to: "to_number"
    case .direction: "direction"
    case .status: "status"
    case .createdAt: "created_at"
    case .updatedAt: "updated_at"
    case .startedAt: "started_at"
    case .endedAt: "ended_at"
    case .durationSeconds: "duration_seconds"
    case .chargeUnits: "charge_units"
    case .currency: "currency"
    case .extra: "extra"
    }
  }

  var isText: Bool {
    switch self {
    case .createdAt, .updatedAt, .startedAt, .endedAt, .durationSeconds, .chargeUnits: false
    default: true
    }
  }
}
