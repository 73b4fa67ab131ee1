import SQLite
import Support
import Testing

@testable import Tally

struct IdentityStoreTests {
  private static func counters(
    _ folder: borrowing ImportFolder,
    _ text: String
  ) throws
    -> RecordCounters
  {
    try folder.run(text: text).summary[.attempts]
  }

  private static let text = (1...5).map { PlainAttempt.json($0) }.joined(separator: "\n")

  @Test(arguments: [
    "DELETE FROM identity", "UPDATE identity SET fingerprints = NULL",
    "UPDATE identity SET ids = x'00'", "UPDATE identity SET ids = zeroblob(160000)",
  ])
  func `what is known is known again without the derived ids`(sql: String) throws {
    let folder = try ImportFolder()
    #expect(try Self.counters(folder, Self.text).inserted == 5)
    try Database(path: folder.store, mode: .readWrite).execute(sql)
    let again = try Self.counters(folder, Self.text)
    #expect(again.unchanged == 5)
    #expect(again.read == 5)
    // Once more, now that they have been written anew.
    #expect(try Self.counters(folder, Self.text).unchanged == 5)
  }

  @Test(arguments: [[2], [1], [5], [1, 3, 5], [1, 2, 3, 4, 5]])
  func `rows that another program has deleted come back`(numbers: [Int]) throws {
    let folder = try ImportFolder()
    _ = try Self.counters(folder, Self.text)
    let list = numbers.map(String.init).joined(separator: ", ")
    try Database(path: folder.store, mode: .readWrite)
      .execute("DELETE FROM attempt WHERE number IN (\(list))")
    let again = try Self.counters(folder, Self.text)
    #expect(again.inserted == numbers.count)
    #expect(again.unchanged == 5 - numbers.count)
    #expect(try Self.counters(folder, Self.text).unchanged == 5)
  }
}
