#compdef calltally
# Completions of calltally for zsh: put this file into $fpath as _calltally, or source it.
_calltally() {
  local path_= next
  local -a commands
  integer index=2
  while (( index < CURRENT )); do
    next=${path_:+$path_ }$words[index]
    case $next in
      ('import' | 'report' | 'rates' | 'rates import' | 'rates list' | 'completions' | 'help' | 'help import' | 'help report' | 'help rates' | 'help rates import' | 'help rates list' | 'help completions') path_=$next ;;
      (*) break ;;
    esac
    (( index += 1 ))
  done
  # The words of the command count as one, so that positions are counted behind them.
  words=("$words[1] $path_" "${(@)words[index,-1]}")
  (( CURRENT -= index - 2 ))
  case $path_ in
    ('')
      commands=('import:Loads API responses, CSV files and database dumps into the store.' 'report:Answer rates, dial durations and cost.' 'rates:One of import, list.' 'completions:Writes a script that completes commands and options in a shell.' 'help:Show the help of a command.')
      _describe -t commands command commands
      _arguments : '(- *)'{-h,--help}'[Show this help.]' '(- *)--version[Show the version.]' ;;
    ('import')
      _arguments -S : \
        '(--strict)--strict[Stop at the first bad record, storing nothing.]' \
        '(--rejects)--rejects=[Where bad records are written.]:FILE:_files' \
        '(-s --store)-s+[The store.]:PATH:_files' \
        '(-s --store)--store=[The store.]:PATH:_files' \
        '(-q --quiet)-q[Say nothing but errors.]' \
        '(-q --quiet)--quiet[Say nothing but errors.]' \
        '(-h --help)-h[Show this help.]' \
        '(-h --help)--help[Show this help.]' \
        '*:PATH:_files' ;;
    ('report')
      _arguments -S : \
        '*-b+[What rows are grouped by.]:DIMENSION:_sequence -s , compadd - user rule no_answer' \
        '*--by=[What rows are grouped by.]:DIMENSION:_sequence -s , compadd - user rule no_answer' \
        '(-f --format)-f+[How the result is written.]:FORMAT:(table csv json)' \
        '(-f --format)--format=[How the result is written.]:FORMAT:(table csv json)' \
        '(--top)--top=[Keep the first rows.]:N: ' \
        '(--limit)--limit=[Größe\: at most 3 × N\\2 \[bytes\] of it'\''s output.]:BYTES: ' \
        '(--share)--share=[The least share shown.]:PERCENT: ' \
        '*-o+[Write to a file instead.]:PATH:_files' \
        '*--output=[Write to a file instead.]:PATH:_files' \
        '(--directory)--directory=[Where files go.]:PATH:_files -/' \
        '*--user=[Attempts of this user\: id, email or name.]:USER: ' \
        '*--not-user=[All but\: Attempts of this user\: id, email or name.]:USER: ' \
        '*--outcome=[Attempts that ended like this.]:OUTCOME:(user rule no_answer)' \
        '*--not-outcome=[All but\: Attempts that ended like this.]:OUTCOME:(user rule no_answer)' \
        '(-s --store)-s+[The store.]:PATH:_files' \
        '(-s --store)--store=[The store.]:PATH:_files' \
        '(-q --quiet)-q[Say nothing but errors.]' \
        '(-q --quiet)--quiet[Say nothing but errors.]' \
        '(-h --help)-h[Show this help.]' \
        '(-h --help)--help[Show this help.]' \
        '::DEFINITION:_files' ;;
    ('rates')
      commands=('import:Loads a rate card.' 'list:Lists the rate cards.')
      _describe -t commands command commands ;;
    ('rates import')
      _arguments -S : \
        '*--column=[Columns in the order they are read.]:COLUMN: ' \
        '(-h --help)-h[Show this help.]' \
        '(-h --help)--help[Show this help.]' \
        ':CARD:_files' ;;
    ('rates list')
      _arguments -S : \
        '(-h --help)-h[Show this help.]' \
        '(-h --help)--help[Show this help.]' ;;
    ('completions')
      _arguments -S : \
        '(-h --help)-h[Show this help.]' \
        '(-h --help)--help[Show this help.]' \
        ':SHELL:(bash zsh fish)' ;;
    ('help')
      commands=('import:Loads API responses, CSV files and database dumps into the store.' 'report:Answer rates, dial durations and cost.' 'rates:One of import, list.' 'completions:Writes a script that completes commands and options in a shell.')
      _describe -t commands command commands ;;
    ('help rates')
      commands=('import:Loads a rate card.' 'list:Lists the rate cards.')
      _describe -t commands command commands ;;
  esac
}
if [[ $funcstack[1] == _calltally ]]; then
  _calltally "$@"
else
  compdef _calltally calltally
fi
