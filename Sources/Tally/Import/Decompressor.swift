/// Turns compressed bytes into plain ones, piece by piece.
protocol Decompressor: AnyObject {
  /// Whether the input may end here.
  var isBetweenMembers: Bool { get }

  /// Decompresses bytes of `input` from `inputStart` on into `output` between `start` and `end`;
  /// returns how many bytes were used and how many were made.
  func decompress(
    _ input: [UInt8],
    from inputStart: Int,
    into output: inout [UInt8],
    from start: Int,
    to end: Int
  ) throws(InputError) -> (used: Int, made: Int)
}
