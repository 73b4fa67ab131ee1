/// The keys of Twilio's Call resource, however they are spelled: `parent_call_sid` in the API's JSON,
/// `parentCallSid` in that of its libraries, `Parent Call Sid` in the console's CSV.
enum TwilioKey: Int, CaseIterable {
  case sid
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
  case duration
  case price
  case currency
  // What is kept as it is.
  case annotation
  case answeredBy
  case callerName
  case forwardedFrom
  // What says nothing that is not said elsewhere, or only where to ask on.
  case ignored

  /// The key a name stands for; nil for one that Twilio is not known to have.
  static func named(_ name: String) -> Self? {
    var letters = ""
    for scalar in name.lowercased().unicodeScalars
    where ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) {
      letters.unicodeScalars.append(scalar)
    }
    return names[letters]
  }

  private static let names: [String: Self] = [
    "sid": .sid, "callsid": .sid, "parentcallsid": .parent, "accountsid": .account,
    "from": .from, "to": .to, "direction": .direction, "status": .status,
    "datecreated": .createdAt, "dateupdated": .updatedAt, "starttime": .startedAt,
    "endtime": .endedAt, "duration": .duration, "price": .price, "priceunit": .currency,
    "currency": .currency, "annotation": .annotation, "answeredby": .answeredBy,
    "callername": .callerName, "forwardedfrom": .forwardedFrom, "apiversion": .ignored,
    "fromformatted": .ignored, "toformatted": .ignored, "uri": .ignored,
    "subresourceuris": .ignored, "groupsid": .ignored, "phonenumbersid": .ignored,
    "trunksid": .ignored, "queuetime": .ignored,
  ]

  /// Names as the API has them, for messages and for what is kept.
  var name: String {
    switch self {
    case .sid: "sid"
    case .parent: "parent_call_sid"
    case .account: "account_sid"
    case .from: "from"
    case .to: "to"
    case .direction: "direction"
    case .status: "status"
    case .createdAt: "date_created"
    case .updatedAt: "date_updated"
    case .startedAt: "start_time"
    case .endedAt: "end_time"
    case .duration: "duration"
    case .price: "price"
    case .currency: "price_unit"
    case .annotation: "annotation"
    case .answeredBy: "answered_by"
    case .callerName: "caller_name"
    case .forwardedFrom: "forwarded_from"
    case .ignored: ""
    }
  }
}
