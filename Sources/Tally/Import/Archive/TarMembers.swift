/// The files in a tar that pg_dump has written (POSIX ustar), the table of contents first.
struct TarMembers {
  /// One file of it; its bytes come from the archive's as long as no other is asked for.
  final class Member: ByteSource {
    let name: String
    /// Where it ends in the tar.
    let endOffset: Int64
    private let bytes: ArchiveBytes
    private var left: Int64

    fileprivate init(_ bytes: ArchiveBytes, name: String, byteCount: Int64) {
      self.bytes = bytes
      self.name = name
      endOffset = bytes.offset + byteCount
      left = byteCount
    }

    func read(into buffer: inout [UInt8], from start: Int, to end: Int) throws(InputError) -> Int {
      guard left > 0 else { return 0 }
      let limit = Int(min(Int64(end), Int64(start) + left))
      let count = try bytes.read(into: &buffer, from: start, to: limit)
      guard count > 0 else { throw TarMembers.cut }
      left -= Int64(count)
      return count
    }
  }

  private let bytes: ArchiveBytes
  /// Where the head of the next file is.
  private var nextOffset: Int64 = 0

  private static let headByteCount = 512

  init(_ bytes: ArchiveBytes) {
    self.bytes = bytes
  }

  /// Whether this is how a tar begins that pg_dump has written.
  static func isArchive(_ start: ArraySlice<UInt8>) -> Bool {
    let name = Array("toc.dat".utf8)
    return start.count > name.count && start.starts(with: name)
      && start.dropFirst(name.count).allSatisfy { $0 == 0 }
  }

  /// The next file; nil behind the last.
  mutating func next() throws(InputError) -> Member? {
    guard try bytes.pass(max(0, nextOffset - bytes.offset)) else { throw Self.cut }
    let start = bytes.offset
    let head = Array(try bytes.peek(Self.headByteCount))
    guard head.count == Self.headByteCount, try bytes.pass(Int64(Self.headByteCount)) else {
      throw Self.cut
    }
    // A tar ends with heads that are empty.
    guard head.contains(where: { $0 != 0 }) else { return nil }
    guard head[257..<262].elementsEqual("ustar".utf8), let byteCount = Self.number(head[124..<136])
    else {
      throw .damagedArchive(
        reason: "this tar of pg_dump is damaged: at byte \(start) is no head of a file"
      )
    }
    let padded = (byteCount + 511) / 512 * 512
    nextOffset = bytes.offset + padded
    let name = String(decoding: head[..<100].prefix { $0 != 0 }, as: UTF8.self)
    return Member(bytes, name: name, byteCount: byteCount)
  }

  /// Octal digits, or, for what does not fit, the number itself behind a bit that says so.
  private static func number(_ field: ArraySlice<UInt8>) -> Int64? {
    if field.first == 0x80 {
      let value = field.dropFirst().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return value < 1 << 62 ? Int64(value) : nil
    }
    let digits = field.drop { $0 == 0x20 }.prefix { $0 != 0x20 && $0 != 0 }
    return Int64(String(decoding: digits, as: UTF8.self), radix: 8)
  }

  private static var cut: InputError {
    .cutArchive(reason: "this tar of pg_dump ends too early")
  }
}
