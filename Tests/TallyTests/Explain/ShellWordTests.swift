import Testing

@testable import Tally

struct ShellWordTests {
  @Test(arguments: [
    ("+1305", "+1305"), ("2026-10-01T00:00:00.000Z", "2026-10-01T00:00:00.000Z"),
    ("a@b.org", "a@b.org"), ("", "''"), ("Night Line", "'Night Line'"),
    ("(none)", "'(none)'"), ("D'Arcy", "'D'\\''Arcy'"), ("$HOME", "'$HOME'"), ("é", "'é'"),
    ("a\nb", "'a\nb'"),
  ])
  func `a shell reads back what was meant`(word: String, quoted: String) {
    #expect(ShellWord.quoted(word) == quoted)
  }
}
