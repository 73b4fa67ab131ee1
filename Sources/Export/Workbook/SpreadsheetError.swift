internal import CXLSXWriter

/// Turns libxlsxwriter's return codes into errors.
enum SpreadsheetError {
  static func check(_ code: lxw_error, path: String) throws(ExportError) {
    if code == LXW_NO_ERROR { return }
    let reason = unsafe lxw_strerror(code).map { unsafe String(cString: $0) }
    throw .workbook(path: path, reason: reason ?? "error \(code.rawValue)")
  }
}
