import Arguments
import Support
import Testing

@Suite struct HelpTests {
  static let topics = [
    [], ["rates"], ["import"], ["report"], ["rates", "import"], ["rates", "list"],
  ]

  @Test(arguments: topics, [60, 80]) func `the text is the recorded one`(
    words: [String],
    width: Int
  ) throws {
    let text = Help(Sample.parser.catalogue, words).text(width: width, colour: false)
    let name = (["help"] + words + ["\(width).txt"]).joined(separator: "-")
    #expect(try text == Snapshot.recorded(name, now: text))
  }

  @Test(arguments: topics) func `colour makes headings bold and changes nothing else`(
    words: [String]
  ) {
    let help = Help(Sample.parser.catalogue, words)
    let plain = help.text(width: 80, colour: false).split(separator: "\n")
    let coloured = help.text(width: 80, colour: true).split(separator: "\n")
    for (plain, coloured) in zip(plain, coloured) {
      let heading = plain.prefix { $0 != ":" } + ":"
      let isHeading = plain.first != " " && (plain == heading || heading == "Usage:")
      let expected = "\u{1B}[1m\(heading)\u{1B}[0m\(plain.dropFirst(heading.count))"
      #expect(coloured == (isHeading ? expected[...] : plain))
    }
    #expect(plain.count == coloured.count)
  }

  @Test func `more than twelve options are only hinted at`() {
    struct Crowded: Command {
      static let name = "crowded"
      static let summary = "Has one option too many."
      static let arguments: ArgumentList<Self> = [
        .positional("WORD", \.word, help: ""),
        .selection("a", \.a, "A", help: ""), .flag("b", \.b, help: ""), .flag("c", \.b, help: ""),
        .flag("d", \.b, help: ""), .flag("e", \.b, help: ""), .flag("f", \.b, help: ""),
        .flag("g", \.b, help: ""), .flag("h", \.b, help: ""), .flag("i", \.b, help: ""),
        .flag("j", \.b, help: ""), .flag("k", \.b, help: ""), .flag("l", \.b, help: ""),
        .flag("m", \.b, help: ""),
      ]
      var word: [String]?
      var a = Selection<String>()
      var b = false
    }
    let parser = CommandLineParser(
      program: "p",
      version: "1",
      summary: "",
      commands: [Crowded.self]
    )
    let usage = Help(parser.catalogue, ["crowded"]).usage(width: 80)
    #expect(usage == "Usage: p crowded [WORD...] [options]")
  }
}
