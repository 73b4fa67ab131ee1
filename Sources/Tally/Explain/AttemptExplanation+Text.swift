internal import Reports

extension AttemptExplanation {
  /// For people: a line for each fact and each source's cost.
  package var text: String {
    let known = facts.compactMap { fact in Self.words(fact.value).map { (fact.key, $0) } }
    let labels = known.map { $0.0.replacing("_", with: " ") } + steps.map(\.name)
    let width = labels.map(\.count).max() ?? 0
    func line(_ label: String, _ text: String) -> String {
      label + String(repeating: " ", count: width - label.count + 2) + text + "\n"
    }
    var text = "Attempt \(identifier)\n"
    for (key, words) in known { text += line(key.replacing("_", with: " "), words) }
    text += "\n"
    for step in steps {
      let cost = step.microcents.map { "$" + CostReasons.dollars($0) } ?? "unknown"
      text += line(step.name, cost.replacing("$-", with: "-$") + ": " + step.reason)
    }
    return text + (remarks.isEmpty ? "" : "\n" + remarks.map { $0 + "\n" }.joined())
  }

  /// One object: the attempt's facts, and under each source its cost and why.
  package var json: String {
    let members = facts.map { "\"\($0.key)\":\(Self.json($0.value))" }
    let parts = steps.map { step -> String in
      let cost = step.microcents.map(CostReasons.dollars) ?? "null"
      let further = step.members.map { ",\"\($0.key)\":\($0.json)" }.joined()
      return "\"\(step.name)\":{\"cost_usd\":\(cost)\(further),"
        + "\"reason\":\(JSONText.quoted(step.reason))}"
    }
    let quoted = remarks.map(JSONText.quoted).joined(separator: ",")
    return "{\"id\":\"\(identifier)\",\(members.joined(separator: ",")),\n "
      + parts.joined(separator: ",\n ") + ",\n \"remarks\":[\(quoted)]}\n"
  }

  private static func words(_ value: Value) -> String? {
    switch value {
    case .text(let text): visible(text)
    case .integer(let number): String(number)
    case .instant(let instant, _): instant.description
    default: nil
    }
  }

  /// Nothing in a name may reach a terminal as a command.
  private static func visible(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
      )
    )
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .text(let text): JSONText.quoted(text)
    case .integer(let number): String(number)
    case .instant(let instant, _): "\"\(instant)\""
    default: "null"
    }
  }
}
