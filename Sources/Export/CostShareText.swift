internal import Reports

extension Report {
  /// `carrier $12.30 (40 attempts), recorded $0.03 (1 attempt)`; nil where nothing is to be said.
  var costSharesText: String? {
    guard !costShares.isEmpty else { return nil }
    let parts = costShares.map { share in
      let cell = TerminalCell(.decimal(share.dollars), unit: .dollars)
      let count = TerminalCell.grouped(String(share.attempts))
      let noun = share.attempts == 1 ? "attempt" : "attempts"
      let card = share.source == "rated" ? rateCard.map { ", card \($0)" } ?? "" : ""
      return "\(share.source) \(cell.main)\(cell.tail) (\(count) \(noun)\(card))"
    }
    return parts.joined(separator: ", ")
  }
}
