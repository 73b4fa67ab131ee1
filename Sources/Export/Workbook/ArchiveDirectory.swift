/// The headers of a ZIP archive whose entries' sizes are known before they are written.
///
/// Sizes and places of 4 GiB and more are written as ZIP64 has it (APPNOTE 4.5.3).
struct ArchiveDirectory {
  private var directory: [UInt8] = []
  private var count: Int64 = 0
  private var position: Int64 = 0

  private static let limit: Int64 = 0xFFFF_FFFF

  /// What stands before an entry's bytes, which have to follow it.
  mutating func begin(_ name: String, _ sum: DeflatedSum) -> [UInt8] {
    let isLarge = sum.textCount >= Self.limit || sum.deflatedCount >= Self.limit
    let isFar = position >= Self.limit
    var shared: [UInt8] = []
    // Version 2.0, or 4.5 where there is ZIP64; deflated; 1980-01-01, as libxlsxwriter has it.
    Self.append(isLarge || isFar ? 45 : 20, 2, to: &shared)
    for (number, width) in [(0, 2), (8, 2), (0, 2), (0x21, 2), (Int64(sum.check), 4)] {
      Self.append(number, width, to: &shared)
    }
    Self.append(isLarge ? Self.limit : sum.deflatedCount, 4, to: &shared)
    Self.append(isLarge ? Self.limit : sum.textCount, 4, to: &shared)
    Self.append(Int64(name.utf8.count), 2, to: &shared)
    var sizes: [UInt8] = []
    if isLarge {
      Self.append(sum.textCount, 8, to: &sizes)
      Self.append(sum.deflatedCount, 8, to: &sizes)
    }
    var place: [UInt8] = []
    if isFar { Self.append(position, 8, to: &place) }
    var header: [UInt8] = []
    Self.append(0x0403_4B50, 4, to: &header)
    header += shared + Self.extra(sizes).count16 + Array(name.utf8) + Self.extra(sizes)

    Self.append(0x0201_4B50, 4, to: &directory)
    Self.append(45, 2, to: &directory)
    let extra = Self.extra(sizes + place)
    directory += shared + extra.count16
    // No comment, first disk, no attributes.
    for width in [2, 2, 2, 4] { Self.append(0, width, to: &directory) }
    Self.append(isFar ? Self.limit : position, 4, to: &directory)
    directory += Array(name.utf8) + extra
    count += 1
    position += Int64(header.count) + sum.deflatedCount
    return header
  }

  /// What stands behind the last entry.
  func end() -> [UInt8] {
    var bytes = directory
    let size = Int64(directory.count)
    if position >= Self.limit {
      Self.append(0x0606_4B50, 4, to: &bytes)
      for (number, width) in [
        (44, 8), (45, 2), (45, 2), (0, 4), (0, 4), (count, 8), (count, 8), (size, 8), (position, 8),
        (0x0706_4B50, 4), (0, 4), (position + size, 8), (1, 4),
      ] { Self.append(number, width, to: &bytes) }
    }
    for (number, width) in [
      (0x0605_4B50, 4), (0, 2), (0, 2), (count, 2), (count, 2), (size, 4),
      (min(position, Self.limit), 4), (0, 2),
    ] { Self.append(number, width, to: &bytes) }
    return bytes
  }

  private static func extra(_ fields: [UInt8]) -> [UInt8] {
    if fields.isEmpty { return [] }
    var bytes: [UInt8] = []
    append(1, 2, to: &bytes)
    append(Int64(fields.count), 2, to: &bytes)
    return bytes + fields
  }

  private static func append(_ number: Int64, _ width: Int, to bytes: inout [UInt8]) {
    for index in 0..<width { bytes.append(UInt8(truncatingIfNeeded: number >> Int64(8 * index))) }
  }
}

extension [UInt8] {
  /// How many there are, as two bytes.
  fileprivate var count16: [UInt8] {
    [UInt8(truncatingIfNeeded: count), UInt8(truncatingIfNeeded: count >> 8)]
  }
}
