/// Turns compressed bytes into plain ones, piece by piece.
protocol Decompressor: AnyObject {
  /// Whether the input may end here.
  var isBetweenMembers: Bool { get }

  /// Appends what the bytes from `start` on hold to `output`; returns how many of them were used.
  func decompress(
    _ input: [UInt8],
    from start: Int,
    into output: inout [UInt8]
  )
    throws(InputError) -> Int
}

/// How much room a decompressor asks for at a time.
let decompressedChunkBytes = 1 << 18
