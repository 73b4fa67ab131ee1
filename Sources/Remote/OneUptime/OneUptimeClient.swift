/// OneUptime's REST API with one project's key.
///
/// For example:
///
///     let body = try client.ask(.json(.post, "/incoming-call-log-item/count", "{\"query\":{}}"))
///
/// Paths are below `/api`. Which requests there are is what OneUptime's API reference tells, and
/// what they answer in truth, `Tests/Acceptance/oneuptime_api.py`.
package final class OneUptimeClient {
  /// The server's address with `/api`.
  package let address: WebAddress
  package let http: HTTPClient

  /// `url` is what the dashboard begins with, with or without `/api`.
  package init(
    _ url: WebAddress,
    key: Secret,
    _ settings: HTTPSettings,
    onWait: @escaping (HTTPWait) -> Void = { _ in }
  ) throws(OneUptimeError) {
    address = url.path.hasSuffix("/api") ? url : WebAddress(url, path: url.path + "/api")
    do throws(HTTPError) {
      http = try HTTPClient(
        address,
        credentials: .header(name: "ApiKey", key),
        settings,
        onWait: onWait
      )
    } catch {
      throw OneUptimeError(.transfer(error), address: url)
    }
  }

  /// Asks; returns the body of a success, which is JSON.
  package func ask(
    _ request: HTTPRequest,
    triesOfLarge: Int? = nil,
    isWhole: (HTTPResponse) -> Bool = { endsAsJSON($0.body) }
  ) throws(OneUptimeError) -> HTTPResponse {
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try http.send(request, triesOfLarge: triesOfLarge, isWhole: isWhole)
    } catch {
      throw OneUptimeError(.transfer(error), address: address)
    }
    guard response.status == 200 else { throw OneUptimeError(response, address: address) }
    guard !response.isHTML else {
      throw OneUptimeError(.proxyPage, address: address, status: response.status)
    }
    return response
  }

  /// Whether a body is `{}`: how OneUptime says that it knows no such id, or that all is done.
  package static func isEmptyObject(_ body: [UInt8]) -> Bool {
    body.filter { $0 > 0x20 }.elementsEqual("{}".utf8)
  }

  /// Whether a body ends where an object or a list does.
  package static func endsAsJSON(_ body: [UInt8]) -> Bool {
    guard let last = body.last(where: { $0 > 0x20 }) else { return false }
    return last == UInt8(ascii: "}") || last == UInt8(ascii: "]")
  }
}
