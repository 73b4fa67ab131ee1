/// Completions for fish 3 or later.
struct FishCompletions {
  let catalogue: Catalogue

  var script: String {
    let nodes = CompletionNode.all(of: catalogue)
    let program = catalogue.program
    let known = nodes.dropFirst().map { quoted($0.path) }.joined(separator: " ")
    let lines = ["complete -c \(program) -f"] + nodes.flatMap(lines)
    return #"""
      # Completions of \#(program) for fish: source this file.
      function __\#(program)_at -d 'Whether exactly these words of a command are typed'
        set -l path
        for word in (commandline -opc)[2..-1]
          set -l next (string trim -- "$path $word")
          contains -- $next \#(known); or break
          set path $next
        end
        test "$path" = "$argv"
      end
      function __\#(program)_list -d 'Completes the last of several values in one word'
        set -l typed (commandline -ct | string replace -r -- '^-[^=]*=' '')
        set -l prefix (string match -r -- '^.*'$argv[1] $typed)
        for value in $argv[2..-1]
          echo -- "$prefix$value"
        end
      end
      \#(lines.joined(separator: "\n"))

      """#
  }

  private func lines(_ node: CompletionNode) -> [String] {
    let program = catalogue.program
    let condition = "complete -c \(program) -n \(quoted("__\(program)_at \(node.path)"))"
    let next = node.next.map { next in
      "\(condition) -a \(quoted(next.word)) -d \(quoted(next.summary))"
    }
    guard let command = node.command else {
      let options = [
        "\(condition) -l help -s h -d 'Show this help.'",
        "\(condition) -l version -d 'Show the version.'",
      ]
      return next + (node.path.isEmpty ? options : [])
    }
    return next + (command.options + command.positionals).map { "\(condition)\(flags($0))" }
  }

  private func flags(_ argument: ArgumentDeclaration) -> String {
    var flags = ""
    if argument.kind != .positional {
      flags += " -l \(argument.name)" + (argument.shortName.map { " -s \($0)" } ?? "")
      flags += " -d \(quoted(argument.help))"
    }
    let isOption = argument.kind == .option
    switch argument.completion {
    case .nothing: return flags + (isOption ? " -x" : "")
    case .files: return flags + (isOption ? " -r" : "") + " -F"
    case .directories:
      return flags + (isOption ? " -x" : "") + " -a '(__fish_complete_directories)'"
    case .choices(let choices):
      let words = choices.map(quoted).joined(separator: " ")
      let list = argument.separator.map { "(__\(catalogue.program)_list '\($0)' \(words))" }
      return flags + (isOption ? " -x" : "") + " -a \(quoted(list ?? words))"
    }
  }

  /// Inside single quotes fish knows two escapes, of the quote and of the backslash.
  private func quoted(_ text: String) -> String {
    "'" + Shell.escaped(text, "'\\") + "'"
  }
}
