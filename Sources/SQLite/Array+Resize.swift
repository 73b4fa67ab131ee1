extension [UInt8] {
  /// Makes it so many bytes long, in the memory it has where that is enough; new ones are 0.
  package mutating func resize(to count: Int) {
    if self.count > count {
      removeLast(self.count - count)
    } else {
      append(contentsOf: repeatElement(0, count: count - self.count))
    }
  }
}
