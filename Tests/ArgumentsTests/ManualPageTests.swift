import Arguments
import Support
import Testing

@Suite struct ManualPageTests {
  static let source = ManualPage(
    Sample.parser.catalogue,
    sections: [
      ManualPage.Section(
        title: "EXIT STATUS",
        entries: [("0", "Done."), ("3", ".Done, but 'some' input was rejected~^`\\.")]
      )
    ]
  ).source

  @Test func `the page is the recorded one`() throws {
    #expect(try Self.source == Snapshot.recorded("calltally.1", now: Self.source))
  }

  @Test(.enabled(if: Installed("groff") != nil)) func `groff sets the page without a warning`()
    throws
  {
    let bash = try #require(Installed("bash"))
    let groff = "groff -man -Tutf8 -ww -P-cbou <<< \"$1\""
    let result = try bash.run(["-c", "{ \(groff) >/dev/null; } 2>&1", "bash", Self.source])
    #expect(result.lines == [])
    let page = try bash.run(["-c", groff, "bash", Self.source]).lines
    // The last line is the page's footer.
    let nasty = page.dropLast().last?.split(separator: " ").joined(separator: " ")
    #expect(nasty == "3 .Done, but 'some' input was rejected~^`\\.")
  }
}
