/// The keys of upstream's records that the import knows, found by their bytes.
struct UpstreamKey: Hashable, Sendable {
  /// An index into ``names``.
  let code: Int

  /// Every key by name; the first three are referred to by their places.
  static let names: [String] = {
    var names = [
      "_id", "createdAt", "updatedAt", "deletedAt", "version", "projectId", "incomingCallLogId",
      "incomingCallPolicyEscalationRuleId", "userId", "userPhoneNumber", "status", "statusMessage",
      "dialDurationInSeconds", "callCostInUSDCents", "startedAt", "endedAt", "isAnswered",
      "project", "incomingCallLog", "incomingCallPolicyEscalationRule", "user", "team",
      "incomingCallPolicy", "answeredByUser", "error", "message", "data", "count",
    ]
    for kind in EntityKind.allCases {
      for field in kind.fields where !field.key.isEmpty && !names.contains(field.key) {
        names.append(field.key)
      }
    }
    return names + unmodelled
  }()

  /// Columns of upstream's that no report needs: kept with the record, and no news to anybody.
  private static let unmodelled = [
    "description", "slug", "callProviderPhoneNumberId", "phoneNumberCountryCode",
    "phoneNumberAreaCode", "phoneNumberPurchasedAt", "greetingMessage", "noAnswerMessage",
    "noOneAvailableMessage", "projectCallSMSConfigId", "projectCallSMSConfig", "createdByUserId",
    "createdByUser", "deletedByUserId", "deletedByUser", "onCallDutyPolicyScheduleId",
    "onCallDutyPolicySchedule", "hasAcceptedInvitation", "invitationAcceptedAt",
    "profilePictureId", "twoFactorAuthEnabled", "paymentProviderPlanId",
    "paymentProviderCustomerId",
  ]

  static let id = Self(code: 0)
  static let updatedAt = Self(code: 2)

  var name: String { Self.names[code] }

  static func named(_ name: String) -> Self? {
    names.firstIndex(of: name).map(Self.init(code:))
  }

  static let count = names.count

  /// Codes by hash of the key's bytes; collisions go to the next free slot.
  private static let slots: [Int16] = {
    var slots = [Int16](repeating: -1, count: slotCount)
    for (code, name) in names.enumerated() {
      let bytes = Array(name.utf8)
      var slot = hash(bytes.span, 0, bytes.count)
      while slots[slot] >= 0 { slot = (slot + 1) % slotCount }
      slots[slot] = Int16(code)
    }
    return slots
  }()
  private static let slotCount = 512
  private static let nameBytes = names.map { Array($0.utf8) }

  /// The key spelled by some bytes; nil where it is none of upstream's.
  static func find(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Self? {
    var slot = hash(bytes, start, end)
    while slots[slot] >= 0 {
      let code = Int(slots[slot])
      if isEqual(bytes, start, end, nameBytes[code]) { return Self(code: code) }
      slot = (slot + 1) % slotCount
    }
    return nil
  }

  private static func isEqual(
    _ bytes: Span<UInt8>,
    _ start: Int,
    _ end: Int,
    _ name: [UInt8]
  )
    -> Bool
  {
    guard name.count == end - start else { return false }
    for index in name.indices where name[index] != bytes[start + index] { return false }
    return true
  }

  private static func hash(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var hash: UInt32 = 2_166_136_261
    for index in start..<end { hash = (hash ^ UInt32(bytes[index])) &* 16_777_619 }
    return Int(hash >> 8) % slotCount
  }
}
