import Export
import SQLite
import Support
import Tally
import Testing

@testable import Tool

@Suite struct ExitStatusTests {
  static let errors: [(any Error & Sendable, Tool.ExitStatus)] = [
    (StoreError.locked(path: "s", processID: 7), .tryLater),
    (DatabaseError(code: 5, message: "database is locked", path: "s"), .tryLater),
    (DatabaseError(code: 261, message: "busy in recovery", path: "s"), .tryLater),
    (DatabaseError(code: 13, message: "disk is full", path: "s"), .failed),
    (StoreError.missing(path: "s"), .failed),
    (StoreError.notOurs(path: "s"), .failed),
    (StoreError.lockFailed(path: "s", reason: "no"), .failed),
    (ImportError.noSuchPath(path: "p"), .failed),
    (PeriodError.monthAndSpan, .misuse),
    (ZoneError.unknown(name: "Z", suggestions: []), .misuse),
    (ZoneError.databaseMissing(path: "/usr/share/zoneinfo"), .failed),
    (ReportError.unknownDimension("usr", similar: []), .misuse),
    (ReportError.severalProjects([]), .failed),
    (MisuseError.formatWithOutputs, .misuse),
    (MisuseError.repeatedOutput(path: "a.csv"), .misuse),
    (MisuseError.definitionAndList(option: "--by"), .misuse),
    (ExportError.closedPipe, .failed),
  ]

  @Test(arguments: errors) func `an error ends the program with its status`(
    error: any Error & Sendable,
    expected: Tool.ExitStatus
  ) {
    #expect(Tool.ExitStatus(error) == expected)
  }

  @Test func `statuses have the numbers of the contract`() {
    let statuses: [Tool.ExitStatus] = [.done, .failed, .misuse, .rejected, .checkFailed, .tryLater]
    #expect(statuses.map(\.rawValue) == [0, 1, 2, 3, 4, 75])
  }

  @Test func `an import ends with 0 when all was taken in and with 3 when not`() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      #"{"_id":"00000000-0000-4000-8000-000000000001","isAnswered":true}"#,
      to: "good.json"
    )
    let store = ["--store", folder.file("store.sqlite"), "--quiet"]
    let context = Context()
    #expect(Calltally.run(["import", folder.file("good.json")] + store, in: context) == .done)
    try folder.write("[]{", to: "bad.json")
    #expect(Calltally.run(["import", folder.file("bad.json")] + store, in: context) == .rejected)
    let csv = folder.file("report.csv")
    #expect(Calltally.run(["report", "--output", csv] + store, in: context) == .done)
    let twice = ["report", "--output", csv, "--output", csv]
    #expect(Calltally.run(twice + store, in: context) == .misuse)
    let missing = ["report", "--store", folder.file("none.sqlite"), "--output", csv]
    #expect(Calltally.run(missing, in: context) == .failed)
  }
}
