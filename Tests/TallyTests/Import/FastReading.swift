import Testing

@testable import Tally

/// Bytes as the fast paths of an import get them.
enum FastReading {
  /// Hands over bytes with the slack behind them that readers of words need.
  static func read<Result>(_ bytes: [UInt8], _ body: (ByteReader) -> Result) -> Result {
    let padded = bytes + [UInt8](repeating: 0, count: ByteReader.slackBytes)
    return unsafe padded.withUnsafeBytes { buffer in
      unsafe body(ByteReader(buffer, count: bytes.count))
    }
  }

  /// How many of the lines a template reads that learns from those it declines.
  static func count<Template: RecordTemplate>(
    ofLinesReadBy _: Template.Type,
    _ lines: [String]
  ) -> Int {
    var template: Template?
    var readCount = 0
    for line in lines {
      var batch = RecordBatch()
      // Near the end of what is at hand records are declined.
      let bytes = Array((line + line).utf8)
      let end = read(bytes) { template?.read($0, from: 0, into: &batch, list: 0) }
      if let end {
        #expect(end == line.utf8.count)
        #expect(batch.attempts.count + batch.calls.count == 1)
        readCount += 1
        continue
      }
      #expect(batch.count == 0 && batch.texts.isEmpty)
      var tape = JSONTape()
      guard case .complete = tape.parse(bytes, from: 0, to: line.utf8.count),
        let seen = Template(tape.tokens, bytes)
      else { continue }
      if template?.complete(from: seen) != true { template = seen }
    }
    return readCount
  }
}
