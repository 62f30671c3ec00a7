# Runs a candidate's function, one request a line; see src/grade/code/wire.rs. The control socket is
# descriptor 200. The first line is JSON made by us: texts without quotes inside, so plain cutting
# reads it. Names are the driver's own, and builtins are called as such, whatever the answer defines.
__mock_line() { IFS= builtin read -r -u 200 "$1"; }
__mock_field() { builtin local "rest=${__mock_order#*\"$1\":\"}"; builtin printf %s "${rest%%\"*}"; }
__mock_quote() {
  builtin local LC_ALL=C "text=$1" code letter
  text=${text//\\/\\\\}; text=${text//\"/\\\"}; text=${text//$'\n'/\\n}; text=${text//$'\t'/\\t}
  text=${text//$'\r'/\\r}
  if [[ $text == *[$'\001'-$'\037']* ]]; then
    for code in 1 2 3 4 5 6 7 8 b c e f 10 11 12 13 14 15 16 17 18 19 1a 1b 1c 1d 1e 1f; do
      builtin printf -v letter "\\x$code"
      builtin printf -v code %04x "0x$code"
      text=${text//"$letter"/\\u$code}
    done
  fi
  builtin printf '"%s"' "$text"
}
__mock_line __mock_order || builtin exit 0
__mock_nonce=$(__mock_field nonce); __mock_path=$(__mock_field path); __mock_entry=$(__mock_field entry)
__mock_answer() {
  builtin printf '\x1e%s\n' "$__mock_nonce" >&2
  builtin printf '%s {%s}\n' "$__mock_nonce" "$1" >&200
}
builtin printf '%s {"k":"up"}\n' "$__mock_nonce" >&200
__mock_syntax() {
  builtin local "where=${__mock_said#*line }"
  where=${where%%:*}
  __mock_said=${__mock_said#*line $where: }
  __mock_answer "\"k\":\"syntax\",\"msg\":$(__mock_quote "${__mock_said%%$'\n'*}"),\"line\":$((where + 0))"
  builtin exit 0
}
__mock_said=$("$BASH" --norc --noprofile -n "$__mock_path" 2>&1) && __mock_said=
while [[ ${__mock_said%%$'\n'*} == *": warning: "* && $__mock_said == *$'\n'* ]]; do
  __mock_said=${__mock_said#*$'\n'}
done
# Some of bash's own syntax has to be switched on first, and the answer may do that itself.
if [[ -n $__mock_said ]] && ! "$BASH" --norc --noprofile -O extglob -n "$__mock_path" 2>/dev/null; then
  __mock_syntax
fi
# The status of the last line is no error of the answer's.
__mock_text=$(<"$__mock_path")
builtin printf '%s\n\n:\n' "$__mock_text" >"$__mock_path"
builtin unset __mock_text
__mock_gone() {
  case $- in
    *e*) __mock_answer "\"k\":\"raised\",\"type\":\"status $1\",\"bases\":[],\"msg\":\"the script ended here, by \`exit\` or by \`set -e\`\"" ;;
    *) __mock_answer '"k":"quit"' ;;
  esac
}
builtin trap '__mock_gone $?' EXIT
. "$__mock_path" >&2
builtin trap - EXIT
# What the answer switched on holds in its function alone.
__mock_asked=$(builtin set +o)
# A substitution has no `set -e`, so it does not tell of it.
[[ $- != *e* ]] || __mock_asked+=$'\nbuiltin set -e'
{ builtin set +aefhuvxEHT +o pipefail +o posix -hB; } 2>/dev/null
builtin shopt -u nullglob failglob nocasematch
if ! builtin declare -F "$__mock_entry" >/dev/null; then
  [[ -n $__mock_said ]] && __mock_syntax
  __mock_names=
  while builtin read -r _ _ __mock_name; do
    [[ $__mock_name == __mock_* ]] || __mock_names+=,$(__mock_quote "$__mock_name")
  done < <(builtin declare -F)
  __mock_answer "\"k\":\"no_entry\",\"names\":[${__mock_names#,}]"
  builtin exit 0
fi
__mock_answer "\"k\":\"ready\",\"version\":\"$BASH_VERSION\""
while __mock_line __mock_request; do
  builtin eval "builtin set -- $__mock_request"
  builtin shift
  __mock_began=${EPOCHREALTIME/[.,]/}
  __mock_got=$(builtin exec 200>&-; builtin eval "$__mock_asked"; "$__mock_entry" "$@")
  __mock_code=$?
  __mock_took=$((${EPOCHREALTIME/[.,]/} - __mock_began))
  if [[ $__mock_code -ne 0 ]]; then
    __mock_answer "\"k\":\"raised\",\"us\":$__mock_took,\"type\":\"status $__mock_code\",\"bases\":[],\"msg\":\"the function returned $__mock_code\""
  else
    __mock_answer "\"k\":\"text\",\"us\":$__mock_took,\"text\":$(__mock_quote "$__mock_got")"
  fi
done
