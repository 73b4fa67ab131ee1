/// Reads pages of attempts for what is in them, and keeps nothing.
package struct PageReader {
  private var decoder = RecordDecoder()
  private var buffer: [UInt8] = []

  package init() {}

  /// What a page holds; records that cannot be read are counted alone.
  package mutating func read(_ body: [UInt8], by order: PageFacts.Order) throws -> PageFacts {
    var facts = PageFacts(.attempts, by: order)
    var batch = RecordBatch()
    var stream = JSONStream(BytesSource(body), buffer: buffer)
    buffer = []
    defer { buffer = stream.takeBuffer() }
    while true {
      switch try stream.next() {
      case .record:
        facts.recordCount += 1
        do throws(RecordFault) {
          try decoder.decode(stream.tape.tokens, stream.buffer, list: 0, into: &batch)
        } catch {}
      case .fault: facts.recordCount += 1
      case .listBegan: break
      case .listEnded(let totals): facts.announcedCount = totals.count
      case .end:
        facts.add(batch, from: RecordBatch.Place())
        return facts
      }
    }
  }
}
