"""A tmux capture with its colours as a page of HTML: `room-picture.py CAPTURE > page.html`.

`examples/room-demo.sh --picture FILE` takes the capture, and has Chromium draw the page.
"""

import html, re, sys

BASE = ["#1c1f24", "#e06c75", "#98c379", "#d7a65f", "#61afef", "#c678dd", "#56b6c2", "#d5d8de"]


def color(number):
    if number < 8:
        return BASE[number]
    if number < 16:
        return BASE[number - 8]
    if number >= 232:
        level = 8 + (number - 232) * 10
        return f"rgb({level},{level},{level})"
    number -= 16
    steps = [0, 95, 135, 175, 215, 255]
    return f"rgb({steps[number // 36]},{steps[number // 6 % 6]},{steps[number % 6]})"


def spans(line, style):
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        found = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if not found:
            if part:
                yield part, dict(style)
            continue
        codes = [int(code or 0) for code in found.group(1).split(";")]
        while codes:
            code = codes.pop(0)
            if code == 0:
                style.clear()
            elif code in (1, 2, 7):
                style[{1: "bold", 2: "dim", 7: "reverse"}[code]] = True
            elif code in (38, 48) and codes[:1] == [5]:
                style["fg" if code == 38 else "bg"] = color(codes[1])
                codes = codes[2:]
            elif 30 <= code <= 37:
                style["fg"] = color(code - 30)
            elif code == 39:
                style.pop("fg", None)
            elif code == 49:
                style.pop("bg", None)


def css(style):
    fg, bg = style.get("fg", "#d5d8de"), style.get("bg")
    if style.get("reverse"):
        fg, bg = bg or "#1c1f24", fg
    parts = [f"color:{fg}"]
    if bg:
        parts.append(f"background:{bg}")
    if style.get("bold"):
        parts.append("font-weight:700")
    if style.get("dim"):
        parts.append("opacity:.6")
    return ";".join(parts)


style, lines = {}, []
for line in open(sys.argv[1], encoding="utf8").read().rstrip("\n").split("\n"):
    lines.append("".join(f'<span style="{css(s)}">{html.escape(t)}</span>' for t, s in spans(line, style)))
print("<!doctype html><meta charset=utf8><style>body{margin:0;background:#1c1f24}"
      "pre{margin:14px 16px;font:14px/1.3 'DejaVu Sans Mono',monospace;color:#d5d8de}</style><pre>"
      + "\n".join(lines) + "</pre>")
