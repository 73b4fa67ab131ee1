/// Reads the fields that the header and the table of contents of an archive are made of.
struct ArchiveFields {
  let bytes: ArchiveBytes
  /// How wide integers and offsets are; what precedes that in the header is single bytes.
  var header: ArchiveHeader

  /// Longer than any name, and than a COPY statement with 1600 columns of the longest names.
  private static let longestTextBytes = 1 << 20

  init(_ bytes: ArchiveBytes, _ header: ArchiveHeader) {
    self.bytes = bytes
    self.header = header
  }

  /// A byte of what is being read, which an error names.
  func byte(_ what: @autoclosure () -> String) throws(InputError) -> UInt8 {
    guard let byte = try bytes.next() else { throw cut(what()) }
    return byte
  }

  /// A byte for the sign and the number's own, the lowest first.
  func integer(_ what: @autoclosure () -> String) throws(InputError) -> Int {
    let start = bytes.offset
    let sign = try byte(what())
    let magnitude = try number(byteCount: header.integerByteCount, what())
    guard sign <= 1, magnitude <= UInt64(Int32.max) + UInt64(sign) else {
      throw .damagedArchive(
        reason: "\(what()) of this pg_dump archive is damaged: at byte \(start) is no number"
      )
    }
    return sign == 1 ? -Int(magnitude) : Int(magnitude)
  }

  /// Bytes of a number, the lowest first.
  func number(
    byteCount: Int,
    _ what: @autoclosure () -> String
  ) throws(InputError) -> UInt64 {
    var number: UInt64 = 0
    for index in 0..<byteCount { number |= UInt64(try byte(what())) << UInt64(index * 8) }
    return number
  }

  /// A text behind its length; nil for none.
  func text(_ what: @autoclosure () -> String) throws(InputError) -> String? {
    let start = bytes.offset
    let length = try integer(what())
    guard length >= 0 else { return nil }
    guard length <= Self.longestTextBytes else {
      throw .damagedArchive(
        reason: "\(what()) of this pg_dump archive is damaged: at byte \(start) is a name of "
          + "\(length) bytes"
      )
    }
    var text = [UInt8](repeating: 0, count: length)
    var count = 0
    while count < length {
      let more = try bytes.read(into: &text, from: count, to: length)
      guard more > 0 else { throw cut(what()) }
      count += more
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Passes over a text, however long it is; false where there is none.
  @discardableResult
  func passText(_ what: @autoclosure () -> String) throws(InputError) -> Bool {
    let length = try integer(what())
    guard length >= 0 else { return false }
    guard try bytes.pass(Int64(length)) else { throw cut(what()) }
    return true
  }

  private func cut(_ what: String) -> InputError {
    .cutArchive(reason: "this pg_dump archive ends too early, in \(what)")
  }
}
