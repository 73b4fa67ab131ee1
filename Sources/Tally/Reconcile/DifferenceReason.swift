/// Why what the carrier billed is not what OneUptime's records say; the raw value is its code.
///
/// The order is that of the lines of a bridge.
package enum DifferenceReason: String, CaseIterable, Sendable {
  case monthEdge = "month_edge"
  case notSettled = "not_settled"
  case rounding
  case rateDiffers = "rate_differs"
  case wholeCents = "whole_cents"
  case costNotRecorded = "cost_not_recorded"
  case unansweredBilled = "unanswered_billed"
  case inboundLeg = "inbound_leg"
  case noParentRecord = "no_parent_record"
  case missingInOneUptime = "missing_in_oneuptime"
  case duplicate
  case deletedAtCarrier = "deleted_at_carrier"
  case notImported = "not_imported"
  case otherCurrency = "other_currency"
  case unexplained

  /// A few words for people beside the code.
  package var meaning: String {
    switch self {
    case .monthEdge: "in another month on one side"
    case .notSettled: "no price yet"
    case .rounding: "rounded up to the increment"
    case .rateDiffers: "price is not the rate card's"
    case .wholeCents: "recorded in whole cents"
    case .costNotRecorded: "no cost was known before"
    case .unansweredBilled: "unanswered, yet billed"
    case .inboundLeg: "the leg that came in"
    case .noParentRecord: "call unknown to OneUptime"
    case .missingInOneUptime: "attempt unknown to OneUptime"
    case .duplicate: "billed a second time"
    case .deletedAtCarrier: "leg unknown to the carrier"
    case .notImported: "no carrier records of then"
    case .otherCurrency: "charged in another currency"
    case .unexplained: "no reason found"
    }
  }

  /// One sentence that says exactly which amounts a line adds up.
  package var definition: String {
    switch self {
    case .monthEdge:
      "The attempt's start lies in the month and the leg's does not, or the other way round."
    case .notSettled:
      "The carrier has not priced the leg yet; the attempt's amount, if any, is taken back."
    case .rounding:
      "The card's rate on the seconds the carrier bills, less that on OneUptime's seconds."
    case .rateDiffers:
      "What was charged, less the card's rate on the seconds the carrier bills."
    case .wholeCents:
      "The recorded cost is less than a cent away: OneUptime's column holds whole cents."
    case .costNotRecorded:
      "The attempt has no recorded cost, and no rate card has a rate for it."
    case .unansweredBilled:
      "Nobody answered and the leg was charged, as voicemail and early media are."
    case .inboundLeg: "What the carrier charged for the caller's own leg."
    case .noParentRecord: "OneUptime has no record of the call that the leg belongs to."
    case .missingInOneUptime:
      "OneUptime has the call, and no attempt that the outbound leg could be."
    case .duplicate:
      "The leg is another one's double: same call, number, start, duration and charge."
    case .deletedAtCarrier:
      "The attempt cost something, and the carrier's records have no leg that it could be."
    case .notImported:
      "The same, before the first or behind the last of the carrier's records in the store."
    case .otherCurrency: "One side is in another currency, and is not converted."
    case .unexplained: "The recorded cost is a cent or more away from what was charged."
    }
  }
}
