/// The bytes of packed columns: the loops that every report spends its time in.
extension PackedColumn {
  mutating func append<Code: FixedWidthInteger & UnsignedInteger>(
    _ values: [Int64],
    as code: Code.Type
  ) {
    let base = layout.base
    let width = MemoryLayout<Code>.size
    let isPlain = width == 8
    bytes = unsafe [UInt8](unsafeUninitializedCapacity: values.count * width) { buffer, count in
      let output = UnsafeMutableRawBufferPointer(buffer)
      for index in values.indices {
        let value = values[index]
        let code =
          isPlain
          ? Code(truncatingIfNeeded: value)
          : value == Self.null ? 0 : Code(truncatingIfNeeded: value &- base)
        unsafe output.storeBytes(
          of: code.littleEndian,
          toByteOffset: index * width,
          as: Code.self
        )
      }
      count = values.count * width
    }
  }

  /// Writes the values of some rows to the front of a column that is long enough.
  ///
  /// `null` stands for NULL; values that do not fit the element are cut, which the layout's
  /// ``Layout/greatest`` tells beforehand.
  func unpack<Element: FixedWidthInteger>(
    _ rows: borrowing ChosenRows,
    into column: inout [Element],
    null: Element
  ) {
    switch layout.width {
    case 1: unpack(rows, as: UInt8.self, into: &column, null: null)
    case 2: unpack(rows, as: UInt16.self, into: &column, null: null)
    case 4: unpack(rows, as: UInt32.self, into: &column, null: null)
    case 8: unpack(rows, as: UInt64.self, into: &column, null: null)
    default:
      let value = layout.base == Self.null ? null : Element(truncatingIfNeeded: layout.base)
      precondition(rows.count <= column.count)
      var column = column.mutableSpan
      for index in 0..<rows.count { unsafe column[unchecked: index] = value }
    }
  }

  @inline(__always)
  private func unpack<Code: FixedWidthInteger & UnsignedInteger, Element: FixedWidthInteger>(
    _ rows: borrowing ChosenRows,
    as code: Code.Type,
    into column: inout [Element],
    null: Element
  ) {
    let count = rows.count
    let width = MemoryLayout<Code>.size
    precondition(count <= column.count && rows.limit * width <= bytes.count)
    let base = Element(truncatingIfNeeded: layout.base)
    let hasNull = layout.hasNull || width == 8
    let nullCode = width == 8 ? Code(truncatingIfNeeded: Self.null) : 0
    let isRange = rows.isRange
    let first = rows.range.lowerBound
    // Simple enough for the compiler to do several values at once: no step can overflow.
    unsafe column.withUnsafeMutableBufferPointer { column in
      unsafe bytes.withUnsafeBytes { bytes in
        unsafe rows.numbers.withUnsafeBufferPointer { numbers in
          guard let output = column.baseAddress, let start = bytes.baseAddress else { return }
          if !isRange {
            for index in 0..<count {
              let code = unsafe Self.code(start, Int(numbers[index]), as: Code.self)
              let value = base &+ Element(truncatingIfNeeded: code)
              unsafe output[index] = hasNull && code == nullCode ? null : value
            }
          } else if hasNull {
            let input = unsafe start + first * width
            for index in 0..<count {
              let code = unsafe Self.code(input, index, as: Code.self)
              let value = base &+ Element(truncatingIfNeeded: code)
              unsafe output[index] = code == nullCode ? null : value
            }
          } else {
            let input = unsafe start + first * width
            for index in 0..<count {
              let code = unsafe Self.code(input, index, as: Code.self)
              unsafe output[index] = base &+ Element(truncatingIfNeeded: code)
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private static func code<Code: FixedWidthInteger>(
    _ start: UnsafeRawPointer,
    _ row: Int,
    as code: Code.Type
  ) -> Code {
    unsafe Code(
      littleEndian: start.loadUnaligned(
        fromByteOffset: row &* MemoryLayout<Code>.size,
        as: Code.self
      )
    )
  }
}

/// A number that any change of the bytes changes, as good as always.
///
/// Four independent lanes, because one multiplication waits for another.
func blockChecksum(_ bytes: [UInt8]) -> UInt64 {
  let prime: UInt64 = 0x9E37_79B9_7F4A_7C15
  var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
  unsafe bytes.withUnsafeBytes { bytes in
    var offset = 0
    while offset + 32 <= bytes.count {
      let words = unsafe (
        bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self),
        bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self),
        bytes.loadUnaligned(fromByteOffset: offset + 16, as: UInt64.self),
        bytes.loadUnaligned(fromByteOffset: offset + 24, as: UInt64.self)
      )
      lanes.0 = (lanes.0 ^ words.0) &* prime
      lanes.1 = (lanes.1 ^ words.1) &* prime
      lanes.2 = (lanes.2 ^ words.2) &* prime
      lanes.3 = (lanes.3 ^ words.3) &* prime
      offset += 32
    }
    while offset < bytes.count {
      lanes.0 = (lanes.0 ^ UInt64(unsafe bytes[offset])) &* prime
      offset += 1
    }
  }
  var sum = UInt64(bytes.count)
  for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
    sum = (sum ^ lane ^ lane >> 29) &* prime
  }
  return sum ^ sum >> 32
}
