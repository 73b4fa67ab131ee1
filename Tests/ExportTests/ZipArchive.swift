import CZlib
import Testing

/// The parts of a workbook, read back.
struct ZipArchive {
  private(set) var entries: [(name: String, text: String)] = []

  init(_ bytes: [UInt8]) throws {
    // The end record has no comment in files of libxlsxwriter: it is the last 22 bytes.
    let end = bytes.count - 22
    try #require(end >= 0 && Self.number(bytes, end, 4) == 0x0605_4B50)
    var position = Self.number(bytes, end + 16, 4)
    for _ in 0..<Self.number(bytes, end + 10, 2) {
      try #require(Self.number(bytes, position, 4) == 0x0201_4B50)
      let packed = Self.number(bytes, position + 20, 4)
      let size = Self.number(bytes, position + 24, 4)
      let nameLength = Self.number(bytes, position + 28, 2)
      let extraLength = Self.number(bytes, position + 30, 2)
      let local = Self.number(bytes, position + 42, 4)
      let name = String(
        decoding: bytes[(position + 46)..<(position + 46 + nameLength)],
        as: UTF8.self
      )
      let start =
        local + 30 + Self.number(bytes, local + 26, 2) + Self.number(bytes, local + 28, 2)
      let content = try Self.inflated(Array(bytes[start..<(start + packed)]), size: size)
      entries.append((name, String(decoding: content, as: UTF8.self)))
      position += 46 + nameLength + extraLength
    }
  }

  subscript(name: String) -> String {
    entries.first { $0.name == name }?.text ?? ""
  }

  /// Names of the sheets in their order.
  var sheetNames: [String] {
    self["xl/workbook.xml"].split(separator: "<sheet name=\"").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
  }

  /// The XML of a sheet, counted from one.
  func sheet(_ number: Int) -> String {
    self["xl/worksheets/sheet\(number).xml"]
  }

  private static func number(_ bytes: [UInt8], _ start: Int, _ length: Int) -> Int {
    bytes[start..<(start + length)].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static func inflated(_ packed: [UInt8], size: Int) throws -> [UInt8] {
    var packed = packed
    var content = [UInt8](repeating: 0, count: size + 1)
    var stream = unsafe z_stream()
    let code = unsafe packed.withUnsafeMutableBufferPointer { input in
      unsafe content.withUnsafeMutableBufferPointer { output in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = uInt(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = uInt(output.count)
        // Minus fifteen: bare deflate data, without a header of zlib's.
        _ = unsafe inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { _ = unsafe inflateEnd(&stream) }
        return unsafe inflate(&stream, Z_FINISH)
      }
    }
    try #require(code == Z_STREAM_END)
    return Array(content[..<size])
  }
}
