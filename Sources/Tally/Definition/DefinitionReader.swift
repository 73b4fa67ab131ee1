import Reports

/// Reads report definitions and finds every mistake in one at once.
package struct DefinitionReader: Sendable {
  let vocabulary: DefinitionVocabulary

  package init(vocabulary: DefinitionVocabulary) {
    self.vocabulary = vocabulary
  }

  private static let keys =
    ["title", "description", "time_zone", "period", "list", "columns", "tables"] + tableKeys
    + ["filters", "cost", "rate_card", "allocate_inbound", "outputs"]

  /// Reads the bytes of a file; `path` is what messages call it.
  package func read(
    _ bytes: [UInt8],
    path: String
  ) throws(DefinitionError) -> ReportDefinition {
    let (root, findings) = JSON5Parser.parse(bytes)
    var checker = DefinitionChecker(bytes: bytes)
    for finding in findings { checker.note(.syntax(finding.problem), at: finding.byteOffset) }
    let definition = root.flatMap { self.definition($0, path: path, &checker) }
    let problems = checker.problems(path: path)
    guard let definition, problems.isEmpty else { throw DefinitionError(problems: problems) }
    return definition
  }

  private func definition(
    _ root: JSON5Node,
    path: String,
    _ checker: inout DefinitionChecker
  ) -> ReportDefinition? {
    guard let members = checker.members(root, of: "the definition", keys: Self.keys) else {
      return nil
    }
    let zone = checker.text(members["time_zone"], of: "time_zone")
    if let zone, let node = members["time_zone"] {
      do throws(ZoneError) {
        _ = try Zone(named: zone)
      } catch {
        checker.note(.zone(error), at: node.byteOffset)
      }
    }
    return ReportDefinition(
      title: checker.text(members["title"], of: "title") ?? Self.title(ofPath: path),
      description: checker.text(members["description"], of: "description"),
      timeZone: zone,
      period: period(members["period"], &checker),
      content: content(members, &checker),
      filters: filters(members["filters"], &checker),
      cost: checker.name(
        members["cost"],
        of: "cost",
        kind: "cost",
        known: DefinitionVocabulary.costs
      ),
      rateCard: rateCard(members["rate_card"], &checker),
      inboundAllocation: checker.name(
        members["allocate_inbound"],
        of: "allocate_inbound",
        kind: "allocation",
        known: InboundAllocation.allCases.map(\.rawValue)
      ).flatMap(InboundAllocation.init(rawValue:)),
      outputs: outputs(members["outputs"], &checker)
    )
  }

  /// `reports/monthly-billing.json5` is called `monthly-billing`.
  private static func title(ofPath path: String) -> String {
    let name = path.split(separator: "/").last ?? path[...]
    return String(name.hasSuffix(".json5") ? name.dropLast(6) : name)
  }

  private func period(
    _ node: JSON5Node?,
    _ checker: inout DefinitionChecker
  ) -> PeriodRequest {
    guard let node else { return .all }
    if case .string = node.value {
      let words = PeriodWord.allCases.map(\.rawValue)
      let word = checker.name(node, of: "period", kind: "period", known: words)
      return word.flatMap(PeriodWord.init).map(PeriodRequest.word) ?? .all
    }
    guard case .object = node.value else {
      let expected = "a word such as 'last_month', {month: '2026-10'} or {from: …, to: …}"
      checker.noteKind(node, of: "period", expected: expected)
      return .all
    }
    let members = checker.members(node, of: "period", keys: ["month", "from", "to"]) ?? [:]
    let month = checker.text(members["month"], of: "month")
    let from = checker.text(members["from"], of: "from")
    let to = checker.text(members["to"], of: "to")
    // Each is tried by itself first, so that a mistake in either is found, and where it is.
    var isReadable = true
    for (key, texts) in [
      ("month", (month, nil, nil)), ("from", (nil, from, nil)), ("to", (nil, nil, to)),
    ] {
      do throws(PeriodError) {
        _ = try PeriodRequest(month: texts.0, from: texts.1, to: texts.2)
      } catch {
        checker.note(.period(error), at: members[key]?.byteOffset ?? node.byteOffset)
        isReadable = false
      }
    }
    guard isReadable else { return .all }
    do throws(PeriodError) {
      return try PeriodRequest(month: month, from: from, to: to)
    } catch {
      checker.note(.period(error), at: node.byteOffset)
      return .all
    }
  }

  private func rateCard(_ node: JSON5Node?, _ checker: inout DefinitionChecker) -> String? {
    guard let node, let text = checker.text(node, of: "rate_card") else { return nil }
    if RateCardChoice(text) == nil {
      checker.noteKind(node, of: "rate_card", expected: "a name such as 'twilio' or 'twilio@3'")
    }
    return text
  }

  /// In the order of their names in the manual, so that a report does not depend on the file's.
  private func filters(
    _ node: JSON5Node?,
    _ checker: inout DefinitionChecker
  ) -> [Report.Filter] {
    guard let node else { return [] }
    let keys = DefinitionVocabulary.filters.flatMap { [$0, "not_" + $0] }
    guard let members = checker.members(node, of: "filters", keys: keys) else { return [] }
    var filters: [Report.Filter] = []
    for key in keys {
      guard let node = members[key] else { continue }
      let texts = checker.texts(node, of: key)
      // An empty list would let nothing through, or everything; nobody can tell which is meant.
      if node.value == .array([]) {
        checker.noteKind(node, of: key, expected: "at least one value")
      }
      if key.hasSuffix("outcome") {
        for (text, byteOffset) in texts where !vocabulary.outcomes.contains(text) {
          checker.note(
            .unknownName(text, kind: "outcome", known: vocabulary.outcomes),
            at: byteOffset
          )
        }
      }
      filters.append(Report.Filter(name: key, values: texts.map(\.text)))
    }
    return filters
  }

  private func outputs(_ node: JSON5Node?, _ checker: inout DefinitionChecker) -> [String] {
    let texts = checker.texts(node, of: "outputs")
    for (text, byteOffset) in texts {
      switch OutputName.placeholders(in: text) {
      case nil: checker.note(.unclosedPlaceholder(text), at: byteOffset)
      case let names?:
        for name in names where OutputName.Placeholder(rawValue: name) == nil {
          let known = OutputName.Placeholder.allCases.map(\.rawValue)
          checker.note(.unknownName(name, kind: "placeholder", known: known), at: byteOffset)
        }
      }
      if !vocabulary.formats.contains(where: { text.hasSuffix(".\($0)") }) {
        checker.note(.badOutput(text, formats: vocabulary.formats), at: byteOffset)
      }
    }
    return texts.map(\.text)
  }
}
