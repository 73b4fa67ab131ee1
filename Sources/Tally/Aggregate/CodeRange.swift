/// Which codes a dimension can have: 0 for none, and those above ``base``.
struct CodeRange: Sendable, Hashable {
  /// The codes from 1 up to this one do not occur.
  var base: UInt32 = 0
  /// How many codes there are, 0 included.
  var count: UInt64

  /// The place of a code among those that can occur.
  @inline(__always)
  func place(of code: UInt32) -> UInt64 { code == 0 ? 0 : UInt64(code &- base) }

  @inline(__always)
  func code(at place: UInt64) -> UInt32 { place == 0 ? 0 : UInt32(place) + base }
}
