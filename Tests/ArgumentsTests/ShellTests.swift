import Arguments
import Support
import Testing

@Suite struct ShellTests {
  static func script(_ shell: Shell) -> String {
    shell.completions(of: Sample.parser.catalogue)
  }

  @Test(arguments: Shell.allCases) func `the script is the recorded one`(_ shell: Shell) throws {
    let script = Self.script(shell)
    #expect(try script == Snapshot.recorded("completions.\(shell)", now: script))
  }

  @Test(arguments: Shell.allCases) func `the shell finds no fault in the syntax`(
    _ shell: Shell
  ) throws {
    guard let program = Installed(shell.rawValue) else { return }
    let result = try program.run(["-n", "-c", Self.script(shell)])
    #expect(result.lines == [])
    #expect(result.status == 0)
  }

  static let typed: [(words: [String], expected: [String])] = [
    ([""], ["import", "report", "rates", "completions", "help"]),
    (["rep"], ["report"]),
    (["rates", ""], ["import", "list"]),
    (["rates", "imp"], ["import"]),
    (["help", ""], ["import", "report", "rates", "completions"]),
    (["help", "rates", "l"], ["list"]),
    (["--v"], ["--version"]),
    (["report", "--not"], ["--not-user", "--not-outcome"]),
    (["report", "weekly", "--f"], ["--format"]),
    (["report", "--format", ""], ["table", "csv", "json"]),
    (["report", "-f", "c"], ["csv"]),
    (["report", "--by", "user,ru"], ["user,rule"]),
    (["report", "--not-outcome", "no"], ["no_answer"]),
    (["report", "--top", ""], []),
    (["report", "--output", "/etc/host.c"], ["/etc/host.conf"]),
    (["report", "--directory", "/etc/host.c"], []),
    (["rates", "import", "/etc/host.c"], ["/etc/host.conf"]),
    (["rates", "list", ""], []),
    (["completions", "b"], ["bash"]),
  ]

  @Test(.enabled(if: Installed("bash") != nil), arguments: typed) func `bash completes`(
    words: [String],
    expected: [String]
  ) throws {
    let bash = try #require(Installed("bash"))
    #expect(try bash.completions(words) == expected)
  }

  @Test(.enabled(if: Installed("bash") != nil)) func `bash completes behind an equals sign`() throws
  {
    let bash = try #require(Installed("bash"))
    #expect(try bash.completions(["report", "--format", "=", "c"]) == ["csv"])
    #expect(try bash.completions(["report", "--format", "="]) == ["table", "csv", "json"])
  }

  @Test(.enabled(if: Installed("fish") != nil), arguments: typed) func `fish completes`(
    words: [String],
    expected: [String]
  ) throws {
    let fish = try #require(Installed("fish"))
    let line = (["calltally"] + words).joined(separator: " ")
    let result = try fish.run([
      "--no-config", "-c", Self.script(.fish) + "\ncomplete -C '\(line)'",
    ])
    // Fish orders candidates itself and shows what they are for behind a tab.
    let candidates = result.lines.map { String($0.prefix { $0 != "\t" }) }
    #expect(candidates.sorted() == expected.sorted())
  }

  @Test(.enabled(if: Installed("zsh") != nil)) func `zsh loads the function`() throws {
    let zsh = try #require(Installed("zsh"))
    let load = "autoload -Uz compinit && compinit -D -u\n"
    let result = try zsh.run(["-f", "-c", load + Self.script(.zsh) + "\necho $_comps[calltally]"])
    #expect(result.lines == ["_calltally"])
  }
}

extension Installed {
  /// What bash offers for the last word behind `calltally`.
  func completions(_ words: [String]) throws -> [String] {
    let script = """
      \(ShellTests.script(.bash))
      COMP_WORDS=(calltally "$@")
      COMP_CWORD=$#
      _calltally
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    return try run(["--norc", "-c", script, "bash"] + words).lines
  }
}
