/// One record, or one whole input, that was not taken in, with all that is needed to mend it.
package struct Reject: Sendable {
  /// The path as it was given or found; `-` for standard input.
  package var source: String
  /// The line the record starts in, counted from 1.
  package var line: Int
  /// The record's number within the source, counted from 1; 0 for the source itself.
  package var record: Int
  /// Bytes before the record, after decompression.
  package var byteOffset: Int64
  package var reason: RejectReason
  package var message: String
  /// The record's bytes, at most ``rawLimitBytes`` of them; nil where passwords may be among them.
  package var raw: [UInt8]?

  /// More than any real record has; a damaged one can be as long as the file.
  package static let rawLimitBytes = 1 << 20

  package init(
    source: String,
    line: Int,
    record: Int,
    byteOffset: Int64,
    reason: RejectReason,
    message: String,
    raw: [UInt8]?
  ) {
    self.source = source
    self.line = line
    self.record = record
    self.byteOffset = byteOffset
    self.reason = reason
    self.message = message
    self.raw = raw
  }
}

extension Reject: CustomStringConvertible {
  package var description: String {
    record == 0
      ? "\(source): \(message)" : "\(source):\(line): record \(record): \(message)"
  }
}

extension Reject {
  /// The line of the rejects file: one JSON object, without the line break.
  package var json: String {
    var text = "{\"source\":\(JSONText.quoted(source)),\"line\":\(line),\"record\":\(record)"
    text += ",\"byte_offset\":\(byteOffset),\"reason\":\"\(reason.rawValue)\""
    text += ",\"message\":\(JSONText.quoted(message))"
    guard let raw else { return text + ",\"raw\":null}" }
    // What is not UTF-8 cannot be said in JSON: bytes are replaced, and the line says so.
    let isExact = UTF8Check.firstFault(raw.span, 0, raw.count) == nil
    text += ",\"raw\":\(JSONText.quoted(String(decoding: raw, as: UTF8.self)))"
    return text + (isExact ? "}" : ",\"raw_is_exact\":false}")
  }
}
