internal import Glibc

/// Work on another core while this one goes on; whoever takes the result waits for it.
///
/// A thread for each piece of work and a join instead of a queue: no locks, and with pieces of some
/// milliseconds the thread costs nothing that could be measured.
struct Background<Work: Sendable>: ~Copyable {
  private final class Piece {
    var work: Work

    init(_ work: consuming Work) {
      self.work = work
    }
  }

  private let piece: Piece
  private var thread: pthread_t?

  /// Starts at once; where the system has no thread to give, the work is done right here.
  init(_ work: consuming Work, _ body: @escaping @Sendable (inout Work) -> Void) {
    let piece = Piece(work)
    self.piece = piece
    var thread = pthread_t()
    let job = unsafe Unmanaged.passRetained(BackgroundJob { body(&piece.work) })
    let code = unsafe pthread_create(
      &thread,
      nil,
      { pointer in
        if let pointer = unsafe pointer {
          unsafe Unmanaged<BackgroundJob>.fromOpaque(pointer).takeRetainedValue().run()
        }
        return nil
      },
      job.toOpaque()
    )
    if code == 0 {
      self.thread = thread
    } else {
      unsafe job.takeRetainedValue().run()
    }
  }

  deinit {
    if let thread { pthread_join(thread, nil) }
  }

  /// Waits for the work to be done.
  consuming func result() -> Work {
    if let thread { pthread_join(thread, nil) }
    thread = nil
    return piece.work
  }
}

/// What a thread is started with: C knows no generic types.
private final class BackgroundJob {
  let run: () -> Void

  init(_ run: @escaping () -> Void) {
    self.run = run
  }
}
