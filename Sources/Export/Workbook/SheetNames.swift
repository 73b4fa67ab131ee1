/// Names for tabs: what Excel forbids replaced, at most 31 UTF-16 units, none twice.
struct SheetNames {
  private var taken: Set<String> = ["history"]

  mutating func unique(_ wanted: String, suffix: String = "") -> String {
    let clean = Self.clean(wanted)
    var number = 1
    while true {
      let end = suffix + (number == 1 ? "" : " (\(number))")
      let name = Self.shortened(clean, to: 31 - end.utf16.count) + end
      if taken.insert(name.lowercased()).inserted { return name }
      number += 1
    }
  }

  /// Keeps names for sheets that are added later under just these names.
  mutating func reserve(_ names: [String]) {
    for name in names { taken.insert(name.lowercased()) }
  }

  private static func clean(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "[", "]": result.append(scalar == "[" ? "(" : ")")
      case ":", "*", "?", "/", "\\": result.append("-")
      // Excel refuses an apostrophe at either end; it is plainest to have none.
      case "'": result.append("\u{2019}")
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
        result.append(" ")
      default: result.append(scalar)
      }
    }
    return result.isEmpty ? "Table" : String(result)
  }

  private static func shortened(_ text: String, to limit: Int) -> String {
    var result = ""
    var units = 0
    for character in text {
      units += character.utf16.count
      if units > limit { break }
      result.append(character)
    }
    return result
  }
}
