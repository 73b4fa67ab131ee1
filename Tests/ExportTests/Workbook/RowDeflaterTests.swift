import CZlib
import Support
import Testing

@testable import Export

/// What is deflated inflates to what it was.
struct RowDeflaterTests {
  private static func deflated(_ text: [UInt8]) -> [UInt8] {
    RowDeflater().deflated(
      text + [UInt8](repeating: 7, count: RowDeflater.slackBytes),
      count: text.count
    )
  }

  /// Inflates parts that were put together, whose end is told by their last bytes.
  private static func inflated(_ packed: [UInt8], count: Int) -> [UInt8] {
    // A last, empty block with fixed codes ends the stream.
    var packed = packed + [0x03, 0x00]
    return unsafe [UInt8](unsafeUninitializedCapacity: count + 1) { output, used in
      var stream = unsafe z_stream()
      unsafe packed.withUnsafeMutableBufferPointer { input in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        let size = unsafe Int32(MemoryLayout<z_stream>.size)
        unsafe inflateInit2_(&stream, -15, ZLIB_VERSION, size)
        let code = unsafe inflate(&stream, Z_FINISH)
        #expect(code == Z_STREAM_END)
        unsafe inflateEnd(&stream)
      }
      used = unsafe output.count - Int(stream.avail_out)
    }
  }

  private static func text(_ random: inout SplitMix64) -> [UInt8] {
    var text: [UInt8] = []
    let count = Int(random.next() % 100_000)
    while text.count < count {
      switch random.next() % 5 {
      case 0: text += Array("<c r=\"A\(text.count)\" s=\"6\" t=\"inlineStr\"><is><t>".utf8)
      case 1: text += (0..<36).map { _ in UInt8(ascii: "0") + UInt8(random.next() % 16) }
      case 2:
        text += [UInt8](repeating: UInt8(random.next() % 256), count: Int(random.next() % 900))
      case 3:
        let length = min(text.count, Int(random.next() % 40))
        let start = Int(random.next() % UInt64(text.count - length + 1))
        text += Array(text[start..<(start + length)])
      default: text += (0..<9).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      }
    }
    return text
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `what is deflated inflates to itself`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let texts = (0..<3).map { _ in Self.text(&random) }
    let whole = Array(texts.joined())
    #expect(
      Self.inflated(Array(texts.map(Self.deflated).joined()), count: whole.count) == whole
    )
  }

  @Test func `bytes without any order, one byte again and again, and nothing`() {
    var random = SplitMix64(seed: 1)
    let noise = (0..<100_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    // Frequencies that double make the longest codes there are.
    var steps: [UInt8] = []
    for letter in 0..<16 as Range<UInt8> {
      steps += [UInt8](repeating: letter, count: 1 << Int(letter))
    }
    for text in [
      noise, [UInt8](repeating: 65, count: 70_000), [], [1], steps.shuffled(using: &random),
    ] {
      #expect(Self.inflated(Self.deflated(text), count: text.count) == text)
    }
  }

  @Test func `codes leave no room and are no longer than allowed`() {
    var random = SplitMix64(seed: 2)
    for limit in [7, 15] {
      for _ in 0..<50 {
        let frequencies = (0..<(limit == 7 ? 19 : 286)).map { _ in
          random.next() % 3 == 0 ? 0 : UInt32(1) << UInt32(random.next() % 20)
        }
        let codes = DeflateCodes(frequencies: frequencies, limit: limit)
        #expect(codes.lengths.allSatisfy { $0 <= limit })
        #expect(zip(codes.lengths, frequencies).allSatisfy { ($0 > 0) == ($1 > 0) })
        let room = codes.lengths.reduce(0) { $0 + ($1 > 0 ? 1 << (limit - Int($1)) : 0) }
        #expect(room == 1 << limit)
      }
    }
    // Every symbol as often as the two before it: as deep as codes can be.
    var frequencies: [UInt32] = [1, 1]
    while frequencies.count < 40 { frequencies.append(frequencies.suffix(2).reduce(0, +)) }
    let codes = DeflateCodes(frequencies: frequencies, limit: 15)
    #expect(codes.lengths.reduce(0) { $0 + 1 << (15 - Int($1)) } == 1 << 15)
    #expect(codes.lengths == codes.lengths.sorted(by: >))
  }
}
