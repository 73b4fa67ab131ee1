import Testing

@testable import Export

struct SpreadsheetFormulaTests {
  @Test(arguments: [
    "=1", "+1", "-1", "@x", "\t1", "\r1", " =1", "\n=1", "\u{A0}=1", "\u{200B}=1", "\u{FEFF}=1",
    "＝1", "＋1", "－1", "＠x", "+123456", "+1234567890123456", "+15551234567 ", "+1555123456a",
    "+０15551234567", "+0123456789", "+", "\0=1", "\u{3000}＝1", " \t+15551234567",
  ])
  func `what a spreadsheet would run is suspected`(text: String) {
    #expect(SpreadsheetFormula.isSuspected(text))
  }

  @Test(arguments: [
    "", "a=1", "1-1", "+15551234567", "+1234567", "+123456789012345", "'=1", " a", "é=1", "日本",
    "\u{A0}", "#N/A", "👍", "(none)", "0d7c1b1e-5f0e",
  ])
  func `what it would not run is left alone`(text: String) {
    #expect(!SpreadsheetFormula.isSuspected(text))
  }
}
