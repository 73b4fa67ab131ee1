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
  /// A hash of all the record says, by which a record told again is known; see ``fingerprinted``.
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
  /// Computes the fingerprint, once the record is complete.
  ///
  /// 64 bits: that a changed record goes unnoticed for having the same one is as likely as one
  /// chosen bit pattern turning up by chance, once in 10^19. Never 0, which stands for none.
  package mutating func setFingerprint(texts: borrowing [UInt8]) {
    // Products that do not wait for each other, each with factors of its own.
    var hash = Self.product(
      UInt64(known) << 32 | UInt64(referenced),
      UInt64(bitPattern: integers[0]),
      0
    )
    for index in 0..<7 {
      hash &+= Self.product(
        UInt64(bitPattern: integers[2 * index + 1]),
        UInt64(bitPattern: integers[2 * index + 2]),
        UInt64(index + 1)
      )
    }
    for index in 0..<4 {
      hash &+= Self.product(references[index].high, references[index].low, UInt64(index + 8))
    }
    Self.mix(&hash, phone, texts)
    Self.mix(&hash, status, texts)
    Self.mix(&hash, statusMessage, texts)
    Self.mix(&hash, extra, texts)
    fingerprint = hash == 0 ? 1 : Int64(bitPattern: hash)
  }

  /// Two words as one; `place` makes it a different one in each place.
  @inline(__always)
  private static func product(_ left: UInt64, _ right: UInt64, _ place: UInt64) -> UInt64 {
    let key = 0x9E37_79B9_7F4A_7C15 &* (2 &* place &+ 1)
    let product = (left ^ key).multipliedFullWidth(by: right ^ key.byteSwapped)
    return product.high ^ product.low
  }

  @inline(__always)
  private static func mix(_ hash: inout UInt64, _ word: UInt64) {
    let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    hash = product.high ^ product.low &+ 0xD6E8_FEB8_6659_FD93
  }

  private static func mix(_ hash: inout UInt64, _ text: TextSlice, _ texts: borrowing [UInt8]) {
    mix(&hash, UInt64(bitPattern: Int64(text.count)))
    let bytes = unsafe texts.span.bytes
    var index = text.range.lowerBound
    let end = text.range.upperBound
    // Eight bytes at a time, the first one highest.
    while index + 8 <= end {
      mix(&hash, word(bytes, at: index))
      index += 8
    }
    guard index < end else { return }
    var rest: UInt64 = 0
    if end >= 8 {
      rest = word(bytes, at: end - 8) & ~(.max << UInt64(8 * (end - index)))
    } else {
      for byte in index..<end { rest = rest << 8 | UInt64(texts[byte]) }
    }
    mix(&hash, rest)
  }

  private static func word(_ bytes: RawSpan, at index: Int) -> UInt64 {
    UInt64(bigEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
  }
}
