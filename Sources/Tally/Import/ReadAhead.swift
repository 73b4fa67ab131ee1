internal import Glibc

/// Reads what will be wanted next on a thread of its own, while what was read before is looked at.
///
/// One block at a time: who has asked for one takes it before anybody asks for another. Two
/// semaphores pass the request back and forth, so that it is never in two hands.
@safe
final class ReadAhead {
  /// Where a block comes from.
  enum Request: Equatable {
    /// The beginning of a file that is to be opened.
    case beginning(path: String)
    /// What follows in a file that is open.
    case rest(descriptor: Int32)
  }

  /// Bytes of a file, from ``start`` to ``end`` of a buffer; none at the end of the file.
  struct Block {
    var buffer: [UInt8]
    var start = 0
    var end = 0
    /// The open file; below zero where it could not be opened.
    var descriptor: Int32
    /// What went wrong, as `errno` has it; else 0.
    var errorNumber: Int32 = 0
  }

  /// Room before the bytes of ``Request/rest(descriptor:)``, for what is left of a block before.
  static let headByteCount = 1 << 16
  static let bufferByteCount = 1 << 20

  private let asked: UnsafeMutablePointer<sem_t>
  private let done: UnsafeMutablePointer<sem_t>
  private var thread = pthread_t()
  private var isRunning = false
  /// What was asked for and has not been taken.
  private(set) var request: Request?
  private var block = Block(buffer: [], descriptor: -1)
  private var isEnding = false

  init() {
    unsafe asked = .allocate(capacity: 1)
    unsafe done = .allocate(capacity: 1)
    unsafe sem_init(asked, 0, 0)
    unsafe sem_init(done, 0, 0)
  }

  deinit {
    if case .beginning = request, let block = take(), block.descriptor >= 0 {
      close(block.descriptor)
    }
    if isRunning {
      isEnding = true
      unsafe sem_post(asked)
      pthread_join(thread, nil)
    }
    unsafe sem_destroy(asked)
    unsafe sem_destroy(done)
    unsafe asked.deallocate()
    unsafe done.deallocate()
  }

  /// Has a block read into a buffer, which is taken; false where there is no thread for it.
  ///
  /// Nothing may be asked for and not taken yet.
  func ask(_ request: Request, into buffer: inout [UInt8]) -> Bool {
    guard startThread() else { return false }
    if buffer.count < Self.bufferByteCount {
      buffer = [UInt8](repeating: 0, count: Self.bufferByteCount)
    }
    self.request = request
    block = Block(buffer: [], descriptor: -1)
    // Swapped: a buffer that somebody else held too would be copied before it is written to.
    swap(&block.buffer, &buffer)
    unsafe sem_post(asked)
    return true
  }

  /// Waits for the block that was asked for; nil where none was.
  func take() -> Block? {
    guard request != nil else { return nil }
    unsafe Self.wait(done)
    request = nil
    var taken = Block(buffer: [], descriptor: -1)
    swap(&taken, &block)
    return taken
  }

  private func startThread() -> Bool {
    if isRunning { return true }
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    let code = unsafe pthread_create(
      &thread,
      nil,
      { context in
        if let context = unsafe context {
          unsafe Unmanaged<ReadAhead>.fromOpaque(context).takeUnretainedValue().run()
        }
        return nil
      },
      context
    )
    isRunning = code == 0
    return isRunning
  }

  private func run() {
    while true {
      unsafe Self.wait(asked)
      guard !isEnding else { return }
      switch request {
      case .beginning(let path):
        block.descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        if block.descriptor < 0 { block.errorNumber = errno } else { fill(from: 0) }
      case .rest(let descriptor):
        block.descriptor = descriptor
        fill(from: Self.headByteCount)
      case nil: break
      }
      unsafe sem_post(done)
    }
  }

  private func fill(from start: Int) {
    let limit = block.buffer.count - ByteReader.slackBytes - start
    let descriptor = block.descriptor
    var count = 0
    repeat {
      count = unsafe block.buffer.withUnsafeMutableBytes { bytes in
        unsafe read(descriptor, bytes.baseAddress.map { unsafe $0 + start }, limit)
      }
    } while count < 0 && errno == EINTR
    if count < 0 { block.errorNumber = errno }
    block.start = start
    block.end = start + max(0, count)
  }

  private static func wait(_ semaphore: UnsafeMutablePointer<sem_t>) {
    while unsafe sem_wait(semaphore) != 0 {}
  }
}
