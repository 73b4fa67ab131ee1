# Completions of calltally for bash: source this file.
_calltally() {
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
      'import' | 'report' | 'rates' | 'rates import' | 'rates list' | 'completions' | 'help' | 'help import' | 'help report' | 'help rates' | 'help rates import' | 'help rates list' | 'help completions') path=$next ;;
      *) break ;;
    esac
    ((index += 1))
  done
  case "$path $previous" in
    'import --rejects') words=':files' ;;
    'import -s' | 'import --store') words=':files' ;;
    'report -b' | 'report --by') words='user rule no_answer'; [[ $current == *,* ]] && prefix=${current%,*}, ;;
    'report -f' | 'report --format') words='table csv json' ;;
    'report --top') words='' ;;
    'report --limit') words='' ;;
    'report --share') words='' ;;
    'report -o' | 'report --output') words=':files' ;;
    'report --directory') words=':directories' ;;
    'report --user') words='' ;;
    'report --not-user') words='' ;;
    'report --outcome') words='user rule no_answer' ;;
    'report --not-outcome') words='user rule no_answer' ;;
    'report -s' | 'report --store') words=':files' ;;
    'rates import --column') words=''; [[ $current == *,* ]] && prefix=${current%,*}, ;;
    *)
      if [[ $current == -* ]]; then
        case $path in
          'import') words='--strict --rejects --store --quiet --help' ;;
          'report') words='--by --format --top --limit --share --output --directory --user --not-user --outcome --not-outcome --store --quiet --help' ;;
          'rates import') words='--column --help' ;;
          'rates list') words='--help' ;;
          'completions') words='--help' ;;
          '') words='--help --version' ;;
        esac
      else
        case $path in
          '') words='import report rates completions help' ;;
          'import') words=':files' ;;
          'report') words=':files' ;;
          'rates') words='import list' ;;
          'rates import') words=':files' ;;
          'completions') words='bash zsh fish' ;;
          'help') words='import report rates completions' ;;
          'help rates') words='import list' ;;
        esac
      fi
      ;;
  esac
  case $words in
    :files) _calltally_files -f ;;
    :directories) _calltally_files -d ;;
    *) mapfile -t COMPREPLY < <(compgen -P "$prefix" -W "$words" -- "${current#"$prefix"}") ;;
  esac
}
_calltally_files() {
  # Fails outside of a running completion, where nothing is displayed anyway.
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$current")
}
complete -F _calltally calltally
