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
    (["report", "-b", "user,rule,n"], ["user,rule,no_answer"]),
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

  /// What stands in zsh's line after a tab, or where there is nothing to choose the same as before.
  static let lines = [
    ("calltally rep", "calltally report "),
    ("calltally rates imp", "calltally rates import "),
    ("calltally help rates l", "calltally help rates list "),
    ("calltally --v", "calltally --version "),
    ("calltally report weekly --form", "calltally report weekly --format="),
    ("calltally report --format=c", "calltally report --format=csv "),
    ("calltally report -fc", "calltally report -fcsv "),
    ("calltally report --by user,ru", "calltally report --by user,rule,"),
    ("calltally report --not-outcome no", "calltally report --not-outcome no_answer "),
    ("calltally rates import /etc/host.c", "calltally rates import /etc/host.conf "),
    ("calltally completions b", "calltally completions bash "),
    ("calltally rates list x", "calltally rates list x"),
  ]

  @Test(.enabled(if: Installed("zsh") != nil)) func `zsh completes`() throws {
    let zsh = try #require(Installed("zsh"))
    let typed = Self.lines.map(\.0)
    let result = try zsh.run(["-f", "-c", Self.zshSession, "zsh", Self.script(.zsh)] + typed)
    #expect(result.lines == Self.lines.map(\.1))
  }

  /// Types each argument into an interactive shell, presses tab and prints what the line became.
  private static let zshSession = #"""
    export COMPLETIONS=$1
    shift
    zmodload zsh/zpty
    zpty session zsh -f -i
    zpty -w session 'PS1=; autoload -Uz compinit && compinit -D -u; eval "$COMPLETIONS"
      show() { print -r -- "<<$BUFFER>>"; BUFFER=; }
      zle -N show; bindkey "^X" show; bindkey "^I" expand-or-complete; print set""up'
    while zpty -r session line; do [[ $line == *setup* ]] && break; done
    for typed; do
      zpty -w -n session "$typed"$'\t\x18'
      output=
      while zpty -r session piece; do
        output+=$piece
        [[ $output == *'>>'* ]] && break
      done
      output=${output##*'<<'}
      print -r -- "${output%%'>>'*}"
    done
    zpty -d session
    """#
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
