import Arguments
import Testing

@testable import Tool

@Suite struct HelpTests {
  static let commands = Calltally.parser.catalogue.commands

  @Test(arguments: commands) func `no spelling means two things in a command`(
    _ command: CommandDeclaration
  ) {
    let spellings = command.arguments.flatMap(\.spellings) + ["-h", "--help"]
    #expect(
      Dictionary(grouping: spellings, by: \.self).filter { $0.value.count > 1 }.keys.sorted() == []
    )
  }

  @Test func `an option that several commands have is the same in all`() {
    let all = Self.commands.flatMap(\.arguments).filter { $0.kind != .positional }
    let byName = Dictionary(grouping: all, by: \.name)
    for (name, declarations) in byName {
      let shapes = Set(declarations.map { [$0.shortName.map { "\($0)" } ?? "", $0.valueName] })
      #expect(shapes.count == 1, "--\(name): \(shapes)")
    }
  }

  @Test func `every argument is explained in a sentence`() {
    for command in Self.commands {
      for argument in command.arguments where !argument.isNegation {
        #expect(argument.help.hasSuffix("."), "\(command.words) \(argument.spelling)")
        #expect(!argument.help.contains("Repeatable"), "\(command.words) \(argument.spelling)")
      }
      #expect(command.summary.hasSuffix("."))
    }
  }

  @Test(arguments: commands) func `examples are command lines that can be typed`(
    _ command: CommandDeclaration
  ) throws {
    #expect(!command.examples.isEmpty)
    for example in command.examples {
      let typed = try #require(ShellWords(example.commandLine).arguments(of: "calltally"))
      let invocation = try Calltally.parser.parse(typed)
      guard case .run = invocation else {
        Issue.record("\(example.commandLine) runs nothing")
        continue
      }
      #expect(Array(typed.prefix(command.words.count)) == command.words)
    }
  }

  @Test func `every command prints its help`() throws {
    for command in Self.commands {
      guard case .help(let help) = try Calltally.parser.parse(command.words + ["--help"]) else {
        Issue.record("\(command.words) has no help")
        continue
      }
      let lines = help.text(width: 80, colour: false).split(separator: "\n")
      // Command lines to copy are never broken.
      let examples = command.examples.map { "    " + $0.commandLine }
      #expect(lines.filter { $0.count > 80 && !examples.contains(String($0)) } == [])
    }
  }
}
