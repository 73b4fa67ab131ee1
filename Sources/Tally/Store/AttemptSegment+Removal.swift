extension AttemptSegment {
  /// Forgets all attempts and keeps the memory.
  mutating func removeAll() {
    count = 0
    attempt.removeAll(keepingCapacity: true)
    call.removeAll(keepingCapacity: true)
    project.removeAll(keepingCapacity: true)
    user.removeAll(keepingCapacity: true)
    rule.removeAll(keepingCapacity: true)
    policy.removeAll(keepingCapacity: true)
    phone.removeAll(keepingCapacity: true)
    status.removeAll(keepingCapacity: true)
    createdAt.removeAll(keepingCapacity: true)
    startedAt.removeAll(keepingCapacity: true)
    endedAt.removeAll(keepingCapacity: true)
    dialSeconds.removeAll(keepingCapacity: true)
    recordedCostMicrocents.removeAll(keepingCapacity: true)
    flags.removeAll(keepingCapacity: true)
    identifier.removeAll(keepingCapacity: true)
  }
}
