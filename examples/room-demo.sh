#!/usr/bin/env bash
# Plays the room by itself in tmux: a STAR question, a hint, a follow-up, the debrief; first narrow,
# then on a wide screen, where the question stands beside the answer.
#
#     examples/room-demo.sh [MOCK]
#     examples/room-demo.sh --picture docs/room.png [MOCK]
#
# The second draws one picture of it instead, with Chromium. No session is kept.
set -euo pipefail
picture=
if [ "${1:-}" = --picture ]; then
  picture="$(realpath "$2")"
  shift 2
fi
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
    "${tmux[@]}" send-keys -l -- "${text:at:1}"
    sleep "${PACE:-0.03}"
  done
}
press() { "${tmux[@]}" send-keys "$@"; sleep "${PAUSE:-0.8}"; }

"${tmux[@]}" new-session -d -x "${COLUMNS_WANTED:-100}" -y "${LINES_WANTED:-30}" \
  "env MOCK_HOME=$home $mock run --format behavioral --seed 3 --minutes 45"
play() {
  sleep 2
  press Enter
  type_in "In March our nightly load failed three times; two shops saw yesterday's sales."
  press Tab
  type_in "I owned the loader, so finding out why was mine."
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
if [ -n "$picture" ]; then
  play
  "${tmux[@]}" capture-pane -ep >"$home/room.ansi"
  python3 examples/room-picture.py "$home/room.ansi" >"$home/room.html"
  "${CHROMIUM:-chromium}" --headless --no-sandbox --window-size=900,640 \
    --screenshot="$picture" "$home/room.html"
  exit
fi
wide() { "${tmux[@]}" resize-window -x "${WIDE_WANTED:-160}" -y "${LINES_WANTED:-45}"; sleep 2; }
(play; wide; press M-s; type_in "It runs to this day."; press M-s; press M-s; press y; for _ in 1 2 3 4 5; do press 3; done; sleep 4; press C-c; press l) &
"${tmux[@]}" attach
