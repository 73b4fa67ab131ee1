import Support
import Testing

@testable import Tally

/// What is read ahead is what would have been read.
@Suite struct ReadAheadTests {
  @Test(arguments: 0..<6 as Range<UInt64>)
  func `a file comes whole, whoever takes what part of it`(seed: UInt64) throws {
    let directory = try TemporaryDirectory()
    var random = SplitMix64(seed: seed)
    let count = Int.random(in: 0...4_000_000, using: &random)
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 9) | 0x80 }
    try directory.write(bytes, to: "file")
    let ahead = ReadAhead()
    let input = try InputStream(path: directory.file("file"), ahead: ahead)
    var found: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 19)
    var spare: [UInt8] = []
    while true {
      let isAsking = random.next() % 3 > 0
      if isAsking { input.readAhead(into: &spare) }
      if random.next() % 2 == 0, let block = try input.takeAhead() {
        if block.start == block.end { break }
        #expect(block.start >= ReadAhead.headByteCount)
        found += block.buffer[block.start..<block.end]
        spare = block.buffer
      } else {
        let start = Int.random(in: 0...9, using: &random)
        let end = Int.random(in: (start + 1)...buffer.count, using: &random)
        let count = try input.read(into: &buffer, from: start, to: end)
        if count == 0 { break }
        found += buffer[start..<(start + count)]
      }
    }
    #expect(found == bytes)
    #expect(input.consumedByteCount == Int64(count))
  }

  @Test func `a record damaged deep in a file is told with its place`() throws {
    let folder = try ImportFolder()
    var text = ""
    var places: [String] = []
    var paddingCount = 0
    for number in 0..<20_000 {
      if number % 3000 == 2999 {
        places.append("\(number + 1) \(text.utf8.count)")
        text += "{\"_id\":\"nonsense \(number)\"}\n"
      } else {
        let padding = String(repeating: "x", count: number * 7 % 400)
        paddingCount += padding.utf8.count
        text += PlainAttempt.json(number, ",\"statusMessage\":\"\(padding)\"") + "\n"
      }
    }
    let outcome = try folder.run(text: text)
    #expect(outcome.rejects.map { "\($0.line) \($0.byteOffset)" } == places)
    #expect(outcome.attempts.inserted == 20_000 - places.count)
    let answer = try folder.answer("SELECT sum(length(status_message)) FROM attempt")
    #expect(answer == ["\(paddingCount)"])
  }

  @Test func `a folder of small files comes in its order, with what cannot be opened told`() throws
  {
    let folder = try ImportFolder()
    for number in 0..<40 {
      let text = number % 7 == 3 ? "" : PlainAttempt.json(number)
      try folder.directory.write(text, to: "part-\(number + 10).json")
    }
    try folder.directory.write([0x1F, 0x8B, 1, 2], to: "part-30.json")
    let outcome = try folder.run(".")
    #expect(outcome.attempts.inserted == 33)
    #expect(outcome.summary.sources.map(\.path) == outcome.summary.sources.map(\.path).sorted())
    #expect(outcome.reasons.count { $0 == .emptyInput } == 6)
    #expect(outcome.rejects.count == 7)
  }
}
