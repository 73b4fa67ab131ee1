import Support
import Testing

@testable import Tally

struct DumpImportTests {
  private static let id = PlainAttempt.id(1)
  private static let copy =
    "COPY public.\"IncomingCallLogItem\" (_id, status) FROM stdin;\n\(id)\tBusy\n\\.\n"

  private struct Case: Sendable {
    var name: String
    var text: String
    var reasons: [RejectReason] = []
    var attempts = 1
  }

  private static let cases = [
    Case(name: "a byte order mark", text: "\u{FEFF}" + copy),
    Case(name: "lines of Windows", text: copy.replacing("\n", with: "\r\n")),
    Case(name: "names without quotes", text: copy.replacing("\"", with: "")),
    Case(name: "a quoted schema", text: copy.replacing("public", with: "\"public\"")),
    Case(name: "no schema", text: copy.replacing("public.", with: "")),
    Case(
      name: "another encoding",
      text: "SET client_encoding = 'LATIN1';\n" + copy,
      reasons: [.unsupportedForm],
      attempts: 0
    ),
    Case(name: "an encoding that is none", text: "SET client_encoding = 'SQL_ASCII';\n" + copy),
    Case(
      name: "another product",
      text: "CREATE TABLE public.a (b text);\n",
      reasons: [.noKnownTable],
      attempts: 0
    ),
    Case(
      name: "definitions alone",
      text: "CREATE TABLE public.\"IncomingCallLogItem\" (_id uuid);\n",
      reasons: [.noKnownTable],
      attempts: 0
    ),
    Case(
      name: "columns that nothing tells",
      text: copy + "INSERT INTO \"User\" VALUES (1);\nINSERT INTO \"User\" VALUES (2);\n",
      reasons: [.unknownColumns]
    ),
    Case(
      name: "no id",
      text: copy + "COPY \"User\" (name) FROM stdin;\nAnn\nBob\n\\.\n" + copy,
      reasons: [.missingField]
    ),
    Case(
      name: "a form of COPY that is not plain",
      text: "COPY \"User\" (_id) FROM stdin WITH (FORMAT csv);\na\n\\.\n" + copy,
      reasons: [.unsupportedForm]
    ),
    Case(
      name: "the order of the definition",
      text:
        "CREATE TABLE public.\"IncomingCallLogItem\" (\n  status character varying(100) DEFAULT "
        + "'a,b'::text NOT NULL,\n  _id uuid,\n  CONSTRAINT c CHECK ((1 > 0))\n);\n"
        + "INSERT INTO public.\"IncomingCallLogItem\" VALUES ('Busy', '\(id)');\n"
    ),
    Case(
      name: "rows without a head",
      text: "-- a\nnonsense\tx\nmore of it\n" + copy,
      reasons: [
        .malformedRow
      ]
    ),
    Case(
      name: "a row that is none",
      text: copy + "INSERT INTO \"IncomingCallLogItem\" (_id) VALUES (now());\n" + copy,
      reasons: [.malformedRow]
    ),
    Case(
      name: "an INSERT of another form",
      text: copy + "INSERT INTO \"IncomingCallLogItem\" SELECT 1;\nINSERT INTO a SELECT 1;\n"
        + copy,
      reasons: [.malformedRow]
    ),
    Case(
      name: "a COPY of another form",
      text: copy + "COPY \"IncomingCallLogItem\" FROM '/tmp/a;b';\nCOPY a FROM '/tmp/b';\n"
        + copy,
      reasons: [.malformedRow]
    ),
    Case(
      name: "a quote too many",
      text: "INSERT INTO \"IncomingCallLogItem\" (_id, status) VALUES\n\t('a' 'b),\n"
        + "\t('\(id)', 'Busy');\n",
      reasons: [.malformedRow]
    ),
    Case(
      name: "backslashes that escape",
      text: "SET standard_conforming_strings = off;\nINSERT INTO \"IncomingCallLogItem\" (_id, "
        + "status) VALUES ('\(id)', 'it\\'s; \\\\');\n"
    ),
    Case(
      name: "bytes of another encoding in a row",
      text: copy.replacing("\\.", with: "\(PlainAttempt.id(2))\t\\351\n\\."),
      reasons: [.invalidUTF8]
    ),
  ]

  @Test(arguments: cases)
  private func `what is in a dump is taken in or told`(_ test: Case) throws {
    let folder = try ImportFolder()
    let outcome = try folder.run(text: test.text)
    #expect(outcome.reasons == test.reasons, "\(test.name): \(outcome.rejects)")
    #expect(outcome.attempts.inserted == test.attempts, "\(test.name)")
  }

  @Test func `columns that are not upstream's are kept as JSON`() throws {
    let folder = try ImportFolder()
    let text =
      "COPY \"IncomingCallLogItem\" (_id, note, blob) FROM stdin;\n\(Self.id)\ta\"b\t\\N\n\\.\n"
    #expect(try folder.run(text: text).attempts.inserted == 1)
    #expect(
      try folder.answer(
        "SELECT json_extract(extra, '$.note') = 'a\"b' AND json_type(extra, '$.blob') = 'null' "
          + "FROM attempt"
      ) == ["1"]
    )
  }

  @Test func `one project's records are kept and the others counted`() throws {
    let (ours, others) = (PlainAttempt.id(1), PlainAttempt.id(2))
    let text =
      "COPY \"IncomingCallLogItem\" (_id, \"projectId\") FROM stdin;\n"
      + (1...9).map { "\(PlainAttempt.id($0))\t\($0 % 3 == 0 ? "\(ours)" : "\(others)")\n" }
      .joined()
      + "\\.\nCOPY \"Project\" (_id, name) FROM stdin;\n\(ours)\tOurs\n\(others)\tTheirs\n\\.\n"
      + "COPY \"User\" (_id, name) FROM stdin;\n\(PlainAttempt.id(7))\tAnn\n\\.\n"
    let folder = try ImportFolder()
    try folder.directory.write(text, to: "input")
    var request = Importer.Request(
      paths: [folder.directory.file("input")],
      storePath: folder.store
    )
    request.project = "Ours"
    #expect(throws: ImportError.self) { try Importer.run(request, onReject: { _ in }) }
    for project in ["\(ours)", "ours"] {
      request.project = project
      let summary = try Importer.run(request, onReject: { _ in })
      #expect(summary[.attempts].read == 3)
      #expect(summary[.attempts].skipped == 6)
      #expect(summary[.projects].skipped == 1)
      #expect(summary[.users].read == 1)
    }
    #expect(try folder.answer("SELECT name FROM projects") == ["Ours"])
  }
}
