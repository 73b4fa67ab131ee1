import Arguments
import Reports
import Testing

@testable import Tally
@testable import Tool

/// The README writes its tables anew with `RECORD_SNAPSHOTS`, one after the other.
@Suite(.serialized) struct ReadmeTests {
  @Test func `every metric is listed with its definition`() throws {
    let lines =
      ["| column | meaning |", "|---|---|"]
      + Metric.allCases.map { metric in
        let isDefault = Metric.defaultSet.contains(metric)
        return "| `\(metric.rawValue)`\(isDefault ? " ●" : "") | \(Self.cell(metric.definition)) |"
      }
    #expect(try Readme().table("metrics", now: lines) == lines)
  }

  @Test func `every dimension is listed with its columns`() throws {
    let lines =
      ["| `--by` | columns | meaning |", "|---|---|---|"]
      + Dimension.allCases.map { dimension in
        let names = dimension.columns.map { "`\($0.name)`" }.joined(separator: " ")
        let definition = Self.cell(dimension.columns.last?.definition ?? "")
        return "| `\(dimension.rawValue)` | \(names) | \(definition) |"
      }
    #expect(try Readme().table("dimensions", now: lines) == lines)
  }

  @Test func `every column of exported attempts is listed`() throws {
    let lines =
      ["| column | meaning |", "|---|---|"]
      + AttemptListColumn.allCases.map {
        "| `\($0.rawValue)` | \(Self.cell($0.column.definition)) |"
      }
    #expect(try Readme().table("attempt columns", now: lines) == lines)
  }

  @Test func `every reason for a difference is listed with its definition`() throws {
    let lines =
      ["| reason | amounts |", "|---|---|"]
      + DifferenceReason.allCases.map { "| `\($0.rawValue)` | \(Self.cell($0.definition)) |" }
    #expect(try Readme().table("difference reasons", now: lines) == lines)
  }

  @Test func `every reason for a rejection is named`() throws {
    let text = try Readme().text
    #expect(RejectReason.allCases.filter { !text.contains("`\($0.rawValue)`") } == [])
  }

  @Test func `every outcome is named`() throws {
    let text = try Readme().text
    #expect(Outcome.allCases.filter { !text.contains("`\($0.name)`") } == [])
  }

  @Test func `every command has a section`() throws {
    let text = try Readme().text
    let commands = Calltally.parser.catalogue.commands.map { $0.words.joined(separator: " ") }
    #expect(commands.filter { !text.contains("\n### calltally \($0)\n") } == [])
  }

  @Test func `options and the README agree`() throws {
    let arguments = Calltally.parser.catalogue.commands.flatMap(\.arguments)
    let options = Set(arguments.filter { $0.kind != .positional }.map(\.spelling))
    // What Swift's own commands, curl, pg_dump and systemctl are given.
    let others: Set = [
      "--static-swift-stdlib", "--product", "--fail", "--silent", "--show-error", "--data",
      "--inserts", "--column-inserts", "--rows-per-insert", "--encoding", "--csv", "--now",
    ]
    // One of each pair is described for all: `--not-user` and its like.
    let negations = Set(arguments.filter(\.isNegation).map(\.spelling))
    let named = try Readme().longOptions
    #expect(options.subtracting(negations).subtracting(named) == [])
    #expect(named.subtracting(options).subtracting(others) == [])
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}
