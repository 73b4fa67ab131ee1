/// Guards against adding up what belongs to different tenants.
struct ProjectChoice {
  let directory: Directory
  let selection: Selection

  /// Throws ``ReportError/severalProjects(_:)`` where several are present and none is chosen.
  ///
  /// `isPresent` says by number whether the store has attempts or calls of the project.
  func check(_ request: ReportRequest, isPresent: [Bool]) throws(ReportError) {
    let isChosen = request.filters.contains { $0.name == .project && !$0.isNegated }
    let isGrouped = request.groupings.allSatisfy { $0.dimensions.contains(.project) }
    guard !isChosen, !isGrouped else { return }
    let members = isPresent.indices.compactMap { number -> Directory.Member? in
      isPresent[number] && selection.projects[number] ? directory.projects[number] : nil
    }
    guard members.count > 1 else { return }
    throw .severalProjects(
      members.sorted { $0.id < $1.id }.map { member in
        member.id.description + (member.name.map { " (\($0))" } ?? "")
      }
    )
  }
}
