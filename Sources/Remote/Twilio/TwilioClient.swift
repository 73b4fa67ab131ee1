internal import Reports

/// Twilio's list of calls, page by page.
///
/// The list is that of https://www.twilio.com/docs/voice/api/call-resource, newest calls first.
package final class TwilioClient {
  package let address: WebAddress
  /// The sid of the account whose calls are listed.
  package let account: String
  package let http: HTTPClient

  /// The most that Twilio puts in a page.
  private static let pageSize = 1000

  private var path: String { "/2010-04-01/Accounts/\(account)/Calls.json" }

  /// `address` is Twilio's own, `https://api.twilio.com`, or what stands before it.
  package init(
    _ address: WebAddress,
    _ account: TwilioAccount,
    _ settings: HTTPSettings,
    onWait: @escaping (HTTPWait) -> Void = { _ in }
  ) throws(TwilioError) {
    self.address = address
    self.account = account.sid
    do throws(HTTPError) {
      http = try HTTPClient(
        address,
        credentials: .basic(user: account.user, password: account.token),
        settings,
        onWait: onWait
      )
    } catch {
      throw TwilioError(.transfer(error), address: address)
    }
  }

  /// The first page of the calls that started on these days of UTC; nil is without end.
  ///
  /// Twilio's limits are midnights, the later one of which is that after the last day.
  func firstPage(from: CivilDate?, to: CivilDate?) -> String {
    var fields = [(name: "PageSize", value: String(Self.pageSize))]
    if let from { fields.append(("StartTime>", from.description)) }
    if let to {
      fields.append(("StartTime<", CivilDate(daysSinceEpoch: to.daysSinceEpoch + 1).description))
    }
    return "\(path)?\(HTTPRequest.query(fields))"
  }

  /// Where a page says that the next one is, which is in the same list or nowhere.
  func checked(nextPage: String) throws(TwilioError) -> String {
    guard nextPage.hasPrefix("\(path)?"), nextPage.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else {
      let shown = nextPage.unicodeScalars.prefix(200).map {
        (0x21...0x7E).contains($0.value) ? $0 : "?"
      }
      throw TwilioError(
        .strangePage(String(String.UnicodeScalarView(shown))),
        address: address
      )
    }
    return nextPage
  }

  /// Asks for a page.
  func page(_ path: String) throws(TwilioError) -> HTTPResponse {
    let response: HTTPResponse
    do throws(HTTPError) {
      response = try http.send(
        HTTPRequest(.get, path),
        isWhole: { OneUptimeClient.endsAsJSON($0.body) }
      )
    } catch {
      throw TwilioError(.transfer(error), address: address)
    }
    guard response.status == 200, !response.isHTML else {
      throw TwilioError(response, address: address)
    }
    return response
  }
}
