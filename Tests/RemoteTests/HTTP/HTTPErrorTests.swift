import Testing

@testable import Remote

struct HTTPErrorTests {
  private static let kinds: [HTTPError.Kind] = [
    .unavailable, .unresolved, .unreachable, .timedOut, .cutShort, .tooLarge, .untrusted,
    .timeLimit, .failed,
  ]

  @Test func `only what may have passed by later is worth another try`() {
    let temporary: [HTTPError.Kind] = [.unresolved, .unreachable, .timedOut, .cutShort, .timeLimit]
    for kind in Self.kinds {
      #expect(HTTPError(kind, "").isTemporary == temporary.contains(kind), "\(kind)")
    }
  }

  @Test func `what never left is unsent, and what came too slowly may be too large`() {
    for kind in Self.kinds {
      let error = HTTPError(kind, "")
      #expect(error.isUnsent == [.unresolved, .unreachable].contains(kind), "\(kind)")
      #expect(error.mayBeSize == [.timedOut, .cutShort, .tooLarge].contains(kind), "\(kind)")
    }
  }

  @Test func `a wait is told in tenths of seconds`() {
    let wait = HTTPWait(reason: "the server answers 503", milliseconds: 12_090)
    #expect("\(wait)" == "the server answers 503; trying again in 12.0 s")
  }
}
