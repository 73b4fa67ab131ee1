/// Literals one behind another, to be compared with what stands in an input.
///
/// They lie in one array: a value with an array of its own would be retained and released at every
/// look, millions of times.
struct ByteLiterals {
  /// A literal's place among the bytes.
  struct Place {
    fileprivate var start: Int32
    fileprivate var byteCount: Int32

    /// That of a literal which is not known, and stands nowhere.
    static var unknown: Self { Self(start: 0, byteCount: .max) }

    var count: Int { Int(byteCount) }
  }

  private var bytes = [UInt8](repeating: 0, count: ByteReader.slackBytes)

  mutating func add(_ literal: ByteLiteral?) -> Place {
    guard let literal else { return .unknown }
    let start = bytes.count - ByteReader.slackBytes
    bytes.insert(contentsOf: literal.bytes, at: start)
    return Place(start: Int32(start), byteCount: Int32(literal.count))
  }

  /// Whether a literal stands at a position; false where there is not enough left.
  @inline(__always)
  func stand(_ place: Place, in input: ByteReader, at position: Int) -> Bool {
    position &+ place.count <= input.count
      && input.isSame(as: bytes, from: Int(place.start), count: place.count, at: position)
  }
}
