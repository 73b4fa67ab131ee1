import Support

@testable import Tally

/// Bytes that come in pieces of any size, as from a pipe.
final class PieceSource: ByteSource {
  private let bytes: [UInt8]
  private var position = 0
  private var random: SplitMix64
  private let mostBytes: Int

  init(_ bytes: [UInt8], seed: UInt64, mostBytes: Int = 300) {
    self.bytes = bytes
    random = SplitMix64(seed: seed)
    self.mostBytes = mostBytes
  }

  func read(into buffer: inout [UInt8], from start: Int, to end: Int) throws(InputError) -> Int {
    let wanted = Int.random(in: 1...mostBytes, using: &random)
    let count = min(wanted, end - start, bytes.count - position)
    for index in 0..<count { buffer[start + index] = bytes[position + index] }
    position += count
    return count
  }
}
