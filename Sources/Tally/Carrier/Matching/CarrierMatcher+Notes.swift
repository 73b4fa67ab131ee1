extension CarrierMatcher {
  /// OneUptime's call that a leg is of, by all that is known; 0 for none.
  func call(ofLeg index: Int) -> Int32 {
    if let attempt = ofLeg[index].other, legs[index].kind == .child {
      return attempts[attempt].call
    }
    let parent = legs[index].parent
    guard parent >= 0, legs[index].kind != .other else { return 0 }
    let call = callOfParent[Int(parent)]
    return call != 0 ? call : foundCalls[parent] ?? 0
  }

  mutating func noteInbound() {
    for index in legs.indices where legs[index].kind == .inbound {
      if call(ofLeg: index) != 0 {
        ofLeg[index].method = .inbound
        ofLeg[index].confidence = callOfParent[Int(legs[index].parent)] != 0 ? 100 : 90
      } else {
        ofLeg[index].reason = .noCall
      }
    }
  }

  /// Gives what was not matched its reason.
  mutating func noteRest() {
    for index in attempts.indices where ofAttempt[index].other == nil {
      if ofAttempt[index].reason == nil { ofAttempt[index].reason = .noLeg }
    }
    var twins: [TwinKey: [Int]] = [:]
    for index in legs.indices where legs[index].kind == .child && ofLeg[index].other != nil {
      twins[TwinKey(legs[index]), default: []].append(index)
    }
    for index in legs.indices where legs[index].kind != .inbound && ofLeg[index].other == nil {
      if twins[TwinKey(legs[index])]?.contains(where: { legs[$0].isTwin(of: legs[index]) }) == true
      {
        ofLeg[index].reason = .duplicate
      } else if ofLeg[index].reason == nil {
        let isKnown =
          call(ofLeg: index) != 0 || legs[index].parent < 0 && legs[index].kind == .child
        ofLeg[index].reason = isKnown ? .noAttempt : .noParentRecord
      }
    }
  }

  /// What legs that say the same have in common, without all of it.
  private struct TwinKey: Hashable {
    var parent: Int32
    var phone: Int32
    var begin: Int64

    init(_ leg: MatchLeg) {
      parent = leg.parent
      phone = leg.phone
      begin = leg.begin
    }
  }
}
