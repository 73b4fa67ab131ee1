internal import CXLSXWriter

/// A style as the workbook knows it.
@safe
struct CellFormat {
  let pointer: UnsafeMutablePointer<lxw_format>

  /// The number by which cells refer to it; the first to ask gets the first.
  var number: Int32 { unsafe lxw_format_get_xf_index(pointer) }

  func apply(_ style: CellStyle) {
    unsafe format_set_font_name(pointer, "Calibri")
    unsafe format_set_font_size(pointer, Double(style.fontPoints))
    if style.numberFormat != .general {
      unsafe format_set_num_format(pointer, style.numberFormat.rawValue)
    }
    if style.isBold { unsafe format_set_bold(pointer) }
    if style.isWrapped { unsafe format_set_text_wrap(pointer) }
    if style.hasTopRule { unsafe format_set_top(pointer, UInt8(LXW_BORDER_THIN.rawValue)) }
    if style.hasBottomRule { unsafe format_set_bottom(pointer, UInt8(LXW_BORDER_THIN.rawValue)) }
    if let color = style.fontColor { unsafe format_set_font_color(pointer, color) }
    if let color = style.background { unsafe format_set_bg_color(pointer, color) }
    unsafe format_set_align(pointer, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
    if style.indent > 0 { unsafe format_set_indent(pointer, UInt8(style.indent)) }
    switch style.alignment {
    case .general: break
    case .left: unsafe format_set_align(pointer, UInt8(LXW_ALIGN_LEFT.rawValue))
    case .right: unsafe format_set_align(pointer, UInt8(LXW_ALIGN_RIGHT.rawValue))
    case .center: unsafe format_set_align(pointer, UInt8(LXW_ALIGN_CENTER.rawValue))
    }
  }
}
