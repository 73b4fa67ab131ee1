internal import CLinux

/// What becomes of memory that is no longer used.
enum FreedMemory {
  /// Has it kept for what is wanted next instead of being given back to the system, whose pages have
  /// to be cleared each time they are handed out.
  ///
  /// Threads share it besides: memory of a thread's own grows a page at a time, and the system looks
  /// at each of these. For the rest of the process; where the C library declines, nothing is lost.
  static func keep() {
    mallopt(M_ARENA_MAX, 1)
    mallopt(M_MMAP_THRESHOLD, 32 << 20)
    mallopt(M_TRIM_THRESHOLD, 512 << 20)
    mallopt(M_TOP_PAD, 8 << 20)
  }
}
