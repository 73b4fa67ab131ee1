import Support
import Testing

@testable import Tally

/// What users and projects have besides what reports show is kept nowhere, whatever form they
/// come in.
struct SecretsTests {
  private static let secret = "never kept"

  /// A table's columns, and a row of it.
  private struct Row: Sendable {
    var table: String
    var cells: [(name: String, text: String)]

    var names: [String] { cells.map(\.name) }

    /// A form it can come in, with its name.
    var forms: [(name: String, text: String)] {
      let quoted = names.map { "\"\($0)\"" }.joined(separator: ", ")
      let texts = cells.map(\.text)
      let members = cells.map { "\"\($0.name)\":\"\($0.text)\"" }.joined(separator: ",")
      return [
        ("row_to_json", "{\(members)}\n"), ("a list", "{\"data\":[{\(members)}],\"count\":1}"),
        ("CSV", names.joined(separator: ",") + "\n" + texts.joined(separator: ",") + "\n"),
        ("TSV", names.joined(separator: "\t") + "\n" + texts.joined(separator: "\t") + "\n"),
        (
          "COPY",
          "COPY public.\"\(table)\" (\(quoted)) FROM stdin;\n"
            + texts.joined(separator: "\t") + "\n\\.\n"
        ),
        (
          "INSERT",
          "INSERT INTO public.\"\(table)\" (\(quoted)) VALUES ("
            + texts.map { "'\($0)'" }.joined(separator: ", ") + ");\n"
        ),
      ]
    }
  }

  private static func user(updatedAt: String = "2026-03-01 00:00:00+00") -> Row {
    Row(
      table: "User",
      cells: [
        ("_id", PlainAttempt.id(1)), ("updatedAt", updatedAt), ("name", "Ann"),
        ("email", "ann@example.com"), ("password", secret), ("slug", secret),
        ("resetPasswordToken", secret), ("createdByUserId", secret), ("timezone", "UTC"),
      ]
    )
  }

  private static let project = Row(
    table: "Project",
    cells: [
      ("_id", PlainAttempt.id(2)), ("updatedAt", "2026-03-01 00:00:00+00"), ("name", "Acme"),
      ("slug", secret), ("paymentProviderCustomerId", secret), ("businessDetails", secret),
    ]
  )

  @Test func `of users and projects only what reports show is kept`() throws {
    for row in [Self.user(), Self.project] {
      for form in row.forms {
        let folder = try ImportFolder()
        let outcome = try folder.run(text: form.text)
        let kind: RecordKind = row.table == "User" ? .users : .projects
        #expect(outcome.summary[kind].inserted == 1, "\(row.table) as \(form.name)")
        #expect(outcome.reasons == [], "\(row.table) as \(form.name)")
        #expect(outcome.summary.warnings == [], "\(row.table) as \(form.name)")
        let names = try folder.answer("SELECT name FROM \(kind.rawValue)")
        #expect(names == [row.table == "User" ? "Ann" : "Acme"], "\(form.name)")
        let bytes = try folder.directory.contents(of: "store")
        #expect(!bytes.contains(Array(Self.secret.utf8)), "\(row.table) as \(form.name)")
      }
    }
  }

  @Test func `a user that is refused is told without the row`() throws {
    for form in Self.user(updatedAt: "yesterday").forms {
      let folder = try ImportFolder()
      let outcome = try folder.run(text: form.text)
      #expect(outcome.rejects.count == 1, "\(form.name)")
      #expect(outcome.rejects.first?.json.contains(Self.secret) == false, "\(form.name)")
      #expect(outcome.rejects.first?.json.hasSuffix("\"raw\":null}") == true, "\(form.name)")
    }
  }
}
