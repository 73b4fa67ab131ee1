/// What one Incoming Call Log Item says, before anything in it is looked up in a store.
///
/// A plain value without references of its own, for millions of them pass by: its texts lie in the
/// batch it belongs to.
package struct AttemptRecord: Sendable {
  package var id: Identifier
  /// A bit for each ``AttemptField`` that the record has, NULL or not.
  package var known: UInt32 = 0
  /// A bit for each of `project`, `call`, `rule` and `user` that is not NULL.
  package var referenced: UInt32 = 0
  /// The integers by ``AttemptField``, ``AttemptField/null`` for NULL or absent; the places of
  /// `project` to `status` are filled in by the store.
  package var integers = InlineArray<15, Int64>(repeating: AttemptField.null)
  /// The ids of `project`, `call`, `rule` and `user`, in this order.
  package var references = InlineArray<4, Identifier>(repeating: Identifier(high: 0, low: 0))
  /// The number as dialled.
  package var phone = TextSlice.null
  package var status = TextSlice.null
  package var statusMessage = TextSlice.null
  /// Fields that are not upstream's, as a JSON object.
  package var extra = TextSlice.null
  /// See ``setFingerprint(texts:)``; 0 for none.
  package var fingerprint: Int64 = 0

  package init(id: Identifier) {
    self.id = id
  }

  package subscript(field: AttemptField) -> Int64 {
    @inline(__always)
    get { integers[field.rawValue] }
    @inline(__always)
    set {
      integers[field.rawValue] = newValue
      known |= field.bit
    }
  }

  /// The id of `project`, `call`, `rule` or `user`; nil for NULL or absent.
  package subscript(reference field: AttemptField) -> Identifier? {
    @inline(__always)
    get {
      referenced & field.bit == 0 ? nil : references[field.rawValue - AttemptField.project.rawValue]
    }
    @inline(__always)
    set {
      known |= field.bit
      guard let newValue else { return }
      referenced |= field.bit
      references[field.rawValue - AttemptField.project.rawValue] = newValue
    }
  }
}

extension AttemptRecord {
  /// Computes the ``Fingerprint``, once the record is complete.
  package mutating func setFingerprint(texts: borrowing [UInt8]) {
    // Products that do not wait for each other, each with factors of its own.
    var hash = Fingerprint.product(
      UInt64(known) << 32 | UInt64(referenced),
      UInt64(bitPattern: integers[0]),
      0
    )
    for index in 0..<7 {
      hash &+= Fingerprint.product(
        UInt64(bitPattern: integers[2 * index + 1]),
        UInt64(bitPattern: integers[2 * index + 2]),
        UInt64(index + 1)
      )
    }
    for index in 0..<4 {
      hash &+= Fingerprint.product(
        references[index].high,
        references[index].low,
        UInt64(index + 8)
      )
    }
    Fingerprint.mix(&hash, phone, texts)
    Fingerprint.mix(&hash, status, texts)
    Fingerprint.mix(&hash, statusMessage, texts)
    Fingerprint.mix(&hash, extra, texts)
    fingerprint = Fingerprint.finished(hash)
  }
}
