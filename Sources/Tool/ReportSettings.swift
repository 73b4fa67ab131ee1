internal import Arguments
internal import Export
internal import Reports
internal import Tally

/// What a report command comes to: its definition, if any, and what was given beside it.
struct ReportSettings {
  private(set) var request: ReportRequest
  /// Where the attempts themselves are wanted and not groups of them.
  let list: AttemptList.Request?
  let targets: [OutputTarget]

  init(_ command: ReportCommand, in context: Context) throws {
    let definition = try command.definition.map(Self.definition)
    let zone = try PeriodOptions.zone(command.period.zone ?? definition?.timeZone ?? "UTC")
    let periodRequest =
      command.period.isGiven
      ? try command.period.request() : definition?.period ?? PeriodRequest.all
    let period = try periodRequest.period(in: zone, now: context.now)
    let filters = try Self.filters(command.filters.filters, definition)
    let cost =
      command.costs.basis ?? definition?.cost.flatMap(CostBasis.init(rawValue:)) ?? .effective
    let card =
      command.costs.card ?? definition?.rateCard.flatMap { RateCardChoice($0) } ?? .automatic
    let title = command.title ?? definition?.title ?? "Incoming calls"
    request = ReportRequest(
      title: title,
      groupings: try Self.tables(command, definition).map { try $0.grouping(filters: filters) },
      period: period,
      filters: filters,
      costBasis: cost,
      rateCard: card
    )
    let allocation = command.costs.allocation ?? definition?.inboundAllocation
    request.inboundAllocation = allocation
    if case .attempts(let columns)? = definition?.content {
      var list = AttemptList.Request(
        title: title,
        period: period,
        filters: filters,
        costBasis: cost,
        rateCard: card
      )
      list.inboundAllocation = allocation
      list.columns = columns
      self.list = list
    } else {
      list = nil
    }
    targets = try Self.targets(command, definition, title: title, period: period, context)
    // Workbooks are the only format with charts in it.
    request.hasCharts = targets.contains { $0.format == .xlsx }
  }

  private static func definition(path: String) throws -> ReportDefinition {
    try DefinitionReader(vocabulary: .standard(formats: Format.pathExtensions))
      .read(Array(try TextFile.read(path).utf8), path: path)
  }

  /// What is typed has precedence over the definition's filter of the same name.
  private static func filters(
    _ typed: [AttemptFilter],
    _ definition: ReportDefinition?
  )
    throws(ReportError) -> [AttemptFilter]
  {
    var filters = typed
    for filter in definition?.filters ?? [] where !typed.contains(where: { $0.key == filter.name })
    {
      for value in filter.values {
        filters.append(try AttemptFilter(key: filter.name, value: value))
      }
    }
    return filters
  }

  private static func tables(
    _ command: ReportCommand,
    _ definition: ReportDefinition?
  ) throws
    -> [TableDefinition]
  {
    var tables: [TableDefinition] = []
    if case .tables(let defined)? = definition?.content { tables = defined }
    let typed = [
      ("--by", command.dimensions != nil), ("--metrics", command.metrics != nil),
      ("--sort", command.sort != nil), ("--top", command.top != nil),
    ]
    guard let option = typed.first(where: \.1) else {
      return tables.isEmpty ? [TableDefinition(by: ["month"])] : tables
    }
    if case .attempts? = definition?.content {
      throw MisuseError.definitionAndList(option: option.0)
    }
    guard tables.count < 2 else { throw MisuseError.definitionAndTables(option: option.0) }
    var table = tables.first ?? TableDefinition(by: ["month"])
    if let dimensions = command.dimensions { table.by = dimensions }
    if let metrics = command.metrics {
      table.metrics =
        metrics == ["all"] ? .all : metrics == ["default"] ? .standard : .list(metrics)
    }
    if let sort = command.sort {
      table.sort = try RowOrder(sort)
    }
    table.top = command.top ?? table.top
    return [table]
  }

  private static func targets(
    _ command: ReportCommand,
    _ definition: ReportDefinition?,
    title: String,
    period: Period,
    _ context: Context
  ) throws -> [OutputTarget] {
    var output = command.output
    if output.format == nil, output.outputs == nil, let outputs = definition?.outputs {
      output.outputs = try outputs.map {
        try OutputName.path($0, title: title, period: period)
      }
    }
    return try output.targets(default: .table, in: context)
  }
}
