package import Reports
package import Tally

/// Which records of a list are wanted, and what of them.
package struct ListQuery: Sendable {
  /// The path of the model, such as `incoming-call-log-item`.
  package var path: String
  package var select: SelectClause
  /// What the list is in the order of, and can be cut by.
  package var order: PageFacts.Order
  /// The first moment that is wanted, by ``order``; nil for all before ``to``.
  package var from: Instant?
  /// The last moment that is wanted; nil for all after ``from``.
  package var to: Instant?
  /// Other conditions, as members of the object that `query` is.
  package var conditions: [String] = []

  package init(_ path: String, select: SelectClause, order: PageFacts.Order) {
    self.path = path
    self.select = select
    self.order = order
  }

  /// The request for one page.
  ///
  /// Bare texts are what comparisons take: a wrapped date makes the server fail. `_id` decides
  /// where the moments are the same, or pages would repeat some records and lose others.
  func request(limit: Int, skip: Int) -> HTTPRequest {
    var members = conditions
    switch (from, to) {
    case (let from?, let to?):
      members.append(
        "\"\(order)\":{\"_type\":\"InBetween\",\"startValue\":\"\(from)\",\"endValue\":\"\(to)\"}"
      )
    case (let from?, nil):
      members.append("\"\(order)\":{\"_type\":\"GreaterThanOrEqual\",\"value\":\"\(from)\"}")
    case (nil, let to?):
      members.append("\"\(order)\":{\"_type\":\"LessThanOrEqual\",\"value\":\"\(to)\"}")
    case (nil, nil): break
    }
    return .json(
      .post,
      "/\(path)/get-list?limit=\(limit)&skip=\(skip)",
      "{\"query\":{\(members.joined(separator: ","))},\"select\":\(select.json),"
        + "\"sort\":{\"\(order)\":\"ASC\",\"_id\":\"ASC\"}}"
    )
  }
}
