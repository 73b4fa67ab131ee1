/// The few colours of a workbook.
enum Palette {
  static let accent: UInt32 = 0x2F6690
  static let grid: UInt32 = 0xD9D9D9
  static let header: UInt32 = 0xE8EEF4
  static let muted: UInt32 = 0x666666
  static let warning: UInt32 = 0xFFF2CC
}
