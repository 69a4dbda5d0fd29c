/**
 * The scripts for the shells. Each passes the words of the command line to `towpath complete`, and offers the lines that
 * it prints. An error prints nothing, so that the line that a user types stays readable.
 */
export const scripts = {
  bash: `_towpath() {
  local words="\${COMP_LINE:0:COMP_POINT}" current line
  local -a typed
  read -ra typed <<< "$words"
  current=""
  if [[ "$words" == *[![:space:]] ]]; then current="\${typed[-1]}"; else typed+=(""); fi
  COMPREPLY=()
  while IFS= read -r line; do
    # Readline replaces only what follows the last = or : of a word.
    [[ "$current" == *[=:]* ]] && line="\${line#"\${current%"\${current##*[=:]}"}"}"
    COMPREPLY+=("$line")
  done < <(towpath complete -- "\${typed[@]:1}" 2>/dev/null)
  [[ "\${COMPREPLY[0]:-}" == *[=/.] ]] && compopt -o nospace
}
complete -F _towpath towpath`,
  zsh: `#compdef towpath
_towpath() {
  local -a found
  found=("\${(@f)$(towpath complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  found=("\${(@)found:#}")
  compadd -Q -S '' -- "\${(@)found:#*[^=/.]}"
  compadd -Q -- "\${(@)found:#*[=/.]}"
}
if [ "$funcstack[1]" = "_towpath" ]; then _towpath "$@"; else compdef _towpath towpath; fi`,
  fish: `function __towpath_complete
  set -l words (commandline -opc) (commandline -ct)
  towpath complete -- $words[2..-1] 2>/dev/null
end
complete -c towpath -f -a '(__towpath_complete)'`,
} as const;
