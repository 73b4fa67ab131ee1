import Arguments
import Support
import Testing

@testable import Tool

@Suite struct CompletionsTests {
  @Test(arguments: Shell.allCases) func `commands and options are all offered`(_ shell: Shell) {
    let catalogue = Calltally.parser.catalogue
    let script = shell.completions(of: catalogue)
    let words = Set(script.matches(of: /[A-Za-z0-9_-]+/).map { String($0.output) })
    let dashes = shell == .fish ? "" : "--"
    for command in catalogue.commands {
      #expect(command.words.filter { !words.contains($0) } == [])
      let options = command.arguments.filter { $0.kind != .positional }.map { dashes + $0.name }
      #expect(options.filter { !words.contains($0) } == [])
    }
  }

  @Test(arguments: Shell.allCases) func `the shell finds no fault in the syntax`(
    _ shell: Shell
  ) throws {
    guard let program = Installed(shell.rawValue) else { return }
    let result = try program.run(["-n", "-c", shell.completions(of: Calltally.parser.catalogue)])
    #expect(result.lines == [])
    #expect(result.status == 0)
  }
}
