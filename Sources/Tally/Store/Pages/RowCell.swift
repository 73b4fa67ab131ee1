/// One row in SQLite's record format, being put together.
///
/// A record is a header (its own size and a type for each column) and the columns' contents; both
/// are gathered apart and copied to where the row belongs. Source: "Record Format" in
/// https://www.sqlite.org/fileformat2.html.
@safe
struct RowCell: ~Copyable {
  /// Rows larger than a page can hold whole are left to SQLite.
  static let largestByteCount = TablePages.pageByteCount - 35
  /// Room for the types: one byte of their size, and at most three for each of forty columns.
  private static let contentStart = 128

  private let memory: UnsafeMutablePointer<UInt8>
  private var headerEnd = 1
  private var contentEnd = contentStart
  /// Whether something was too long to be kept.
  private(set) var isTooLarge = false

  init() {
    // Nine bytes more than the largest row, for integers are written as whole words.
    unsafe memory = .allocate(capacity: Self.contentStart + Self.largestByteCount + 9)
  }

  deinit {
    unsafe memory.deallocate()
  }

  /// The record's bytes.
  var byteCount: Int { headerEnd + contentEnd - Self.contentStart }

  mutating func removeAll() {
    headerEnd = 1
    contentEnd = Self.contentStart
    isTooLarge = false
  }

  @inline(__always)
  mutating func appendNull() {
    appendType(0)
  }

  @inline(__always)
  mutating func append(_ integer: Int64) {
    // 0 and 1 have types of their own, and need no content.
    if integer & ~1 == 0 { return appendType(UInt8(8 + integer)) }
    let magnitude = UInt64(bitPattern: integer < 0 ? ~integer : integer)
    let bits = 65 - magnitude.leadingZeroBitCount
    let (type, width): (UInt8, Int) =
      if bits <= 8 {
        (1, 1)
      } else if bits <= 16 {
        (2, 2)
      } else if bits <= 24 {
        (3, 3)
      } else if bits <= 32 {
        (4, 4)
      } else if bits <= 48 {
        (5, 6)
      } else {
        (6, 8)
      }
    appendType(type)
    guard hasRoom(for: width) else { return }
    appendWord(UInt64(bitPattern: integer) << UInt64(64 - width * 8), count: width)
  }

  /// Appends the integers of an attempt, with ``AttemptField/null`` for NULL.
  @inline(__always)
  mutating func append(_ integers: InlineArray<15, Int64>) {
    guard hasRoom(for: 15 * 9) else { return }
    var type = unsafe memory + headerEnd
    var content = unsafe UnsafeMutableRawPointer(memory + contentEnd)
    for index in 0..<15 {
      let integer = integers[index]
      let magnitude = UInt64(bitPattern: integer < 0 ? ~integer : integer)
      var bits = 65 - magnitude.leadingZeroBitCount
      // 0 and 1 have types of their own, and as NULL they need no content.
      if integer & ~1 == 0 { bits = 65 + Int(integer) }
      if integer == AttemptField.null { bits = 0 }
      let form = forms[bits]
      unsafe type.pointee = form & 0x0F
      unsafe type += 1
      let width = Int(form >> 4)
      let word = UInt64(bitPattern: integer) << UInt64(truncatingIfNeeded: (64 - width * 8) & 63)
      unsafe content.storeBytes(of: word.bigEndian, as: UInt64.self)
      unsafe content += width
    }
    headerEnd += 15
    contentEnd = unsafe content - UnsafeMutableRawPointer(memory)
  }

  /// By the bits an integer needs: SQLite's type, and how many bytes it has times 16; then those of
  /// 0 and of 1.
  private let forms = makeForms()

  private static func makeForms() -> InlineArray<67, UInt8> {
    var forms = InlineArray<67, UInt8>(repeating: 0)
    for bits in 1...64 {
      forms[bits] =
        switch bits {
        case ...8: 0x11
        case ...16: 0x22
        case ...24: 0x33
        case ...32: 0x44
        case ...48: 0x65
        default: 0x86
        }
    }
    forms[65] = 8
    forms[66] = 9
    return forms
  }

  /// Appends the sixteen bytes of an id as a BLOB.
  @inline(__always)
  mutating func append(_ id: Identifier) {
    appendType(12 + 2 * 16)
    guard hasRoom(for: 16) else { return }
    appendWord(id.high, count: 8)
    appendWord(id.low, count: 8)
  }

  /// Appends a text of some bytes that are UTF-8.
  mutating func append(_ text: TextSlice, of bytes: borrowing [UInt8]) {
    guard !text.isNull else { return appendNull() }
    let count = text.range.count
    guard hasRoom(for: count) else { return }
    appendLargeType(13 + 2 * UInt64(count))
    let destination = unsafe memory + contentEnd
    unsafe bytes.withUnsafeBytes { source in
      guard count > 0, let base = source.baseAddress else { return }
      unsafe UnsafeMutableRawPointer(destination)
        .copyMemory(from: base + text.range.lowerBound, byteCount: count)
    }
    contentEnd += count
  }

  private mutating func hasRoom(for count: Int) -> Bool {
    if byteCount + count > Self.largestByteCount - 3 { isTooLarge = true }
    return !isTooLarge
  }

  @inline(__always)
  private mutating func appendType(_ type: UInt8) {
    unsafe memory[headerEnd] = type
    headerEnd += 1
  }

  private mutating func appendLargeType(_ type: UInt64) {
    unsafe headerEnd += SQLiteVarint.write(type, to: memory + headerEnd)
  }

  /// Writes the first `count` bytes of a word, the highest first.
  @inline(__always)
  private mutating func appendWord(_ word: UInt64, count: Int) {
    unsafe UnsafeMutableRawPointer(memory + contentEnd)
      .storeBytes(of: word.bigEndian, as: UInt64.self)
    contentEnd += count
  }

  /// Copies the whole record; `destination` has ``byteCount`` bytes of room.
  @unsafe
  mutating func copy(to destination: UnsafeMutablePointer<UInt8>) {
    unsafe memory[0] = UInt8(headerEnd)
    unsafe destination.update(from: memory, count: headerEnd)
    unsafe (destination + headerEnd)
      .update(from: memory + Self.contentStart, count: contentEnd - Self.contentStart)
  }
}
