/// Completions for zsh: a file named `_program` in `$fpath`, or one to source after `compinit`.
struct ZshCompletions {
  let catalogue: Catalogue

  var script: String {
    let nodes = CompletionNode.all(of: catalogue)
    let program = catalogue.program
    let known = nodes.dropFirst().map { Shell.quoted($0.path) }.joined(separator: " | ")
    return #"""
      #compdef \#(program)
      # Completions of \#(program) for zsh: put this file into $fpath as _\#(program), or source it.
      _\#(program)() {
        local path_= next
        local -a commands
        integer index=2
        while (( index < CURRENT )); do
          next=${path_:+$path_ }$words[index]
          case $next in
            (\#(known)) path_=$next ;;
            (*) break ;;
          esac
          (( index += 1 ))
        done
        # The words of the command count as one, so that positions are counted behind them.
        words=("$words[1] $path_" "${(@)words[index,-1]}")
        (( CURRENT -= index - 2 ))
        case $path_ in
      \#(nodes.compactMap(nodeCase).joined(separator: "\n"))
        esac
      }
      if [[ $funcstack[1] == _\#(program) ]]; then
        _\#(program) "$@"
      else
        compdef _\#(program) \#(program)
      fi

      """#
  }

  private func nodeCase(_ node: CompletionNode) -> String? {
    var lines: [String] = []
    if !node.next.isEmpty {
      let commands = node.next.map { next in
        Shell.quoted(Shell.escaped(next.word, ":\\") + ":" + next.summary)
      }
      lines.append("commands=(\(commands.joined(separator: " ")))")
      lines.append("_describe -t commands command commands")
    }
    if let command = node.command {
      let specifications = (command.options + command.positionals).flatMap(specifications)
      lines.append(
        "_arguments -S : \\\n        " + specifications.joined(separator: " \\\n        ")
      )
    } else if node.path.isEmpty {
      lines.append(
        "_arguments : '(- *)'{-h,--help}'[Show this help.]' '(- *)--version[Show the version.]'"
      )
    }
    guard !lines.isEmpty else { return nil }
    return "    (\(Shell.quoted(node.path)))\n      \(lines.joined(separator: "\n      ")) ;;"
  }

  /// The argument in the language of `_arguments`, once for each way to type it.
  private func specifications(_ argument: ArgumentDeclaration) -> [String] {
    let name = Shell.escaped(argument.valueName, ":\\")
    let value = ":\(name):\(action(argument))"
    guard argument.kind != .positional else {
      return [Shell.quoted((argument.isRepeating ? "*" : argument.isRequired ? "" : ":") + value)]
    }
    let help = "[" + Shell.escaped(argument.help, "[]\\:") + "]"
    let others = argument.isRepeating ? "*" : "(\(argument.spellings.joined(separator: " ")))"
    return argument.spellings.map { spelling in
      guard argument.kind == .option else { return Shell.quoted(others + spelling + help) }
      let joint = spelling.hasPrefix("--") ? "=" : "+"
      return Shell.quoted(others + spelling + joint + help + value)
    }
  }

  private func action(_ argument: ArgumentDeclaration) -> String {
    switch argument.completion {
    case .nothing: return " "
    case .files: return "_files"
    case .directories: return "_files -/"
    case .choices(let choices):
      let words = choices.map { Shell.escaped($0, " ()\\:$'\"") }.joined(separator: " ")
      return argument.separator.map { "_sequence -s \($0) compadd - \(words)" } ?? "(\(words))"
    }
  }
}
