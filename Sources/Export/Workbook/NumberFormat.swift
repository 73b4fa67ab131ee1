/// The format codes that cells of this program have.
enum NumberFormat: String, Hashable {
  case general = "General"
  case text = "@"
  case integer = "#,##0"
  case plainInteger = "0"
  case decimal = "#,##0.########"
  case dollars = "\"$\"#,##0.00######"
  case money = "#,##0.00######"
  case dollarsPerUnit = "\"$\"#,##0.000000"
  case rate = "0.0%"
  case duration = "[h]:mm:ss;-[h]:mm:ss"
  case fractionalDuration = "[h]:mm:ss.0;-[h]:mm:ss.0"
  case instant = "yyyy\\-mm\\-dd hh:mm:ss"
  case day = "yyyy\\-mm\\-dd"
  /// Excel has its own words for booleans; LibreOffice would show them as 1 and 0.
  case boolean = "\"TRUE\";\"TRUE\";\"FALSE\""
  case month = "yyyy\\-mm"
}
