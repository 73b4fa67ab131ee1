/// Completions for bash 4.4 or later, without the bash-completion package.
struct BashCompletions {
  let catalogue: Catalogue

  var script: String {
    let nodes = CompletionNode.all(of: catalogue)
    let program = catalogue.program
    let known = nodes.dropFirst().map { Shell.quoted($0.path) }.joined(separator: " | ")
    let commands = nodes.filter { $0.command != nil }
    let values = commands.flatMap(valueCases).joined(separator: "\n")
    return #"""
      # Completions of \#(program) for bash: source this file.
      _\#(program)() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
        local path= next index=1 words= prefix=
        COMPREPLY=()
        # Bash divides words at equals signs: --format=csv arrives as three.
        if [[ $current == = ]]; then
          current=
        elif [[ $previous == = ]]; then
          previous=${COMP_WORDS[COMP_CWORD-2]}
        fi
        while ((index < COMP_CWORD)); do
          next=${path:+$path }${COMP_WORDS[index]}
          case $next in
            \#(known)) path=$next ;;
            *) break ;;
          esac
          ((index += 1))
        done
        case "$path $previous" in
      \#(values)
          *)
            if [[ $current == -* ]]; then
              case $path in
      \#(commands.map(optionCase).joined(separator: "\n"))
                '') words='--help --version' ;;
              esac
            else
              case $path in
      \#(nodes.compactMap(wordCase).joined(separator: "\n"))
              esac
            fi
            ;;
        esac
        case $words in
          :files) _\#(program)_files -f ;;
          :directories) _\#(program)_files -d ;;
          *) mapfile -t COMPREPLY < <(compgen -P "$prefix" -W "$words" -- "${current#"$prefix"}") ;;
        esac
      }
      _\#(program)_files() {
        # Fails outside of a running completion, where nothing is displayed anyway.
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen "$1" -- "$current")
      }
      complete -F _\#(program) \#(program)

      """#
  }

  /// What completes the value of each option of a command.
  private func valueCases(_ node: CompletionNode) -> [String] {
    (node.command?.options ?? []).filter { $0.kind == .option }.map { option in
      let patterns = option.spellings.map { Shell.quoted("\(node.path) \($0)") }
      let prefix = option.separator.map { separator in
        "; [[ $current == *\(separator)* ]] && prefix=${current%\(separator)*}\(separator)"
      }
      let words = "words=\(Shell.quoted(candidates(option.completion)))"
      return "    \(patterns.joined(separator: " | "))) \(words)\(prefix ?? "") ;;"
    }
  }

  private func optionCase(_ node: CompletionNode) -> String {
    let options = (node.command?.options ?? []).map(\.spelling).joined(separator: " ")
    return "          \(Shell.quoted(node.path))) words=\(Shell.quoted(options)) ;;"
  }

  /// The words that lead further, else what the positionals can be.
  private func wordCase(_ node: CompletionNode) -> String? {
    let values = (node.command?.positionals ?? []).map { candidates($0.completion) }
    let words = (node.next.map(\.word) + values).filter { !$0.isEmpty }.joined(separator: " ")
    return words.isEmpty
      ? nil : "          \(Shell.quoted(node.path))) words=\(Shell.quoted(words)) ;;"
  }

  private func candidates(_ completion: Completion) -> String {
    switch completion {
    case .nothing: ""
    case .files: ":files"
    case .directories: ":directories"
    case .choices(let choices): choices.joined(separator: " ")
    }
  }
}
