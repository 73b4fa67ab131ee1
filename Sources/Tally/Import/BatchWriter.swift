internal import Glibc

/// Hands batches to a store's writer on a thread of its own, so that reading goes on meanwhile.
///
/// One batch is being filled, one waits in the slot, one is being written; whoever is faster waits.
/// Two semaphores pass the slot back and forth, so that it is never in two hands: who has waited
/// for `free` or `filled` may touch what is shared, and nobody else.
@safe
final class BatchWriter {
  private let writer: StoreWriter
  private let free: UnsafeMutablePointer<sem_t>
  private let filled: UnsafeMutablePointer<sem_t>
  private var thread = pthread_t()
  private var isRunning = false
  /// A batch to be written or, going the other way, an empty one to be filled.
  private var slot = RecordBatch()
  private var rejectedCount = 0
  private var isLast = false
  private var failure: (any Error)?

  init(_ writer: StoreWriter) {
    self.writer = writer
    unsafe free = .allocate(capacity: 1)
    unsafe filled = .allocate(capacity: 1)
    unsafe sem_init(free, 0, 1)
    unsafe sem_init(filled, 0, 0)
  }

  deinit {
    unsafe sem_destroy(free)
    unsafe sem_destroy(filled)
    unsafe free.deallocate()
    unsafe filled.deallocate()
  }

  /// Gives a batch away for an empty one.
  ///
  /// Throws what writing an earlier batch threw.
  func submit(_ batch: inout RecordBatch, rejected: Int) throws {
    unsafe Self.wait(free)
    if let failure {
      unsafe sem_post(free)
      throw failure
    }
    swap(&slot, &batch)
    rejectedCount = rejected
    unsafe sem_post(filled)
  }

  /// Waits until all that was submitted is written.
  ///
  /// Throws what writing threw.
  func finish() throws {
    stop()
    if let failure { throw failure }
  }

  /// Ends the thread, once it has written what it has.
  func stop() {
    guard isRunning else { return }
    isRunning = false
    unsafe Self.wait(free)
    isLast = true
    unsafe sem_post(filled)
    pthread_join(thread, nil)
  }

  /// Starts the thread, which reads what is in the store before the first batch is there.
  func start() {
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    let code = unsafe pthread_create(
      &thread,
      nil,
      { context in
        if let context = unsafe context {
          unsafe Unmanaged<BatchWriter>.fromOpaque(context).takeUnretainedValue().run()
        }
        return nil
      },
      context
    )
    // Without a thread there is no import; it is told like any other failure to write.
    isRunning = code == 0
    if code != 0 { failure = ThreadError(code: code) }
  }

  private func run() {
    var batch = RecordBatch()
    var problem: (any Error)?
    do {
      try writer.begin()
    } catch {
      problem = error
    }
    while true {
      unsafe Self.wait(filled)
      // Told only now: while a batch is being written, the other side may be looking.
      failure = problem
      guard !isLast else { return }
      batch.removeAll()
      swap(&slot, &batch)
      let rejected = rejectedCount
      unsafe sem_post(free)
      do {
        if problem == nil { try writer.upsert(&batch, rejected: rejected) }
      } catch {
        problem = error
      }
    }
  }

  private static func wait(_ semaphore: UnsafeMutablePointer<sem_t>) {
    while unsafe sem_wait(semaphore) != 0 {}
  }
}

/// The system would not start a thread.
struct ThreadError: Error, CustomStringConvertible {
  var code: Int32

  var description: String {
    "no thread could be started for writing: \(unsafe String(cString: strerror(code)))"
  }
}
