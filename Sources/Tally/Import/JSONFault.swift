/// What is wrong with bytes that should be JSON (RFC 8259).
enum JSONFault: Sendable, Equatable {
  case unexpected(UInt8, expected: String)
  case controlCharacter(UInt8)
  case invalidUTF8
  case malformedNumber
  case tooDeep
  /// The input ends within a value.
  case truncated
  /// A value larger than ``JSONStream/largestRecordBytes``.
  case tooLarge

  var reason: RejectReason {
    switch self {
    case .unexpected, .malformedNumber: .malformedJSON
    case .controlCharacter(0): .nulByte
    case .controlCharacter: .malformedJSON
    case .invalidUTF8: .invalidUTF8
    case .tooDeep: .tooDeep
    case .truncated: .truncated
    case .tooLarge: .tooLarge
    }
  }
}

extension JSONFault: CustomStringConvertible {
  var description: String {
    switch self {
    case .unexpected(let byte, let expected): "found \(Self.name(byte)), expected \(expected)"
    case .controlCharacter(0): "a NUL byte within a text; the file is damaged"
    case .controlCharacter(let byte):
      "found \(Self.name(byte)) within a text, where JSON wants it escaped"
    case .invalidUTF8: "bytes that are not UTF-8; export the data again as UTF-8"
    case .malformedNumber: "a number that is not written as JSON writes numbers"
    case .tooDeep: "nested more than \(JSONTape.deepest) levels deep, which no record is"
    case .truncated: "the input ends in the middle of this record; fetch or copy it again"
    case .tooLarge:
      "larger than \(JSONStream.largestRecordBytes >> 20) MiB, which no record is"
    }
  }

  private static func name(_ byte: UInt8) -> String {
    byte > 0x20 && byte < 0x7F
      ? "'\(Character(UnicodeScalar(byte)))'" : "byte 0x" + String(byte, radix: 16)
  }
}
