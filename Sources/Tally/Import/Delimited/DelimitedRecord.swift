/// Reads one record of CSV: a line, or several where a quoted cell has line breaks in it.
enum DelimitedRecord {
  /// What is wrong with a record as such.
  enum Fault: Equatable {
    /// The quote is never closed, or not within the size of any record.
    case unclosedQuote
    case tooLarge
    case textBehindQuote(UInt8)
    case quoteWithinCell
    case loneCarriageReturn
    /// `\N` where the rows before were not COPY's text format.
    case copyNull
  }

  enum Outcome: Equatable {
    /// `next` is where the next record starts.
    case complete(next: Int)
    /// The bytes end first, within the quotes that open at `quote` where there are any.
    case unfinished(quote: Int?)
    case fault(Fault, at: Int)
  }

  private static let quote = UInt8(ascii: "\"")

  /// Reads from `start` to behind the line break; `isAtEnd` tells that no bytes will follow.
  static func read(
    _ bytes: ByteReader,
    from start: Int,
    isAtEnd: Bool,
    _ dialect: Dialect,
    into row: inout TableRow
  ) -> Outcome {
    row.removeAll()
    var position = start
    while true {
      let end: Int
      if position < bytes.count, bytes[position] == quote, dialect.quoting != .none {
        guard let close = readQuoted(bytes, from: position, isAtEnd, into: &row) else {
          return .unfinished(quote: position)
        }
        end = close
      } else {
        end = plainEnd(bytes, from: position, dialect)
        if let fault = readPlain(bytes, position..<end, dialect, into: &row) {
          return .fault(fault, at: position)
        }
      }
      guard end < bytes.count else {
        return isAtEnd ? .complete(next: end) : .unfinished(quote: nil)
      }
      switch bytes[end] {
      case dialect.separator: position = end + 1
      case 0x0A: return .complete(next: end + 1)
      case 0x0D where end + 1 == bytes.count:
        return isAtEnd ? .complete(next: end + 1) : .unfinished(quote: nil)
      case 0x0D where bytes[end + 1] == 0x0A: return .complete(next: end + 2)
      case 0x0D: return .fault(.loneCarriageReturn, at: end)
      case quote: return .fault(.quoteWithinCell, at: end)
      case let byte: return .fault(.textBehindQuote(byte), at: end)
      }
    }
  }

  /// Reads the cell whose quote is at `start`; returns where its closing quote ends, nil for none.
  @inline(__always)
  private static func readQuoted(
    _ bytes: ByteReader,
    from start: Int,
    _ isAtEnd: Bool,
    into row: inout TableRow
  ) -> Int? {
    var part = start + 1
    while let found = bytes.firstQuote(from: part) {
      let next = found + 1
      if next == bytes.count, !isAtEnd { return nil }
      guard next < bytes.count, bytes[next] == quote else {
        row.append(bytes, part..<found)
        row.endCell()
        return next
      }
      // Of a doubled quote the first one is part of the text.
      row.append(bytes, part..<next)
      part = next + 1
    }
    return nil
  }

  /// Where a cell without quotes ends: at what ends it, or what it must not have in it.
  @inline(__always)
  private static func plainEnd(_ bytes: ByteReader, from start: Int, _ dialect: Dialect) -> Int {
    var position = start
    while true {
      position = bytes.firstMark(dialect.separator, from: position)
      guard position < bytes.count else { return bytes.count }
      switch bytes[position] {
      case dialect.separator, 0x0A, 0x0D: return position
      case quote where dialect.quoting == .strict: return position
      default: position += 1
      }
    }
  }

  @inline(__always)
  private static func readPlain(
    _ bytes: ByteReader,
    _ range: Range<Int>,
    _ dialect: Dialect,
    into row: inout TableRow
  ) -> Fault? {
    if range.isEmpty, !dialect.hasNullMarks {
      row.appendNull()
    } else if range.count == 2, bytes[range.lowerBound] == 0x5C,
      bytes[range.lowerBound + 1] == 0x4E
    {
      guard dialect.separator != 0x09 else { return .copyNull }
      row.appendNull()
    } else {
      row.append(bytes, range)
      row.endCell()
    }
    return nil
  }
}

extension ByteReader {
  /// Where the first quote is from a position on; nil where there is none.
  @inline(__always)
  fileprivate func firstQuote(from start: Int) -> Int? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var position = start
    while position < count {
      let quotes = word(at: position) ^ ones &* 0x22
      // The lowest of the high bits that are set is right; those above it need not be.
      let stops = (quotes &- ones) & ~quotes & highs
      if stops != 0 {
        position += stops.trailingZeroBitCount >> 3
        return position < count ? position : nil
      }
      position += 8
    }
    return nil
  }

  /// Where the first separator, quote or control character is, or a place behind the last byte.
  @inline(__always)
  fileprivate func firstMark(_ separator: UInt8, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var position = start
    while position < count {
      let word = word(at: position)
      let quotes = word ^ ones &* 0x22
      let separators = word ^ ones &* UInt64(separator)
      let stops =
        ((quotes &- ones) & ~quotes | (separators &- ones) & ~separators
          | (word &- ones &* 0x20) & ~word) & highs
      if stops != 0 { return position + (stops.trailingZeroBitCount >> 3) }
      position += 8
    }
    return position
  }
}
