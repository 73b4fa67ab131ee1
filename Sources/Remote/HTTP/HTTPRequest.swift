/// One question to a server.
package struct HTTPRequest: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
  }

  package var method: Method
  /// What follows the address of the client, from a slash on, with its query.
  package var path: String
  /// Nil for none.
  package var body: [UInt8]?
  package var contentType: String?
  /// Whether it may be sent again where nobody knows if the server has done it already.
  package var isRepeatable = true

  package init(_ method: Method, _ path: String) {
    self.method = method
    self.path = path
  }

  /// A question with a text in JSON.
  package static func json(_ method: Method, _ path: String, _ text: String) -> Self {
    var request = Self(method, path)
    request.body = Array(text.utf8)
    request.contentType = "application/json"
    return request
  }

  /// Names and values as they stand behind the `?` of a URL.
  package static func query(_ fields: [(name: String, value: String)]) -> String {
    fields.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
  }

  /// A text with all but the unreserved characters of RFC 3986 as `%` and two digits.
  static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += byte < 16 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return result
  }
}
