import Testing

@testable import Tally

@Suite struct CopyStatementTests {
  @Test func `names are taken apart whatever is in them`() {
    let statement = CopyStatement(
      "COPY \"a.b\"\"c\".\"User (\" (_id, \"order, \"\"of\"\" )\", naïve_1) FROM stdin;\n"
    )
    #expect(statement?.table == "User (")
    #expect(statement?.columns == ["_id", "order, \"of\" )", "naïve_1"])
    #expect(CopyStatement("COPY t () FROM stdin;\n")?.columns == [])
  }

  @Test(arguments: [
    "", "COPY", "COPY t", "COPY t (a", "COPY t (a) FROM", "COPY \"t (a) FROM stdin;",
    "COPY t (a,b) FROM stdin;", "INSERT INTO t (a) FROM stdin;", "COPY t. (a) FROM stdin;",
  ])
  func `anything else is no such statement`(text: String) {
    #expect(CopyStatement(text) == nil)
  }
}
