internal import Reports

/// Why the one attempt of a segment costs what it costs.
struct CostReasons {
  let segment: AttemptSegment
  let rules: AttemptRules
  let directory: Directory

  private var isAnswered: Bool { segment.flags[0].contains(.answered) }
  private var dialSeconds: Int32 { segment.dialSeconds[0] }

  func recorded(_ microcents: Int64?) -> AttemptExplanation.Step {
    let raw = segment.recordedCostMicrocents[0]
    let reason =
      if raw == AttemptSegment.unknownTime {
        "OneUptime's record has no cost"
      } else if microcents == nil {
        "OneUptime recorded 0, which is its default: nobody talks for free"
      } else if raw == 0 {
        "OneUptime recorded 0, and nobody talked"
      } else {
        "OneUptime recorded it"
      }
    return AttemptExplanation.Step(name: "recorded", microcents: microcents, reason: reason)
  }

  func rated(_ microcents: Int64?, card: RateCard?) -> AttemptExplanation.Step {
    guard let card else {
      return AttemptExplanation.Step(
        name: "rated",
        microcents: nil,
        reason: "no rate card is chosen, or there is none"
      )
    }
    let number = segment.phone[0] == 0 ? "" : directory.phones[Int(segment.phone[0])]
    let at = rules.milliseconds(of: 0, in: segment)
    var step: (members: [(key: String, json: String)], reason: String) = (
      [("card", JSONText.quoted(card.label))], ""
    )
    if let rate = card.rate(of: number, at: at) {
      step.members += [
        ("line", "\(rate.line)"), ("prefix", JSONText.quoted(rate.prefix)),
        ("description", JSONText.quoted(rate.description)),
        ("rate_usd_per_minute", Self.dollars(rate.terms.microcentsPerMinute)),
        ("connection_fee_usd", Self.dollars(rate.terms.feeMicrocents)),
      ]
      let name = rate.description.isEmpty ? "" : ", \(rate.description)"
      step.reason =
        "\(card.label), line \(rate.line): prefix \(rate.prefix)\(name)"
        + validity(rate.terms) + ". " + arithmetic(rate.terms, microcents, &step.members)
    } else {
      step.reason =
        PhoneDigits.digits(of: number) == nil
        ? "\(card.label) cannot rate it: '\(number)' is no E.164 number"
        : "\(card.label) has no rate for \(number) that was valid at its start"
    }
    return AttemptExplanation.Step(
      name: "rated",
      microcents: microcents,
      members: step.members,
      reason: step.reason
    )
  }

  private func validity(_ terms: RateTerms) -> String {
    if terms.validFrom == .min, terms.validTo == .max { return "" }
    return ", valid from \(RateSpans.text(terms.validFrom)) to \(RateSpans.text(terms.validTo))"
  }

  /// `61 s are billed as 66 (30, then 6 by 6): 0.014 × 66 ÷ 60 + 0.0005 = 0.0159`.
  private func arithmetic(
    _ terms: RateTerms,
    _ microcents: Int64?,
    _ members: inout [(key: String, json: String)]
  ) -> String {
    guard isAnswered else {
      return "Nobody answered: \(Self.dollars(terms.unansweredFeeMicrocents))"
    }
    guard let microcents, dialSeconds >= 0 else {
      return "It was answered, and for how long is not known"
    }
    let billed = terms.billedSeconds(dialSeconds: Int64(dialSeconds))
    members.append(("billed_seconds", "\(billed)"))
    let least =
      Int64(dialSeconds) < terms.minimumSeconds ? ", at least \(terms.minimumSeconds)" : ""
    let rate = Self.dollars(terms.microcentsPerMinute)
    let product = Int128(terms.microcentsPerMinute) * Int128(billed)
    let sign = product % 60 == 0 ? "=" : "≈"
    let fee = terms.feeMicrocents == 0 ? "" : " + \(Self.dollars(terms.feeMicrocents))"
    return "\(dialSeconds) s\(least) are billed as \(billed) s (\(terms.initialSeconds), then "
      + "\(terms.incrementSeconds) by \(terms.incrementSeconds)): "
      + "\(rate) × \(billed) ÷ 60\(fee) \(sign) \(Self.dollars(microcents))"
  }

  func chosen(_ costs: AttemptCosts, basis: CostBasis) -> AttemptExplanation.Step {
    let chosen = costs.chosen(by: basis)
    let rule =
      basis == .effective
      ? "the first that is known of carrier, recorded and rated"
      : "--cost \(basis.rawValue) counts that one alone"
    var members = [("basis", JSONText.quoted(basis.rawValue))]
    if let chosen { members.append(("source", JSONText.quoted(chosen.source.rawValue))) }
    return AttemptExplanation.Step(
      name: "counts",
      microcents: chosen?.microcents,
      members: members.map { (key: $0.0, json: $0.1) },
      reason: chosen.map { "the \($0.source.rawValue) cost: \(rule)" }
        ?? "no cost is known; it is left out of sums (\(rule))"
    )
  }

  static func dollars(_ microcents: Int64) -> String {
    FixedDecimal(unscaled: microcents, scale: 8).text(decimals: Unit.dollars.decimals)
  }
}
