/// Deflates the XML of rows, at several times the speed of zlib's fastest level.
///
/// Rows repeat what stands around their values, and little else: it is enough to look where six
/// bytes were seen last. The format is that of https://www.rfc-editor.org/rfc/rfc1951.
@safe
struct RowDeflater: ~Copyable {
  /// Bytes behind the text that are read, and mean nothing.
  static let slackBytes = 16

  /// Bytes that are alike at least, for a shorter match takes as much room as its letters.
  private static let shortestMatch = 6
  private static let longestMatch = 258
  private static let window = 32768
  private static let hashBits: UInt64 = 13
  /// Letters and matches of one block, which share their codes.
  private static let blockTokens = 1 << 15
  /// Letters that are passed over at once at most.
  private static let longestStep = 6

  /// By hash of six bytes, one more than where they were seen last.
  private let places: UnsafeMutablePointer<UInt32>
  /// Letters, and of matches the length in the upper half and the distance in the lower.
  private let tokens: UnsafeMutablePointer<UInt32>
  private var tokenCount = 0

  init() {
    unsafe places = .allocate(capacity: 1 << Int(Self.hashBits))
    unsafe places.initialize(repeating: 0, count: 1 << Int(Self.hashBits))
    unsafe tokens = .allocate(capacity: Self.blockTokens)
    unsafe tokens.initialize(repeating: 0, count: Self.blockTokens)
  }

  deinit {
    unsafe places.deallocate()
    unsafe tokens.deallocate()
  }

