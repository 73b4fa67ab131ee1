import Testing

@testable import Tally

struct MergeStateTests {
  @Test func `times come back as they were written`() {
    var state = MergeState()
    #expect(state.bytes == nil)
    let entries: [(Int, Int64)] = [(0, .min), (3, -1), (16, 0), (MergeState.nullCode + 7, .max)]
    for (code, stamp) in entries { state.append(code: code, stamp: stamp) }
    let read = MergeState(state.bytes ?? [])
    #expect(read.bytes == state.bytes)
    #expect(entries.allSatisfy { read[$0.0] == $0.1 })
    #expect(read[1] == nil)
    #expect(state.bytes?.count == 36)
  }
}
