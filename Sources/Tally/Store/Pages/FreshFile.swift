internal import CLinux
internal import Glibc

/// The file of a store that is being made, under a name of its own until it is whole.
///
/// SQLite and this program write to it in turns: between two transactions, pages are added behind
/// those that SQLite knows, and its header is told of them as if another process had been at it
/// ("The Database Header" in https://www.sqlite.org/fileformat2.html). Nothing is journalled: what
/// is not finished is thrown away whole.
final class FreshFile {
  private let path: String
  private let finalPath: String
  private let descriptor: Int32
  private var isPublished = false

  /// Where a store is made that will be at `path`.
  static func temporaryPath(of path: String) -> String { path + ".new" }

  /// Removes what an import that was killed may have left.
  static func removeRemains(of path: String) {
    unsafe unlink(temporaryPath(of: path))
  }

  /// Opens the file that SQLite has made.
  init(for path: String) throws(StoreError) {
    let temporary = Self.temporaryPath(of: path)
    let descriptor = unsafe open(temporary, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(temporary) }
    self.path = temporary
    finalPath = path
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
    if !isPublished { unsafe unlink(path) }
  }

  /// Adds pages behind the last one; returns their numbers.
  @unsafe
  func append(pages: UnsafeRawBufferPointer) throws(StoreError) -> [UInt32] {
    var header = [UInt8](repeating: 0, count: 100)
    let count = unsafe pread(descriptor, &header, 100, 0)
    guard count == 100 else { throw Self.failure(path) }
    var lastPage = Self.word(header, at: 28)
    var numbers: [UInt32] = []
    for start in stride(from: 0, to: pages.count, by: TablePages.pageByteCount) {
      lastPage += 1
      // SQLite locks bytes of this page, which therefore holds nothing.
      if lastPage == Self.lockPage {
        try unsafe write(pages, numbers)
        let rest = unsafe UnsafeRawBufferPointer(rebasing: pages[start...])
        try setPageCount(lastPage, in: header)
        return try unsafe numbers + append(pages: rest)
      }
      numbers.append(lastPage)
    }
    try unsafe write(pages, numbers)
    try setPageCount(lastPage, in: header)
    // On its way to the disk while the next pages are made: at the end there is less to wait for.
    sync_file_range(descriptor, 0, 0, UInt32(CALLTALLY_SYNC_FILE_RANGE_WRITE))
    return numbers
  }

  private static let lockPage = UInt32(0x4000_0000 / TablePages.pageByteCount + 1)

  /// Writes the first pages, as many as there are numbers, which follow each other.
  @unsafe
  private func write(
    _ pages: UnsafeRawBufferPointer,
    _ numbers: [UInt32]
  ) throws(StoreError) {
    guard let first = numbers.first else { return }
    let byteCount = numbers.count * TablePages.pageByteCount
    try unsafe write(
      UnsafeRawBufferPointer(rebasing: pages[..<byteCount]),
      at: Int(first - 1) * TablePages.pageByteCount
    )
  }

  /// Puts a page in the place of one that is there.
  @unsafe
  func replace(page: UInt32, with bytes: UnsafeRawBufferPointer) throws(StoreError) {
    try unsafe write(bytes, at: Int(page - 1) * TablePages.pageByteCount)
    var header = [UInt8](repeating: 0, count: 100)
    guard unsafe pread(descriptor, &header, 100, 0) == 100 else { throw Self.failure(path) }
    try setPageCount(Self.word(header, at: 28), in: header)
  }

  /// Tells SQLite that the file has changed, and how many pages it has.
  private func setPageCount(_ count: UInt32, in header: [UInt8]) throws(StoreError) {
    let changes = (Self.word(header, at: 24) &+ 1).bigEndian
    try write(word: changes, at: 24)
    try write(word: count.bigEndian, at: 28)
    // The count is believed only where this is the same as the number of changes.
    try write(word: changes, at: 92)
  }

  private func write(word: UInt32, at offset: Int) throws(StoreError) {
    var word = word
    let count = unsafe pwrite(descriptor, &word, 4, off_t(offset))
    guard count == 4 else { throw Self.failure(path) }
  }

  @unsafe
  private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(StoreError) {
    var done = 0
    while done < bytes.count {
      let rest = unsafe bytes[done...]
      let count = unsafe pwrite(
        descriptor,
        UnsafeRawBufferPointer(rebasing: rest).baseAddress,
        rest.count,
        off_t(offset + done)
      )
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(path) }
      done += count
    }
  }

  /// Gives the file its name, once all of it is on disk.
  func publish() throws(StoreError) {
    guard fsync(descriptor) == 0 else { throw Self.failure(path) }
    guard unsafe rename(path, finalPath) == 0 else { throw Self.failure(finalPath) }
    isPublished = true
    // The name survives a power cut only once the folder is on disk, too. Some file systems cannot
    // do that for folders; the file is whole either way.
    let folder = unsafe open(
      FileStatus.folder(of: finalPath),
      O_RDONLY | O_DIRECTORY | O_CLOEXEC
    )
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  private static func word(_ bytes: [UInt8], at index: Int) -> UInt32 {
    bytes[index..<(index + 4)].reduce(0) { $0 << 8 | UInt32($1) }
  }

  private static func failure(_ path: String) -> StoreError {
    .writeFailed(path: path, reason: unsafe String(cString: strerror(errno)))
  }
}
