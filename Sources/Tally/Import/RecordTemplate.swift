/// The way one server writes its records of one kind, learned from the first of them.
///
/// Within one response the bytes between the values never change. Where they stand as learned and
/// the values are written as usual, a record is read without being taken apart; ``JSONTape`` and
/// ``RecordDecoder`` take what is declined, and give the same.
protocol RecordTemplate {
  /// Learns from a record that was taken apart; nil where it has something out of the ordinary.
  init?(_ tokens: [JSONTape.Token], _ buffer: [UInt8])

  /// Of how many values the wrapping is known.
  var knownCount: Int { get }

  /// Whether no record that it reads has a line break in it.
  var isOneLine: Bool { get }

  /// Takes what another template knows of the wrapping of values that were NULL so far.
  ///
  /// False where the other is another form altogether.
  mutating func complete(from other: Self) -> Bool

  /// Reads the record at `start` into the batch; returns where it ends, or nil to decline it.
  mutating func read(
    _ bytes: ByteReader,
    from start: Int,
    into batch: inout RecordBatch,
    list: RecordBatch.ListNumber
  ) -> Int?
}
