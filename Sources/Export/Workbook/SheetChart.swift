internal import CXLSXWriter
internal import Reports

/// A chart of a ``Workbook`` with one series.
@safe
struct SheetChart {
  enum Style {
    case columns
    case bars
  }

  let pointer: UnsafeMutablePointer<lxw_chart>
  let path: String

  /// Sets what is drawn: references such as `='Chart data'!$A$2:$A$9`.
  func setSeries(categories: String, values: String) throws(ExportError) {
    guard let series = unsafe chart_add_series(pointer, categories, values) else {
      throw .workbook(path: path, reason: "a chart was refused")
    }
    var fill = lxw_chart_fill()
    fill.color = Palette.accent
    unsafe chart_series_set_fill(series, &fill)
    unsafe chart_set_series_gap(pointer, 60)
  }

  func setLooks(title: String, style: Style, unit: Unit, categoryCount: Int) {
    var font = unsafe lxw_chart_font()
    unsafe font.size = 11
    unsafe font.bold = 1
    var small = unsafe lxw_chart_font()
    unsafe small.size = 8
    var label = unsafe small
    // Many dates under upright columns have no room beside each other.
    if style == .columns, categoryCount > 8 { unsafe label.rotation = -45 }
    var line = lxw_chart_line()
    line.color = Palette.grid
    line.width = 0.5
    unsafe chart_title_set_name(pointer, WorkbookText.escaped(title))
    unsafe chart_title_set_name_font(pointer, &font)
    unsafe chart_legend_set_position(pointer, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    // The horizontal axis is `x_axis`, and that of the values is horizontal under lying bars.
    let values = unsafe style == .bars ? pointer.pointee.x_axis : pointer.pointee.y_axis
    unsafe chart_axis_set_num_format(values, Self.axisFormat(unit))
    unsafe chart_axis_major_gridlines_set_visible(values, 1)
    unsafe chart_axis_major_gridlines_set_line(values, &line)
    let categories = unsafe style == .bars ? pointer.pointee.y_axis : pointer.pointee.x_axis
    unsafe chart_axis_major_gridlines_set_visible(categories, 0)
    unsafe chart_axis_set_num_font(values, &small)
    unsafe chart_axis_set_num_font(categories, &label)
  }

  private static func axisFormat(_ unit: Unit) -> String {
    switch unit {
    case .dollars, .dollarsPerUnit: "\"$\"#,##0.00"
    case .rate: "0%"
    case .seconds, .fractionalSeconds: "[h]:mm:ss"
    default: "#,##0"
    }
  }
}
