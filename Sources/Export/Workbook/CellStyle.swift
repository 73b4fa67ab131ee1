/// How a cell looks.
struct CellStyle: Hashable {
  enum Alignment: Hashable {
    case general
    case left
    case right
    case center
  }

  /// Excel's format code; `General` is the default.
  var numberFormat = NumberFormat.general
  var alignment = Alignment.general
  /// Room on the side that the text is aligned to, in steps of about three spaces.
  var indent = 0
  var isBold = false
  var isWrapped = false
  var hasTopRule = false
  var hasBottomRule = false
  var fontPoints = 10
  var fontColor: UInt32?
  var background: UInt32?
}
