/// Keeps the pages of list responses together, to compare what they announced with what arrived.
///
/// Pages of one kind that announce the same total are one list. A later page (`skip` above 0) with
/// another total belongs to the list before it: rows were added while its pages were read.
struct ListLedger {
  struct List {
    var kind: RecordKind
    var number: RecordBatch.ListNumber
    var announcedCount: Int64
  }

  private(set) var lists: [List] = []
  private var nextNumber: RecordBatch.ListNumber = 1
  private var latest: [RecordKind: Int] = [:]

  /// A number for the records of a page whose total is not known yet.
  mutating func beginPage() -> RecordBatch.ListNumber {
    defer { nextNumber += 1 }
    return nextNumber
  }

  /// The list a page belongs to; nil where it announced no total.
  mutating func endPage(
    _ page: RecordBatch.ListNumber,
    kind: RecordKind,
    _ totals: JSONStream.ListTotals
  )
    -> RecordBatch.ListNumber?
  {
    guard let count = totals.count, totals.isWhole else { return nil }
    if let index = lists.firstIndex(where: { $0.kind == kind && $0.announcedCount == count }) {
      latest[kind] = index
      return lists[index].number
    }
    if let index = latest[kind], let skip = totals.skip, skip > 0 {
      lists[index].announcedCount = max(lists[index].announcedCount, count)
      return lists[index].number
    }
    latest[kind] = lists.count
    lists.append(List(kind: kind, number: page, announcedCount: count))
    return page
  }
}
