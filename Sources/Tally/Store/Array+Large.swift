internal import Glibc

extension Array {
  /// Gets room for many elements at once, in pages as large as the system has them.
  ///
  /// Memory of megabytes comes 4 KiB at a time otherwise, each of which interrupts the program when
  /// it is touched first, and has to be looked up by the processor later. Where the system has no
  /// larger pages, nothing is lost. Source: madvise(2), MADV_HUGEPAGE.
  mutating func reserveLarge(_ count: Int) {
    reserveCapacity(count)
    let byteCount = capacity * MemoryLayout<Element>.stride
    unsafe withUnsafeBufferPointer { elements in
      guard byteCount >= 4 << 20, let start = elements.baseAddress else { return }
      let pageSize = 1 << 21
      let first = (Int(bitPattern: start) + pageSize - 1) & -pageSize
      let last = (Int(bitPattern: start) + byteCount) & -pageSize
      guard first < last else { return }
      unsafe madvise(UnsafeMutableRawPointer(bitPattern: first), last - first, MADV_HUGEPAGE)
    }
  }
}
