/// Two pieces of work under way, given back in the order in which they were started.
///
/// With whoever starts them, that keeps two cores busy whichever side has more to do.
struct BackgroundPair<Work: Sendable>: ~Copyable {
  private var older: Background<Work>?
  private var newer: Background<Work>?

  /// Starts a piece; one that was started two before has to be taken by then.
  mutating func start(_ work: consuming Work, _ body: @escaping @Sendable (inout Work) -> Void) {
    older = newer.take()
    newer = Background(work, body)
  }

  /// Waits for the older one of two pieces; nil where fewer are under way.
  mutating func takeOlder() -> Work? { older.take()?.result() }

  /// Waits for the piece that was started first; nil where none is under way.
  mutating func takeFirst() -> Work? { takeOlder() ?? newer.take()?.result() }
}
