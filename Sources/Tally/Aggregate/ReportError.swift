/// Why a report cannot be made as it was asked for.
package enum ReportError: Error, Equatable {
  case unknownDimension(String, similar: [String])
  case repeatedDimension(String)
  case unknownMetric(String, similar: [String])
  case repeatedMetric(String)
  case noMetrics
  case unknownColumn(String, similar: [String])
  case repeatedColumn(String)
  case noColumns
  /// A column to sort by that the table does not have.
  case unknownSortColumn(String, columns: [String], similar: [String])
  /// What follows the colon is neither `asc` nor `desc`.
  case unknownSortDirection(String)
  case topBelowOne(Int)
  case unknownFilter(String, similar: [String])
  case unknownFilterValue(filter: String, value: String, similar: [String])
  /// A filter takes a number, and the value is none or out of range.
  case filterValueOutOfRange(filter: String, value: String, range: ClosedRange<Int>)
  /// The store holds several projects and nothing says which; each as `id (name)`.
  case severalProjects([String])
  /// Calls by their own records cannot be told by this dimension.
  case callsLackDimension(metric: String, dimension: String)
  /// Calls by their own records cannot be told by this filter.
  case callsLackFilter(metric: String, filter: String)
  /// A sum does not fit 64 bits.
  case overflow(column: String)
  case tooManyGroups(limit: Int)
}

extension ReportError {
  /// Whether the request is wrong as such, rather than not to be answered from this store.
  package var isMisuse: Bool {
    switch self {
    case .unknownFilterValue, .severalProjects, .overflow, .tooManyGroups: false
    default: true
    }
  }
}

extension ReportError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unknownDimension(let name, let similar):
      "'\(name)' is not a dimension"
        + hint(similar, else: Dimension.allCases.map(\.rawValue), of: "expected")
    case .repeatedDimension(let name): "dimension '\(name)' is given twice"
    case .unknownMetric(let name, let similar):
      "'\(name)' is not a metric"
        + hint(similar, else: Metric.allCases.map(\.rawValue), of: "expected")
    case .repeatedMetric(let name): "metric '\(name)' is given twice"
    case .noMetrics: "a table needs at least one metric"
    case .unknownColumn(let name, let similar):
      "'\(name)' is not a column of attempts"
        + hint(similar, else: AttemptListColumn.allCases.map(\.rawValue), of: "expected")
    case .repeatedColumn(let name): "column '\(name)' is given twice"
    case .noColumns: "a list needs at least one column"
    case .unknownSortColumn(let name, let columns, let similar):
      "cannot sort by '\(name)': the table has no such column"
        + hint(similar, else: columns, of: "its columns are")
    case .unknownSortDirection(let word):
      "'\(word)' is not a direction to sort in: expected asc or desc"
    case .topBelowOne(let count): "cannot keep the first \(count) rows: expected 1 or more"
    case .unknownFilter(let name, let similar):
      "'\(name)' is not a filter"
        + hint(similar, else: AttemptFilter.Name.allCases.map(\.rawValue), of: "expected")
    case .unknownFilterValue(let filter, let value, let similar):
      "no \(filter) '\(value)' in the store" + hint(similar, else: [], of: "")
    case .filterValueOutOfRange(let filter, let value, let range):
      "\(filter) is '\(value)', expected a number from \(range.lowerBound) to \(range.upperBound)"
    case .severalProjects(let projects):
      """
      the store holds \(projects.count) projects: choose with --project or group by project. \
      They are \(projects.joined(separator: ", "))
      """
    case .callsLackDimension(let metric, let dimension):
      """
      \(metric) cannot be grouped by \(dimension): a call without attempts has no \(dimension). \
      Group by project, policy or time, or leave \(metric) out
      """
    case .callsLackFilter(let metric, let filter):
      """
      \(metric) cannot be filtered by \(filter): a call without attempts has no \(filter). \
      Filter by project, policy or call, or leave \(metric) out
      """
    case .overflow(let column):
      """
      \(column) does not fit 64 bits: a value in the store must be wrong. \
      Narrow the period or the filters to find it
      """
    case .tooManyGroups(let limit):
      "the report would have more than \(limit) rows: group by fewer dimensions or filter"
    }
  }

  private func hint(_ similar: [String], else all: [String], of words: String) -> String {
    if !similar.isEmpty {
      return "; did you mean " + similar.map { "'\($0)'" }.joined(separator: " or ") + "?"
    }
    return all.isEmpty ? "" : ": \(words) " + all.joined(separator: ", ")
  }
}
