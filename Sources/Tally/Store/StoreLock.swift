internal import Glibc

/// The right to write to a store, held by one process at a time.
///
/// A POSIX record lock on `<store>.lock`: the system drops it when the process ends, however it
/// ends, and tells its holder's process id (fcntl(2), F_GETLK).
@safe
struct StoreLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock, waiting at most `waitSeconds` for another process.
  ///
  /// Nothing is locked where there is no path: what is in memory is nobody else's.
  init(storePath: String?, waitSeconds: Int) throws(StoreError) {
    guard let storePath else {
      descriptor = -1
      return
    }
    let path = storePath + ".lock"
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw .lockFailed(path: path, reason: unsafe String(cString: strerror(errno)))
    }
    var tenthsLeft = waitSeconds * 10
    while true {
      var request = flock()
      request.l_type = Int16(F_WRLCK)
      request.l_whence = Int16(SEEK_SET)
      if unsafe fcntl(descriptor, F_SETLK, &request) == 0 { return }
      guard errno == EACCES || errno == EAGAIN else {
        throw .lockFailed(path: path, reason: unsafe String(cString: strerror(errno)))
      }
      guard tenthsLeft > 0 else {
        var holder = flock()
        holder.l_type = Int16(F_WRLCK)
        holder.l_whence = Int16(SEEK_SET)
        let isTold = unsafe fcntl(descriptor, F_GETLK, &holder) == 0 && holder.l_pid > 0
        throw .locked(path: storePath, processID: isTold ? holder.l_pid : nil)
      }
      tenthsLeft -= 1
      usleep(100_000)
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
