import Testing

@testable import Export

struct CellReferenceTests {
  @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
  func `columns are counted in letters`(index: Int, name: String) {
    #expect(CellReference.column(index) == name)
  }

  @Test func `names of sheets are quoted`() {
    #expect(
      CellReference.range(sheet: "It's", rows: 1...9, column: 1) == "'It''s'!$B$2:$B$10"
    )
  }
}
