/// What Twilio, or what stands before it, would not do, and what to do about it.
package struct TwilioError: AnswerError, Sendable, Equatable {
  package enum Reason: Sendable, Equatable {
    /// The way to the server; see ``HTTPError``.
    case transfer(HTTPError)
    case wrongCredentials
    /// The credentials are right, and may not list calls.
    case forbidden
    case unknownAccount
    /// Something between here and the server answered with a page for people.
    case proxyPage
    case redirect(String)
    case badRequest
    /// 429 and 5xx, again and again.
    case busy
    /// The next page is to be somewhere else.
    case strangePage(String)
    /// A status, or a body, that Twilio does not send.
    case unexpected
  }

  package var reason: Reason
  package var status: Int?
  package var words: String?
  package var address: WebAddress

  package init(_ reason: Reason, address: WebAddress, status: Int? = nil, words: String? = nil) {
    self.reason = reason
    self.address = address
    self.status = status
    self.words = words
  }

  /// What an answer that is no success means.
  init(_ response: HTTPResponse, address: WebAddress) {
    let reason: Reason =
      switch response.status {
      case 300...399: .redirect(response.header("location") ?? "another URL")
      case 429, 500...599: .busy
      case _ where response.isHTML: .proxyPage
      case 400: .badRequest
      case 401: .wrongCredentials
      case 403: .forbidden
      case 404: .unknownAccount
      default: .unexpected
      }
    self.init(
      reason,
      address: address,
      status: response.status,
      words: response.isHTML
        ? nil : ServerMessage.words(in: response.body).map(ServerMessage.shortened)
    )
  }

  /// Whether trying again later can help.
  package var isTemporary: Bool {
    switch reason {
    case .transfer(let error): error.isTemporary
    case .busy: true
    default: false
    }
  }
}

extension TwilioError {
  package var sentence: String {
    switch reason {
    case .transfer(let error): error.message
    case .wrongCredentials:
      "the account sid or the auth token is wrong, or the API key's secret: the console shows them"
    case .forbidden: "the auth token or API key may not list calls"
    case .unknownAccount: "there is no such account here, or the URL is wrong"
    case .proxyPage:
      "a web page came instead of data: a proxy or a login stands before the server, or the URL "
        + "is wrong"
    case .redirect(let place): "the server sends on to \(place): give that URL"
    case .badRequest: "the server does not take this request"
    case .busy where status == 429: "the server has been asked too often"
    case .busy: "the server fails again and again"
    case .strangePage(let place):
      "the next page is said to be at \(place), which is not of this list or was read already"
    case .unexpected: "this is no answer of Twilio's"
    }
  }
}
