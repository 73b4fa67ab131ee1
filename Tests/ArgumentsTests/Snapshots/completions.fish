# Completions of calltally for fish: source this file.
function __calltally_at -d 'Whether exactly these words of a command are typed'
  set -l path
  for word in (commandline -opc)[2..-1]
    set -l next (string trim -- "$path $word")
    contains -- $next 'import' 'report' 'rates' 'rates import' 'rates list' 'completions' 'help' 'help import' 'help report' 'help rates' 'help rates import' 'help rates list' 'help completions'; or break
    set path $next
  end
  test "$path" = "$argv"
end
function __calltally_list -d 'Completes the last of several values in one word'
  set -l typed (commandline -ct | string replace -r -- '^-[^=]*=' '')
  set -l prefix (string match -r -- '^.*'$argv[1] $typed)
  for value in $argv[2..-1]
    echo -- "$prefix$value"
  end
end
complete -c calltally -f
complete -c calltally -n '__calltally_at ' -a 'import' -d 'Loads API responses, CSV files and database dumps into the store.'
complete -c calltally -n '__calltally_at ' -a 'report' -d 'Answer rates, dial durations and cost.'
complete -c calltally -n '__calltally_at ' -a 'rates' -d 'One of import, list.'
complete -c calltally -n '__calltally_at ' -a 'completions' -d 'Writes a script that completes commands and options in a shell.'
complete -c calltally -n '__calltally_at ' -a 'help' -d 'Show the help of a command.'
complete -c calltally -n '__calltally_at ' -l help -s h -d 'Show this help.'
complete -c calltally -n '__calltally_at ' -l version -d 'Show the version.'
complete -c calltally -n '__calltally_at import' -l strict -d 'Stop at the first bad record, storing nothing.'
complete -c calltally -n '__calltally_at import' -l rejects -d 'Where bad records are written.' -r -F
complete -c calltally -n '__calltally_at import' -l store -s s -d 'The store.' -r -F
complete -c calltally -n '__calltally_at import' -l quiet -s q -d 'Say nothing but errors.'
complete -c calltally -n '__calltally_at import' -l help -s h -d 'Show this help.'
complete -c calltally -n '__calltally_at import' -F
complete -c calltally -n '__calltally_at report' -l by -s b -d 'What rows are grouped by.' -x -a '(__calltally_list \',\' \'user\' \'rule\' \'no_answer\')'
complete -c calltally -n '__calltally_at report' -l format -s f -d 'How the result is written.' -x -a '\'table\' \'csv\' \'json\''
complete -c calltally -n '__calltally_at report' -l top -d 'Keep the first rows.' -x
complete -c calltally -n '__calltally_at report' -l limit -d 'Größe: at most 3 × N\\2 [bytes] of it\'s output.' -x
complete -c calltally -n '__calltally_at report' -l share -d 'The least share shown.' -x
complete -c calltally -n '__calltally_at report' -l output -s o -d 'Write to a file instead.' -r -F
complete -c calltally -n '__calltally_at report' -l directory -d 'Where files go.' -x -a '(__fish_complete_directories)'
complete -c calltally -n '__calltally_at report' -l user -d 'Attempts of this user: id, email or name.' -x
complete -c calltally -n '__calltally_at report' -l not-user -d 'All but: Attempts of this user: id, email or name.' -x
complete -c calltally -n '__calltally_at report' -l outcome -d 'Attempts that ended like this.' -x -a '\'user\' \'rule\' \'no_answer\''
complete -c calltally -n '__calltally_at report' -l not-outcome -d 'All but: Attempts that ended like this.' -x -a '\'user\' \'rule\' \'no_answer\''
complete -c calltally -n '__calltally_at report' -l store -s s -d 'The store.' -r -F
complete -c calltally -n '__calltally_at report' -l quiet -s q -d 'Say nothing but errors.'
complete -c calltally -n '__calltally_at report' -l help -s h -d 'Show this help.'
complete -c calltally -n '__calltally_at report' -F
complete -c calltally -n '__calltally_at rates' -a 'import' -d 'Loads a rate card.'
complete -c calltally -n '__calltally_at rates' -a 'list' -d 'Lists the rate cards.'
complete -c calltally -n '__calltally_at rates import' -l column -d 'Columns in the order they are read.' -x
complete -c calltally -n '__calltally_at rates import' -l help -s h -d 'Show this help.'
complete -c calltally -n '__calltally_at rates import' -F
complete -c calltally -n '__calltally_at rates list' -l help -s h -d 'Show this help.'
complete -c calltally -n '__calltally_at completions' -l help -s h -d 'Show this help.'
complete -c calltally -n '__calltally_at completions' -a '\'bash\' \'zsh\' \'fish\''
complete -c calltally -n '__calltally_at help' -a 'import' -d 'Loads API responses, CSV files and database dumps into the store.'
complete -c calltally -n '__calltally_at help' -a 'report' -d 'Answer rates, dial durations and cost.'
complete -c calltally -n '__calltally_at help' -a 'rates' -d 'One of import, list.'
complete -c calltally -n '__calltally_at help' -a 'completions' -d 'Writes a script that completes commands and options in a shell.'
complete -c calltally -n '__calltally_at help rates' -a 'import' -d 'Loads a rate card.'
complete -c calltally -n '__calltally_at help rates' -a 'list' -d 'Lists the rate cards.'
