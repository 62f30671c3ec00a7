#!/usr/bin/env bash
# Plays the room by itself in tmux, twice: narrow, a STAR question with a hint, a follow-up and the
# debrief; then wide, an SQL task beside its answer, with a query of one's own, a run whose rows stand
# beside the expected ones, and the answer handed in.
#
#     examples/room-demo.sh [MOCK]
#     examples/room-demo.sh --picture docs/room.png [MOCK]
#     examples/room-demo.sh --wide-picture docs/room-wide.png [MOCK]
#
# The last two draw one picture instead, with Chromium. No session is kept.
set -euo pipefail
picture= wide_picture=
case "${1:-}" in
  --picture) picture="$(realpath "$2")"; shift 2 ;;
  --wide-picture) wide_picture="$(realpath "$2")"; shift 2 ;;
esac
if [ -n "${1:-}" ]; then mock="$(realpath "$1")"; fi
cd "$(dirname "$0")/.."
mock="${mock:-${CARGO_TARGET_DIR:-target}/release/mock}"
socket="mock-demo-$$"
home="$(mktemp -d)"
tmux=(tmux -L "$socket" -f /dev/null)
trap '"${tmux[@]}" kill-server 2>/dev/null || true; rm -rf "$home"' EXIT

type_in() {
  local text="$1" at
  for ((at = 0; at < ${#text}; at++)); do
    "${tmux[@]}" send-keys -t play -l -- "${text:at:1}"
    sleep "${PACE:-0.03}"
  done
}
press() { "${tmux[@]}" send-keys -t play "$@"; sleep "${PAUSE:-0.8}"; }

# Something holds the server between the acts.
"${tmux[@]}" new-session -d -s hold "sleep 600"
# A window of its own for each act, and of its own size, however large the terminal around it is.
act() {
  local columns="$1" lines="$2"
  shift 2
  "${tmux[@]}" new-session -d -s play -x "$columns" -y "$lines" \
    "env COLORTERM=truecolor MOCK_HOME=$home $mock run --ephemeral $*"
  "${tmux[@]}" set-option -g status off
  "${tmux[@]}" set-option -w -t play window-size manual
  "${tmux[@]}" resize-window -t play -x "$columns" -y "$lines"
  sleep 2
  press Enter
}
draw() {
  "${tmux[@]}" capture-pane -t play -ep >"$home/room.ansi"
  python3 examples/room-picture.py "$home/room.ansi" >"$home/room.html"
  "${CHROMIUM:-chromium}" --headless --no-sandbox --window-size="$2" \
    --screenshot="$1" "$home/room.html"
}

story() {
  type_in "In March our nightly load failed three times; two shops saw yesterday's sales."
  press Tab
  type_in "Nobody had asked me; I owned the loader, so I took it on."
  press Tab
  type_in "I read the logs, I found retries that wrote twice, and I made the write idempotent. "
  press M-a
  type_in "May I name the tools we used?"
  press Enter
  press M-h
  press y
  type_in "Then I added an alert on late files and showed the team how to replay a day."
  press Tab
  type_in "Failures are now seen within 15 minutes instead of 2 hours."
  sleep 1
}
narrow() {
  story
  press M-s                       # hands in; the interviewer asks on
  type_in "It runs to this day, and two other teams use it."
  press M-s
  # Where another follow-up comes, it is left; the guess, its seal, three points.
  press F7; press y
  for _ in 1 2 3 4 5; do press 3; done
  press Enter
  for _ in 1 2 3; do press m; done
  sleep 2
  press C-c; press C-c || true
}
task() {
  press M-k
  type_in "select region, count(*) from customer_revenue group by region"
  press Enter
  sleep 3
  press Enter
  press M-x; type_in "empty this part"; press Enter; press y
  type_in "SELECT region, row_number() OVER (PARTITION BY region ORDER BY total_revenue DESC)"
  press Enter
  type_in "         AS position, customer_id, customer_name, total_revenue"
  press Enter
  type_in "FROM customer_revenue ORDER BY region, position"
  press M-v
  sleep 3
}
wide() {
  task
  press M-j; type_in "A window function numbers each region."
  press M-s; press y
  sleep 1
  press C-c; press C-c || true
}

if [ -n "$picture" ]; then
  act 100 30 --question beh-initiative --seed 3
  story
  draw "$picture" 900,640
elif [ -n "$wide_picture" ]; then
  act 160 45 --question sql-top-n --seed 3
  task
  draw "$wide_picture" 1420,950
else
  act "${COLUMNS_WANTED:-100}" "${LINES_WANTED:-30}" --question beh-initiative --seed 3
  (trap - EXIT; narrow) &
  "${tmux[@]}" attach -t play
  act "${WIDE_WANTED:-160}" "${TALL_WANTED:-45}" --question sql-top-n --seed 3
  (trap - EXIT; wide) &
  "${tmux[@]}" attach -t play
fi
