internal import Reports

/// Writes rows as JSON objects whose keys are the column names, in order.
struct JSONRow {
  /// Each key with its quotes and colon, encoded once.
  private var keys: [String]
  private var decimals: [ClosedRange<Int>]
  private var hasTotal: [Bool]

  init(columns: [Column]) {
    keys = Self.uniqueNames(columns.map(\.name)).map { name in
      var buffer = ByteBuffer()
      buffer.append(json: name)
      return String(decoding: buffer.bytes, as: UTF8.self) + ":"
    }
    decimals = columns.map(\.unit.decimals)
    hasTotal = columns.map { !$0.isDimension }
  }

  func append(_ row: [Value], to buffer: inout ByteBuffer) {
    buffer.append(UInt8(ascii: "{"))
    for index in row.indices {
      if index > 0 { buffer.append(UInt8(ascii: ",")) }
      append(row[index], at: index, to: &buffer)
    }
    buffer.append(UInt8(ascii: "}"))
  }

  /// Totals have no values under dimensions, so these keys are absent.
  func append(totals: [Value], to buffer: inout ByteBuffer) {
    buffer.append(UInt8(ascii: "{"))
    var isFirst = true
    for index in totals.indices where hasTotal[index] {
      if !isFirst { buffer.append(UInt8(ascii: ",")) }
      isFirst = false
      append(totals[index], at: index, to: &buffer)
    }
    buffer.append(UInt8(ascii: "}"))
  }

  /// How a batch of such rows is written, between the given beginnings and ends.
  func style(rowStart: String, rowEnd: String) -> RowEncoder.Style {
    RowEncoder.Style(
      prefixes: keys.enumerated().map { index, key in
        Array(((index == 0 ? rowStart : ",") + key).utf8)
      },
      rowEnd: Array(rowEnd.utf8),
      quote: [UInt8(ascii: "\"")],
      decimals: decimals,
      append: { value, decimals, buffer in buffer.append(json: value, decimals: decimals) }
    )
  }

  private func append(_ value: Value, at index: Int, to buffer: inout ByteBuffer) {
    buffer.append(keys[index])
    buffer.append(json: value, decimals: decimals[index])
  }

  /// A query may name two columns alike; an object may not, so later ones become `name_2`.
  private static func uniqueNames(_ names: [String]) -> [String] {
    var taken = Set(names)
    var used: Set<String> = []
    return names.map { name in
      if used.insert(name).inserted { return name }
      var number = 2
      while taken.contains("\(name)_\(number)") { number += 1 }
      taken.insert("\(name)_\(number)")
      return "\(name)_\(number)"
    }
  }
}

extension ByteBuffer {
  fileprivate mutating func append(json value: Value, decimals: ClosedRange<Int>) {
    switch value {
    case .null: append("null")
    case .text(let text): append(json: text)
    case .integer(let number): append(number)
    case .decimal(let number): append(number, decimals: decimals)
    case .ratio(let ratio): append(ratio.decimal, decimals: decimals)
    case .instant(let instant, offsetSeconds: _):
      append(UInt8(ascii: "\""))
      append(instant)
      append(UInt8(ascii: "\""))
    case .boolean(let truth): append(truth ? "true" : "false")
    }
  }

  /// Appends a JSON string: quotes, backslashes and control characters escaped, the rest as it is.
  mutating func append(json text: String) {
    append(UInt8(ascii: "\""))
    let span = text.utf8Span.span
    var isPlain = true
    for index in span.indices {
      let byte = span[index]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { isPlain = false }
    }
    if isPlain {
      append(text)
    } else {
      for byte in text.utf8 { append(jsonByte: byte) }
    }
    append(UInt8(ascii: "\""))
  }

  private mutating func append(jsonByte byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case UInt8(ascii: "\n"): append("\\n")
    case UInt8(ascii: "\r"): append("\\r")
    case UInt8(ascii: "\t"): append("\\t")
    case 0..<0x10: append("\\u000" + String(byte, radix: 16))
    case 0x10..<0x20: append("\\u00" + String(byte, radix: 16))
    default: append(byte)
    }
  }
}
