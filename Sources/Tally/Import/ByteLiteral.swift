/// Bytes that are expected in one place.
struct ByteLiteral: Equatable {
  /// With ``ByteReader/slackBytes`` of zeros behind them.
  private let padded: [UInt8]

  var count: Int { padded.count - ByteReader.slackBytes }

  var bytes: ArraySlice<UInt8> { padded[..<count] }

  init(_ bytes: some Collection<UInt8>) {
    padded = Array(bytes) + [UInt8](repeating: 0, count: ByteReader.slackBytes)
  }

  static func + (left: Self, right: Self) -> Self { Self(left.bytes + right.bytes) }

  /// Whether they stand at a position; false where there is not enough left.
  func stands(in input: ByteReader, at position: Int) -> Bool {
    position + count <= input.count
      && input.isSame(as: padded, from: 0, count: count, at: position)
  }
}
