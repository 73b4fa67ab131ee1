/// What OneUptime, or what stands before it, would not do, and what to do about it.
package struct OneUptimeError: AnswerError, Sendable, Equatable {
  package enum Reason: Sendable, Equatable {
    /// The way to the server; see ``HTTPError``.
    case transfer(HTTPError)
    case wrongKey
    case noKey
    /// The key lacks a permission; its name where the server tells it.
    case permission(String?)
    /// There is no such column, or the key may not read it.
    case column(MissingColumn)
    /// There is no such record, or it is not this project's.
    case unknownRecord
    case plan
    case tenant
    /// Something on the way does not let requests of this kind through.
    case method
    case singleSignOn
    case wrongURL
    /// Something between here and the server answered with a page for people.
    case proxyPage
    case redirect(String)
    /// A request that is larger than is let through.
    case tooLarge
    /// Anything else about the request.
    case badRequest
    /// The records of the list of this path are in no order.
    case unsorted(String)
    /// 429 and 5xx, again and again.
    case busy
    /// A status, or a body, that OneUptime does not send.
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

  /// Whether trying again later can help.
  package var isTemporary: Bool {
    switch reason {
    case .transfer(let error): error.isTemporary
    case .busy: true
    default: false
    }
  }

  /// Whether a smaller page might have come through.
  var mayBeSize: Bool {
    switch reason {
    case .transfer(let error): error.mayBeSize
    case .tooLarge, .busy: status.map { HTTPResponse(status: $0).mayBeSize } ?? false
    case .badRequest: words?.hasPrefix("Limit") ?? false
    default: false
    }
  }
}

extension OneUptimeError {
  /// What an answer that is no success means.
  init(_ response: HTTPResponse, address: WebAddress) {
    let words = response.isHTML ? nil : ServerMessage.words(in: response.body)
    let says = { (part: String) in words?.contains(part) ?? false }
    let column = words.flatMap(MissingColumn.init(in:))
    let reason: Reason =
      switch response.status {
      case 300...399: .redirect(response.header("location") ?? "another URL")
      case 413: .tooLarge
      case 501: .method
      case 429, 500...599: .busy
      case _ where response.isHTML: .proxyPage
      case 400 where says("Invalid API Key"): .wrongKey
      case 400: column.map(Reason.column) ?? .badRequest
      case 401: .noKey
      case 402: .plan
      case 404: .wrongURL
      case 405 where words == nil || response.header("allow") != nil || says("ethod"): .method
      case 405: .tenant
      case 406: .singleSignOn
      case 422 where says("does not exist"): .unknownRecord
      case 422: column.map(Reason.column) ?? .permission(words.flatMap(Self.permission))
      default: .unexpected
      }
    self.init(
      reason,
      address: address,
      status: response.status,
      words: words.map(ServerMessage.shortened)
    )
  }

  /// The narrowest of the permissions that would do, which the server names last.
  private static func permission(_ words: String) -> String? {
    guard let mark = words.firstRange(of: "one of these permissions: ") else { return nil }
    let names = words[mark.upperBound...].split(separator: ",")
    return names.last.map { name in String(name.drop { $0 == " " }) }
  }
}

extension OneUptimeError {
  package var sentence: String {
    switch reason {
    case .transfer(let error): error.message
    case .wrongKey: "the API key is wrong: make one in Project Settings, API Keys"
    case .noKey: "the server saw no API key, or something before it took it away"
    case .permission(let name?):
      "the key lacks the permission \"\(name)\": add it in Project Settings, API Keys"
    case .permission(nil): "the key may not do this"
    case .column(let column) where status == 422:
      "the key may not read \"\(column.name)\", and it cannot be gone without"
    case .column(let column):
      "the server has no \"\(column.name)\", and it cannot be gone without"
    case .unknownRecord: "there is no such record in the key's project"
    case .plan: "the project's plan does not include this"
    case .tenant: "the server does not know the key's project"
    case .method:
      "a proxy before the server, or the server itself, does not let this kind of request through"
    case .singleSignOn: "the project demands single sign-on, and refuses API keys"
    case .wrongURL:
      "nothing of OneUptime's is here: give the URL its dashboard begins with, "
        + "such as https://oneuptime.example.com"
    case .proxyPage:
      "a web page came instead of data: a proxy or a login stands before the server, or the URL "
        + "is wrong"
    case .redirect(let place): "the server sends on to \(place): give that URL"
    case .tooLarge: "the request is larger than a proxy before the server lets through"
    case .badRequest: "the server does not take this request"
    case .busy where status == 429: "the server has been asked too often"
    case .busy: "the server fails again and again"
    case .unsorted(let path):
      "the records of \(path) are not in the order they were asked for in, so that some could be "
        + "missed"
    case .unexpected: "this is no answer of OneUptime's"
    }
  }
}
