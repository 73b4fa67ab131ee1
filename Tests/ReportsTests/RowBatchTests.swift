import Reports
import Testing

struct RowBatchTests {
  private static let layout = RowLayout(
    columns: [
      .code(dictionary: 0), .code(dictionary: 1), .integer, .decimal(scale: 8),
      .ratio(decimals: 6), .integer,
    ],
    dictionaries: [[.text("Ana"), .null], [.integer(7), .text("(2 others)")]],
    sources: [0, 0]
  )

  private static func ratio(_ numerator: Int64, of denominator: Int64) -> Value {
    Ratio(numerator, of: denominator, decimals: 6).map(Value.ratio) ?? .null
  }

  @Test func `numbers are read as they were put`() {
    var batch = RowBatch(layout: Self.layout, capacity: 3)
    batch.count = 2
    let rows: [[Value]] = [
      [
        .integer(-1), .decimal(FixedDecimal(unscaled: .max, scale: 8)), Self.ratio(2, of: 3),
        .integer(.min + 1),
      ],
      [.null, .null, .null, .null],
    ]
    for (row, values) in rows.enumerated() {
      batch[0, row] = Int64(row)
      for (index, value) in values.enumerated() {
        let isHeld = batch.put(value, inColumn: index + 2, row: row)
        #expect(isHeld)
      }
    }
    #expect(batch.values(ofRow: 0) == [.text("Ana"), .integer(7)] + rows[0])
    #expect(batch.values(ofRow: 1) == [.null, .text("(2 others)")] + rows[1])
  }

  @Test func `the one number that stands for NULL cannot be held`() {
    var batch = RowBatch(layout: Self.layout, capacity: 1)
    let least = FixedDecimal(unscaled: .min, scale: 8)
    let areHeld = [
      batch.put(.integer(.min), inColumn: 2, row: 0),
      batch.put(.decimal(least), inColumn: 3, row: 0),
    ]
    #expect(areHeld == [false, false])
    #expect(batch.values(ofRow: 0)[2...3] == [.null, .null])
  }

  @Test func `a table has the rows of its words, and those put in their place`() {
    var batch = RowBatch(layout: RowLayout(columns: [.integer], dictionaries: []), capacity: 2)
    batch[0, 1] = 1
    let column = Column(name: "count", title: "Count", unit: .count)
    var table = Table(name: "Counts", by: [], columns: [column], batch: batch, totals: nil)
    #expect(!table.isEmpty)
    #expect(table.rows == [[.integer(0)], [.integer(1)]])
    table.rows.append([.null])
    #expect(table.rows == [[.integer(0)], [.integer(1)], [.null]])
    table.rows = []
    #expect(table.isEmpty)
    batch.count = 0
    #expect(Table(name: "None", by: [], columns: [column], batch: batch, totals: nil).isEmpty)
  }
}
