/// The table and the columns of `COPY public."User" (_id, name) FROM stdin;`.
struct CopyStatement: Equatable {
  var table: String
  var columns: [String]

  /// Takes a statement of pg_dump apart; nil for anything else.
  init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    guard rest.starts(with: Array("COPY ".utf8)) else { return nil }
    rest = rest.dropFirst(5)
    guard var table = Self.name(&rest) else { return nil }
    while rest.first == 0x2E {
      rest = rest.dropFirst()
      guard let inner = Self.name(&rest) else { return nil }
      table = inner
    }
    guard rest.starts(with: Array(" (".utf8)) else { return nil }
    rest = rest.dropFirst(2)
    var columns: [String] = []
    while let column = Self.name(&rest) {
      columns.append(column)
      guard rest.starts(with: Array(", ".utf8)) else { break }
      rest = rest.dropFirst(2)
    }
    guard rest.starts(with: Array(") FROM stdin;".utf8)) else { return nil }
    self.table = table
    self.columns = columns
  }

  /// A name as pg_dump writes it: in quotes, in which a quote is doubled, or without any.
  private static func name(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard rest.first == 0x22 else {
      let end = rest.firstIndex { !isNameByte($0) } ?? rest.endIndex
      defer { rest = rest[end...] }
      return end == rest.startIndex ? nil : String(decoding: rest[..<end], as: UTF8.self)
    }
    rest = rest.dropFirst()
    var name: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == 0x22 {
        guard rest.first == 0x22 else { return String(decoding: name, as: UTF8.self) }
        rest = rest.dropFirst()
      }
      name.append(byte)
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...: true
    default: false
    }
  }
}
