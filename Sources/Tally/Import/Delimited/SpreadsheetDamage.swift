/// What spreadsheets make of data when they save it: told, and never guessed back.
extension TableColumns {
  private enum Damage {
    case number
    case date
    case error

    var words: String {
      switch self {
      case .number: "a number as spreadsheets show it, with digits missing or marks of a language"
      case .date: "a date or time as spreadsheets show it, with parts missing or in unknown order"
      case .error: "an error of a spreadsheet in the place of what was there"
      }
    }
  }

  /// Refuses numbers of phones of which a spreadsheet has left `4.91E+11`: they look like any text.
  func checkNumbersOfPhones(_ row: borrowing TableRow) throws(RecordFault) {
    for index in phoneColumns {
      guard let cell = row.cells[index], let last = row.bytes[cell].last,
        last &- 48 < 10 || last == 63
          || last == 33 || last == 35
      else { continue }
      let text = row.bytes[cell]
      if text.first == 35 { throw damage(.error, index, row) }
      let mark = text.firstIndex { $0 | 32 == 101 }
      if let mark, isNumber(text[..<mark]), isNumber(text[(mark + 1)...]) {
        throw damage(.number, index, row)
      }
    }
  }

  /// A better message where a row was refused and a spreadsheet is the likely cause.
  func damage(in row: borrowing TableRow, refusedFor fault: RecordFault) -> RecordFault? {
    guard [.invalidInstant, .wrongType].contains(fault.reason) else { return nil }
    for index in row.cells.indices {
      guard let cell = row.cells[index], !cell.isEmpty else { continue }
      let text = row.bytes[cell]
      switch forms[index] {
      case .instant where text.first == 35, .integer where text.first == 35,
        .cents where text.first == 35:
        return damage(.error, index, row)
      case .instant where isDate(text): return damage(.date, index, row)
      case .integer where isLocalNumber(text), .cents where isLocalNumber(text):
        return damage(.number, index, row)
      default: continue
      }
    }
    return nil
  }

  private func damage(_ damage: Damage, _ index: Int, _ row: borrowing TableRow) -> RecordFault {
    let text = row.cells[index].map { String(decoding: row.bytes[$0.prefix(60)], as: UTF8.self) }
    return RecordFault(
      reason: .spreadsheetDamage,
      message: "\"\(names[index])\" is \"\(text ?? "")\", which is \(damage.words); export it from "
        + "the source as UTF-8 CSV and import that, or format all cells as text before saving"
    )
  }

  /// Digits, and signs and points among them.
  private func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    text.contains { $0 &- 48 < 10 }
      && text.allSatisfy { $0 &- 48 < 10 || $0 == 43 || $0 == 44 || $0 == 45 || $0 == 46 }
  }

  /// `1,50`, `1.234,5`, `1 234`, `4.9E+11`: digits, with marks that JSON's numbers do not have.
  private func isLocalNumber(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first.map({ $0 &- 48 < 10 || $0 == 43 || $0 == 45 }) == true else { return false }
    // The last two are the bytes of the space that is not broken, C2 A0, and of E2 80 AF.
    let marks: Set<UInt8> = [
      0x20, 0x27, 0x2B, 0x2C, 0x2D, 0x2E, 0x45, 0x65, 0xC2, 0xA0, 0xE2, 0x80, 0xAF,
    ]
    return text.allSatisfy { $0 &- 48 < 10 || marks.contains($0) }
      && text.contains { $0 &- 48 >= 10 && $0 != 0x2D && $0 != 0x2E }
  }

  /// `01.02.2026 03:04`, `2/1/26 3:04 PM`, `2026-02-01 03:04`, `18:52.9`, `46054.128`.
  private func isDate(_ text: ArraySlice<UInt8>) -> Bool {
    let marks: Set<UInt8> = [
      0x20, 0x2C, 0x2D, 0x2E, 0x2F, 0x3A, 0x41, 0x4D, 0x50, 0x61, 0x6D, 0x70,
    ]
    return text.first.map { $0 &- 48 < 10 } == true
      && text.allSatisfy { $0 &- 48 < 10 || marks.contains($0) }
  }
}
