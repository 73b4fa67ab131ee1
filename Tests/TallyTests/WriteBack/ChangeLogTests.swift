import Reports
import Support
import Testing

@testable import Tally

struct ChangeLogTests {
  private static let now = Instant(milliseconds: 1_767_268_800_000)

  private static func id(_ number: Int) throws -> Identifier {
    try #require(Identifier("00000000-0000-4000-8000-00000000000\(number)"))
  }

  @Test func `a change has a line when it begins and one when it ends`() throws {
    let directory = try TemporaryDirectory()
    let log = try ChangeLog(path: directory.file("log"))
    try log.add("update", of: Self.id(1), .begun, at: Self.now, [("new", "5")])
    try log.add("update", of: Self.id(1), .done, at: Self.now)
    let head =
      "{\"time\":\"2026-01-01T12:00:00.000Z\",\"change\":\"update\","
      + "\"id\":\"00000000-0000-4000-8000-000000000001\",\"state\":"
    #expect(try directory.text(of: "log") == "\(head)\"begun\",\"new\":5}\n\(head)\"done\"}\n")
  }

  @Test func `what was begun and not ended is known to the next run`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("log")
    let old = [("old", "{\"statusMessage\":\"\(String(repeating: "\\\"", count: 2_000_000))\"}")]
    func run(_ lines: [(String, Int, ChangeLog.State)]) throws {
      let log = try ChangeLog(path: path)
      for (change, number, state) in lines {
        try log.add(change, of: Self.id(number), state, at: Self.now, state == .begun ? old : [])
      }
    }
    try run([
      ("update", 1, .begun), ("update", 1, .done), ("update", 2, .begun), ("update", 3, .begun),
      ("update", 3, .refused), ("delete", 4, .begun), ("delete", 5, .begun), ("delete", 5, .done),
    ])
    try run([("delete", 5, .begun)])
    let log = try ChangeLog(path: path)
    let isUnfinished = try (1...5).map { number in
      [
        log.isUnfinished("update", of: try Self.id(number)),
        log.isUnfinished("delete", of: try Self.id(number)),
      ]
    }
    #expect(
      isUnfinished == [
        [false, false], [true, false], [false, false], [false, true], [false, true],
      ]
    )
  }

  @Test func `a line that was cut off stays one of its own`() throws {
    let directory = try TemporaryDirectory()
    let path = directory.file("log")
    try directory.write("some words\n{\"time\":\"2026", to: "log")
    try ChangeLog(path: path).add("create", of: Self.id(1), .begun, at: Self.now)
    _ = try ChangeLog(path: path)
    let lines = try directory.text(of: "log").split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    #expect(lines.count == 4)
    #expect(lines[1] == "{\"time\":\"2026")
    #expect(lines[2].hasSuffix("\"state\":\"begun\"}"))
    #expect(lines[3] == "")
  }

  @Test func `a log that cannot be written is an error`() {
    #expect(throws: ChangeLogError.self) { try ChangeLog(path: "/nowhere/log") }
  }
}
