/// A rate card made ready for the phones of one store: an attempt is rated with a few additions.
package struct Rating: Sendable {
  package let card: RateCard
  private let terms: [RateTerms]
  /// By number of the phone, where its candidates begin in ``candidates``; one more at the end.
  private var starts: [Int32] = [0]
  private var candidates: [Int32] = []

  package init(card: RateCard, phones: [String]) {
    self.card = card
    terms = card.rates.map(\.terms)
    for phone in phones {
      candidates += card.candidates(for: phone).map { Int32($0) }
      starts.append(Int32(candidates.count))
    }
  }

  /// Where in the card the rate is that counts; nil where none does.
  @inline(__always)
  func place(phone: Int, at milliseconds: Int64) -> Int? {
    for index in Int(starts[phone])..<Int(starts[phone + 1]) {
      let place = Int(candidates[index])
      if terms[place].isValid(at: milliseconds) { return place }
    }
    return nil
  }

  /// What the card asks for a ring of a phone at an instant; nil where it says nothing.
  func terms(phone: Int, at milliseconds: Int64) -> RateTerms? {
    place(phone: phone, at: milliseconds).map { terms[$0] }
  }

  /// What an attempt costs in micro-cents; ``AttemptSegment/unknownTime`` where that is unknown.
  @inline(__always)
  func microcents(
    phone: Int,
    at milliseconds: Int64,
    isAnswered: Bool,
    dialSeconds: Int32
  ) -> Int64 {
    guard let place = place(phone: phone, at: milliseconds) else {
      return AttemptSegment.unknownTime
    }
    return terms[place].microcents(isAnswered: isAnswered, dialSeconds: dialSeconds)
  }

  /// No attempt of at most so many seconds costs more.
  func mostMicrocents(dialSeconds: Int64) -> Int64 {
    terms.reduce(0) {
      max($0, $1.microcents(dialSeconds: max(dialSeconds, 0)), $1.unansweredFeeMicrocents)
    }
  }
}
