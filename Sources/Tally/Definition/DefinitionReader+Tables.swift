extension DefinitionReader {
  /// Keys that describe one table, at the top of a definition or inside `tables`.
  static let tableKeys = ["by", "metrics", "sort", "top"]

  /// Tables, one table described at the top, or the list of attempts.
  func content(
    _ members: [String: JSON5Node],
    _ checker: inout DefinitionChecker
  ) -> ReportDefinition.Content {
    if let list = members["list"] {
      for key in ["tables"] + Self.tableKeys {
        guard let node = members[key] else { continue }
        checker.note(.excluded(key: key, by: "list"), at: node.byteOffset)
      }
      _ = checker.name(list, of: "list", kind: "list", known: ["attempts"])
      return .attempts(columns: columns(members["columns"], &checker))
    }
    if let node = members["columns"] { checker.note(.columnsWithoutList, at: node.byteOffset) }
    guard let tables = members["tables"] else { return .tables([table(members, &checker)]) }
    for key in Self.tableKeys {
      guard let node = members[key] else { continue }
      checker.note(.excluded(key: key, by: "tables"), at: node.byteOffset)
    }
    guard case .array(let nodes) = tables.value, !nodes.isEmpty else {
      checker.noteKind(tables, of: "tables", expected: "a list such as [{by: ['user']}]")
      return .tables([TableDefinition()])
    }
    var names: Set<String> = []
    var definitions: [TableDefinition] = []
    for node in nodes {
      let keys = ["name"] + Self.tableKeys
      guard let members = checker.members(node, of: "a table", keys: keys) else { continue }
      let definition = table(members, &checker)
      // Sheets of a workbook are told apart without regard to case.
      if let name = definition.name, !names.insert(name.lowercased()).inserted {
        let byteOffset = members["name"]?.byteOffset ?? node.byteOffset
        checker.note(.repeatedName(name, kind: "table"), at: byteOffset)
      }
      definitions.append(definition)
    }
    return .tables(definitions)
  }

  private func table(
    _ members: [String: JSON5Node],
    _ checker: inout DefinitionChecker
  ) -> TableDefinition {
    let findingCount = checker.findingCount
    let by = checker.names(
      members["by"],
      of: "by",
      kind: "dimension",
      known: vocabulary.dimensions
    )
    let metrics = metrics(members["metrics"], &checker)
    // After a mistake in the columns nobody can tell which ones the table was to have.
    let columns = checker.findingCount == findingCount ? columns(by: by, metrics: metrics) : nil
    return TableDefinition(
      name: checker.text(members["name"], of: "name"),
      by: by,
      metrics: metrics,
      sort: sort(members["sort"], columns: columns, &checker),
      top: checker.count(members["top"], of: "top")
    )
  }

  private func metrics(
    _ node: JSON5Node?,
    _ checker: inout DefinitionChecker
  ) -> TableDefinition.Metrics {
    switch node?.value {
    case nil: return .standard
    case .string("all"): return .all
    case .string("default"): return .standard
    default:
      let known = vocabulary.metrics
      let list = checker.names(node, of: "metrics", kind: "metric", known: known)
      if let node, node.value == .array([]) {
        let expected = "at least one metric, 'all' or 'default'"
        checker.noteKind(node, of: "metrics", expected: expected)
      }
      return .list(list)
    }
  }

  /// All of them where none are chosen.
  private func columns(
    _ node: JSON5Node?,
    _ checker: inout DefinitionChecker
  ) -> [AttemptListColumn] {
    guard let node else { return AttemptListColumn.allCases }
    let known = AttemptListColumn.allCases.map(\.rawValue)
    if node.value == .array([]) {
      checker.noteKind(node, of: "columns", expected: "at least one column")
    }
    return checker.names(node, of: "columns", kind: "column", known: known)
      .compactMap(AttemptListColumn.init(rawValue:))
  }

  private func columns(by: [String], metrics: TableDefinition.Metrics) -> [String] {
    let shown =
      switch metrics {
      case .standard: vocabulary.standardMetrics
      case .all: vocabulary.metrics
      case .list(let list): list
      }
    var columns: [String] = []
    for column in by.flatMap(vocabulary.columns) + shown where !columns.contains(column) {
      columns.append(column)
    }
    return columns
  }

  /// `columns` are those of the table; nil where they are not known.
  private func sort(
    _ node: JSON5Node?,
    columns: [String]?,
    _ checker: inout DefinitionChecker
  ) -> RowOrder? {
    guard let node, let text = checker.text(node, of: "sort") else { return nil }
    guard let sort = try? RowOrder(text), !sort.column.isEmpty else {
      checker.note(.badSort(text), at: node.byteOffset)
      return nil
    }
    let known = self.columns(by: vocabulary.dimensions, metrics: .all)
    if columns?.contains(sort.column) ?? known.contains(sort.column) { return sort }
    if let columns, known.contains(sort.column) {
      checker.note(.absentColumn(sort.column, columns: columns), at: node.byteOffset)
    } else {
      let fact = DefinitionProblem.Fact.unknownName(
        sort.column,
        kind: "column",
        known: columns ?? known
      )
      checker.note(fact, at: node.byteOffset)
    }
    return nil
  }
}
