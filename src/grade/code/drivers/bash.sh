# Runs a candidate's function, one request a line; see src/grade/code/wire.rs. The first line is
# JSON made by us: texts without quotes inside, so plain cutting reads it.
exec 200<&0 0</dev/null
_line() { IFS= read -r -u 200 "$1"; }
_field() { local rest=${_order#*\"$1\":\"}; printf %s "${rest%%\"*}"; }
_quote() {
  local text=$1
  text=${text//\\/\\\\}; text=${text//\"/\\\"}; text=${text//$'\n'/\\n}; text=${text//$'\t'/\\t}
  text=${text//$'\r'/\\r}
  printf '"%s"' "${text//[$'\001'-$'\037']/ }"
}
_line _order || exit 0
_nonce=$(_field nonce); _path=$(_field path); _entry=$(_field entry)
_answer() { printf '\x1e%s\n' "$_nonce" >&2; printf '%s {%s}\n' "$_nonce" "$1" >&200; }
printf '%s {"k":"up"}\n' "$_nonce" >&200
if ! _said=$(bash --norc --noprofile -n "$_path" 2>&1); then
  _where=${_said#*line }; _where=${_where%%:*}
  _said=${_said#*line $_where: }
  _answer "\"k\":\"syntax\",\"msg\":$(_quote "${_said%%$'\n'*}"),\"line\":$((_where + 0))"
  exit 0
fi
. "$_path" >&2
if ! declare -F "$_entry" >/dev/null; then
  _answer '"k":"no_entry","names":[]'
  exit 0
fi
_answer "\"k\":\"ready\",\"version\":\"$BASH_VERSION\""
while _line _request; do
  eval "set -- $_request"
  shift
  _began=${EPOCHREALTIME/[.,]/}
  _got=$("$_entry" "$@" 200>&-)
  _code=$?
  _took=$((${EPOCHREALTIME/[.,]/} - _began))
  if [ "$_code" -ne 0 ]; then
    _answer "\"k\":\"raised\",\"us\":$_took,\"type\":\"status $_code\",\"bases\":[],\"msg\":\"the function returned $_code\""
  else
    _answer "\"k\":\"text\",\"us\":$_took,\"text\":$(_quote "$_got")"
  fi
done
