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
    let needsPolicies =
      request.filters.contains { $0.name == .policy }
      || request.groupings.contains { $0.dimensions.contains(.policy) }
    let blocks = try source.blocks(withPolicies: needsPolicies)
    let asOf = try blocks.map(\.asOf) ?? source.asOf()
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
    let (card, cardWarning) = try source.rateCard(request.rateCard)
    let sources = CostSources(
      carrier: try source.carrierCosts(with: request.inboundAllocation),
      rating: card.map { Rating(card: $0, phones: directory.phones) }
    )
    let plan = ReportPlan(request, sources: sources)
    let rules = AttemptRules(
      directory: directory,
      asOf: asOf,
      costBasis: request.costBasis,
      sources: sources
    )
    var scan = try scan(of: blocks, sources) { instants in
      AttemptScan(
        selection: selection,
        rules: rules,
        codes: codes,
        directory: directory,
        groupings: try plan.groupedCells(codes: codes, within: instants)
      )
    }
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
      groups: plan.groups(scan.groupings.map { $0.finished() }),
      quality: scan.finishedQuality,
      statusCounts: scan.statusCounts,
      hasCallRecords: hasCallRecords,
      rateCard: card?.label,
      requestWarnings: selection.warnings
        + (plan.showsCost
          ? [cardWarning, request.inboundAllocation?.note(sources.carrier)].compactMap(\.self) : [])
    ).report()
  }
}

extension ReportBuilder {
  /// Adds all attempts, from the rows where there are no blocks or any of them is damaged.
  ///
  /// `empty` makes the scan that is to be filled, given the times of all attempts where they are
  /// known.
  private func scan(
    of blocks: AttemptBlocks?,
    _ sources: CostSources,
    _ empty: (ClosedRange<Int64>?) throws -> AttemptScan
  ) throws -> AttemptScan {
    if let blocks {
      do {
        return try BlockScan(of: blocks, sources: sources).scan(with: empty(blocks.instants))
      } catch is AttemptBlocks.Damage {
      }
    }
    var scan = try empty(nil)
    try source.forEachSegment { segment in
      let block = AttemptBlock(segment, updatedAt: AttemptSegment.unknownTime, lastNumber: 0)
      try scan.add(block, isShared: [])
    }
    return scan
  }
}

extension AttemptSource {
  /// Hands over all attempts without their identifiers, in the order of their numbers.
  package func forEachSegment(_ body: (AttemptSegment) throws -> Void) throws {
    try forEachSegment(withIdentifiers: false, body)
  }
}
