internal import Reports

extension [AttemptFilter] {
  /// One filter for each name, its values in the order in which they were given.
  var asReportFilters: [Report.Filter] {
    var filters: [Report.Filter] = []
    for filter in self {
      if let index = filters.firstIndex(where: { $0.name == filter.key }) {
        filters[index].values.append(filter.value)
      } else {
        filters.append(Report.Filter(name: filter.key, values: [filter.value]))
      }
    }
    return filters
  }
}

extension Period {
  /// What a report says of its period.
  var forReport: Report.Period {
    Report.Period(from: from, to: to, timeZone: zone.name, localText: localText)
  }
}
