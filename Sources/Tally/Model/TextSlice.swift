/// A text among the bytes of a ``RecordBatch``, or NULL.
package struct TextSlice: Sendable, Equatable {
  package var start: Int32
  /// Bytes; negative for NULL.
  package var count: Int32

  package static let null = Self(start: 0, count: -1)

  package init(start: Int32, count: Int32) {
    self.start = start
    self.count = count
  }

  package var isNull: Bool { count < 0 }

  package var range: Range<Int> { Int(start)..<Int(start) + max(0, Int(count)) }
}
