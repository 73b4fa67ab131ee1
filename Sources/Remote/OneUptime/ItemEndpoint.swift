package import Tally

/// OneUptime's endpoints for Incoming Call Log Items, one at a time.
///
/// Where a proxy does not let PUT or DELETE through, the POST that OneUptime documents beside it is
/// used instead, from then on.
///
/// Related documentation: `https://<host>/reference/incoming-call-log-item`
package final class ItemEndpoint {
  private let client: OneUptimeClient
  private var blocked: Set<HTTPRequest.Method> = []
  private let onBlocked: (HTTPRequest.Method) -> Void

  /// `onBlocked` is told once of each method that does not come through.
  package init(
    _ client: OneUptimeClient,
    onBlocked: @escaping (HTTPRequest.Method) -> Void = { _ in }
  ) {
    self.client = client
    self.onBlocked = onBlocked
  }

  private static let path = "/incoming-call-log-item"

  /// One record of a table as JSON; nil where the server does not know the id.
  ///
  /// `path` is the table's, such as `/incoming-call-log`; `select` is JSON.
  package func record(
    _ id: Identifier,
    at path: String,
    select: String
  ) throws(OneUptimeError) -> [UInt8]? {
    let body = try client.ask(.json(.post, "\(path)/\(id)/get-item", "{\"select\":\(select)}")).body
    return OneUptimeClient.isEmptyObject(body) ? nil : body
  }

  /// One item as JSON; nil where the server does not know the id.
  package func item(_ id: Identifier, select: String) throws(OneUptimeError) -> [UInt8]? {
    try record(id, at: Self.path, select: select)
  }

  /// The items with these ids, at most 10,000 of them, as a list response.
  package func items(_ ids: [Identifier], select: String) throws(OneUptimeError) -> [UInt8] {
    let wanted = ids.map { "\"\($0)\"" }.joined(separator: ",")
    let body =
      "{\"query\":{\"_id\":{\"_type\":\"Includes\",\"value\":[\(wanted)]}},\"select\":\(select),"
      + "\"sort\":{\"_id\":\"ASC\"}}"
    return try client.ask(.json(.post, "\(Self.path)/get-list?limit=\(ids.count)", body)).body
  }

  /// All items of a call, as a list response.
  package func items(ofCall id: Identifier, select: String) throws(OneUptimeError) -> [UInt8] {
    let body =
      "{\"query\":{\"incomingCallLogId\":\"\(id)\"},\"select\":\(select),"
      + "\"sort\":{\"createdAt\":\"ASC\",\"_id\":\"ASC\"}}"
    return try client.ask(.json(.post, "\(Self.path)/get-list?limit=10000", body)).body
  }

  /// One of a user's memberships in teams, as a list response that is empty where there is none.
  package func memberships(of user: Identifier) throws(OneUptimeError) -> [UInt8] {
    let body = "{\"query\":{\"userId\":\"\(user)\"},\"select\":{\"createdAt\":true}}"
    return try client.ask(.json(.post, "/team-member/get-list?limit=1", body)).body
  }

  /// Changes some of an item's columns; `data` is a JSON object.
  package func update(_ id: Identifier, data: String) throws(OneUptimeError) {
    try change(
      .json(.put, "\(Self.path)/\(id)", "{\"data\":\(data)}"),
      alternative: "update-item"
    )
  }

  /// Deletes an item; it is no error where there is none.
  package func delete(_ id: Identifier) throws(OneUptimeError) {
    try change(.json(.delete, "\(Self.path)/\(id)", "{}"), alternative: "delete-item")
  }

  /// Makes an item and returns it as JSON; `data` is a JSON object.
  ///
  /// It is not sent again where nobody knows whether it has been done.
  package func create(data: String) throws(OneUptimeError) -> [UInt8] {
    var request = HTTPRequest.json(.post, Self.path, "{\"data\":\(data)}")
    request.isRepeatable = false
    return try client.ask(request).body
  }

  /// Waits before a creation that was not done is sent again.
  package func pause(
    beforeRetry retry: Int,
    because error: OneUptimeError
  ) throws(OneUptimeError) {
    do throws(HTTPError) {
      try client.http.pause(beforeRetry: retry, because: error.sentence)
    } catch {
      throw OneUptimeError(.transfer(error), address: client.address)
    }
  }

  private func change(
    _ request: HTTPRequest,
    alternative: String
  ) throws(OneUptimeError) {
    if !blocked.contains(request.method) {
      do throws(OneUptimeError) {
        _ = try client.ask(request)
        return
      } catch {
        guard error.isOfMethod else { throw error }
      }
    }
    var other = request
    other.method = .post
    other.path += "/" + alternative
    _ = try client.ask(other)
    if blocked.insert(request.method).inserted { onBlocked(request.method) }
  }
}

extension OneUptimeError {
  /// Whether the server has said that it did nothing.
  var isRefusal: Bool { status.map { (400...499).contains($0) || $0 == 501 } ?? false }

  /// Whether something on the way may have refused the method rather than the request.
  ///
  /// OneUptime itself never answers 403 or 501, and 405 only of a project that it does not know.
  fileprivate var isOfMethod: Bool {
    status == 403 || status == 501 || status == 405 && reason != .tenant
  }
}