  /// Deflates the first bytes of a text that has ``slackBytes`` more behind them.
  ///
  /// What comes out ends at a whole byte and begins anew, so that such parts can be put together.
  consuming func deflated(_ text: borrowing [UInt8], count: Int) -> [UInt8] {
    precondition(count + Self.slackBytes <= text.count && count < Int(Int32.max))
    // No symbol of 286 takes more than 9.2 bits on average, nor six bytes of a match more than 48.
    let capacity = count + count / 4 + 1024 * (count / Self.blockTokens + 2)
    return unsafe text.withUnsafeBytes { text in
      unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, used in
        guard let text = text.baseAddress, let start = buffer.baseAddress else { return }
        var bits = unsafe BitCursor(start)
        var position = 0
        while position < count {
          unsafe position = findTokens(text, from: position, to: count)
          unsafe write(to: &bits)
          precondition(unsafe bits.position - start <= capacity - 64, "more than was reckoned")
        }
        unsafe bits.appendEmptyBlock()
        used = unsafe bits.position - start
      }
    }
  }

  /// Takes a text apart until a block is full; returns where it goes on.
  ///
  /// The longer nothing has been found (ids are like that), the fewer places are looked at: what is
  /// found then may begin further up.
  private mutating func findTokens(_ text: UnsafeRawPointer, from start: Int, to end: Int) -> Int {
    var position = start
    var made = 0
    var misses = 0
    while position < end, made < Self.blockTokens - Self.longestStep {
      let word = unsafe text.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      // The product of the first six bytes only.
      let hash = ((word &<< 16) &* 0x9E37_79B1_85EB_CA87) &>> (64 - Self.hashBits)
      let place = unsafe places + Int(truncatingIfNeeded: hash)
      var candidate = unsafe Int(place.pointee) - 1
      unsafe place.pointee = UInt32(truncatingIfNeeded: position + 1)
      if candidate >= 0, position - candidate <= Self.window {
        var length = unsafe matchLength(text, candidate, position, word, end)
        if length >= Self.shortestMatch {
          var from = position
          while misses > 0, candidate > 0, length < Self.longestMatch,
            unsafe byte(text, candidate - 1) == byte(text, from - 1)
          {
            (from, candidate, made) = (from - 1, candidate - 1, made - 1)
            (length, misses) = (length + 1, misses - 1)
          }
          unsafe tokens[made] = UInt32(truncatingIfNeeded: length << 16 | (from - candidate))
          made += 1
          position = from + length
          misses = 0
          continue
        }
      }
      var letters = word
      let step = min(Self.longestStep, 1 + misses / 8, end - position)
      for _ in 0..<step {
        unsafe tokens[made] = UInt32(truncatingIfNeeded: letters & 0xFF)
        letters >>= 8
        made += 1
      }
      position += step
      misses += step
    }
    tokenCount = made
    return position
  }

  @inline(__always)
  private func byte(_ text: UnsafeRawPointer, _ position: Int) -> UInt8 {
    unsafe text.load(fromByteOffset: position, as: UInt8.self)
  }

  /// How many bytes are alike at two places.
  @inline(__always)
  private func matchLength(
    _ text: UnsafeRawPointer,
    _ candidate: Int,
    _ position: Int,
    _ word: UInt64,
    _ end: Int
  ) -> Int {
    let limit = min(Self.longestMatch, end - position)
    var difference =
      unsafe text.loadUnaligned(fromByteOffset: candidate, as: UInt64.self) ^ word
    var length = 0
    while difference == 0 {
      length += 8
      if length >= limit { return limit }
      difference =
        unsafe text.loadUnaligned(fromByteOffset: candidate + length, as: UInt64.self)
        ^ text.loadUnaligned(fromByteOffset: position + length, as: UInt64.self)
    }
    return min(limit, length + difference.trailingZeroBitCount / 8)
  }

  /// Writes the tokens at hand as a block with codes of its own.
  private func write(to bits: inout BitCursor) {
    let symbols = DeflateSymbols.shared
    let (letterCodes, distanceCodes) = makeCodes(symbols)
    unsafe bits.append(0b100, count: 3)
    unsafe bits.append(letterCodes.lengths, distanceCodes.lengths)
    // What is written for each letter, for each length with what its symbol leaves open, and for
    // each symbol of a distance: bits in the lower half, their number in the upper.
    let letters = zip(letterCodes.codes, letterCodes.lengths).map {
      UInt64($0) | UInt64($1) << 32
    }
    let lengths = symbols.lengths.map { length in
      let code = letters[Int(length.symbol)]
      return code + UInt64(length.extraBits) << 32 | UInt64(length.extra) << (code >> 32)
    }
    let distances = zip(distanceCodes.codes, distanceCodes.lengths).map {
      UInt64($0) | UInt64($1) << 32
    }
    let (letterSpan, lengthSpan) = (letters.span, lengths.span)
    for index in 0..<tokenCount {
      let token = unsafe tokens[index]
      let length = Int(token >> 16)
      if length == 0 {
        let code = letterSpan[Int(token)]
        unsafe bits.gather(code & 0xFFFF_FFFF, count: code &>> 32)
        continue
      }
      let distance = token & 0xFFFF
      let symbol = DeflateSymbols.distanceSymbol(distance)
      let extra = UInt64(distance - symbols.firstDistances[symbol])
      let (code, distanceCode) = (lengthSpan[length], distances[symbol])
      let (count, distanceCount) = (code &>> 32, distanceCode &>> 32)
      let following = distanceCode & 0xFFFF_FFFF | extra &<< distanceCount
      unsafe bits.flush()
      unsafe bits.append(
        code & 0xFFFF_FFFF | following &<< count,
        count: count + distanceCount + UInt64(max(0, symbol / 2 - 1))
      )
    }
    unsafe bits.flush()
    let end = letters[DeflateSymbols.end]
    unsafe bits.append(end & 0xFFFF_FFFF, count: end >> 32)
  }

  private func makeCodes(
    _ symbols: DeflateSymbols
  ) -> (letters: DeflateCodes, distances: DeflateCodes) {
    var letters = [UInt32](repeating: 0, count: DeflateSymbols.letterCount)
    var lengths = [UInt32](repeating: 0, count: symbols.lengths.count)
    var distances = [UInt32](repeating: 0, count: DeflateSymbols.distanceCount)
    letters[DeflateSymbols.end] = 1
    for index in 0..<tokenCount {
      let token = unsafe tokens[index]
      if token >> 16 == 0 {
        letters[Int(token)] += 1
      } else {
        lengths[Int(token >> 16)] += 1
        distances[DeflateSymbols.distanceSymbol(token & 0xFFFF)] += 1
      }
    }
    for (length, count) in zip(symbols.lengths, lengths) where count > 0 {
      letters[Int(length.symbol)] += count
    }
    return (
      DeflateCodes(frequencies: letters, limit: 15), DeflateCodes(frequencies: distances, limit: 15)
    )
  }
}
