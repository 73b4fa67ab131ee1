package import Reports

/// Answers a ``ReportRequest`` from a store.
package struct ReportBuilder<Source: AttemptSource> {
  private let source: Source

  package init(source: Source) {
    self.source = source
  }

  /// Reads the attempts once, and a second time only where positions or rounds are asked for.
  /// - Throws: ``ReportError`` where the request cannot be answered; what the source throws.
  package func report(for request: ReportRequest) throws -> Report {
    for grouping in request.groupings { try grouping.check(filters: request.filters) }
    let directory = try source.directory()
    let asOf = try source.asOf()
    let selection = try Selection(
      filters: request.filters,
      period: request.period,
      directory: directory,
      source: source
    )
    let needsCallFacts = request.groupings.contains {
      $0.dimensions.contains(where: \.needsCallFacts)
    }
    let codes = DimensionCodes(
      directory: directory,
      zone: request.period.zone,
      callFacts: needsCallFacts ? try CallFacts(source: source) : nil
    )
    let plan = ReportPlan(request)
    var scan = AttemptScan(
      selection: selection,
      rules: AttemptRules(directory: directory, asOf: asOf, costBasis: request.costBasis),
      codes: codes,
      directory: directory,
      groupings: try plan.groupedCells(codes: codes)
    )
    try source.forEachSegment { try scan.add($0) }
    var hasCallRecords = false
    if plan.countsCalls {
      let calls = try source.loggedCalls()
      hasCallRecords = !calls.call.isEmpty
      try scan.add(calls)
    }
    try ProjectChoice(directory: directory, selection: selection)
      .check(request, isPresent: scan.isProjectPresent)
    return try ReportAssembly(
      request: request,
      plan: plan,
      codes: codes,
      directory: directory,
      asOf: asOf,
      groups: scan.groupings.map { $0.finished() },
      quality: scan.quality,
      statusCounts: scan.statusCounts,
      hasCallRecords: hasCallRecords,
      filterWarnings: selection.warnings
    ).report()
  }
}

extension AttemptSource {
  /// Hands over all attempts without their identifiers, in the order of their numbers.
  package func forEachSegment(_ body: (AttemptSegment) throws -> Void) throws {
    try forEachSegment(withIdentifiers: false, body)
  }
}
