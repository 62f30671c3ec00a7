"""A terminal's screen: what is in each cell after these bytes, on the screen and above it.

As much of a terminal as the room needs: two screens, a scrollback of the first, colours, wide
letters. Like xterm it cuts what a smaller window cannot show, and does not bring it back.
"""

import codecs, re, unicodedata

ESCAPE = re.compile(r"\x1b\[([?>]?)([0-9;]*)([A-Za-z])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b([=>78M])")
BLANK = (" ", "")


def width(letter):
    if unicodedata.combining(letter) or letter in "\u200b\u200d\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


class Screen:
    def __init__(self, rows, columns):
        self.rows, self.columns = rows, columns
        self.main = self.empty()
        self.other = self.empty()
        self.is_other = False
        self.scrollback = []
        self.x = self.y = 0
        self.style = ""
        self.rest = ""
        self.decoder = codecs.getincrementaldecoder("utf8")("replace")

    def empty(self):
        return [[BLANK] * self.columns for _ in range(self.rows)]

    @property
    def cells(self):
        return self.other if self.is_other else self.main

    def resize(self, rows, columns):
        def fit(cells):
            cells = [line[:columns] + [BLANK] * (columns - len(line)) for line in cells[:rows]]
            return cells + [[BLANK] * columns for _ in range(rows - len(cells))]

        self.main, self.other = fit(self.main), fit(self.other)
        self.rows, self.columns = rows, columns
        self.x, self.y = min(self.x, columns - 1), min(self.y, rows - 1)

    def feed(self, data):
        text = self.rest + self.decoder.decode(data)
        self.rest = ""
        at = 0
        while at < len(text):
            letter = text[at]
            if letter == "\x1b":
                found = ESCAPE.match(text, at)
                if not found:
                    if len(text) - at < 64:
                        self.rest = text[at:]
                        return
                    at += 1
                    continue
                self.escape(*found.group(1, 2, 3))
                at = found.end()
                continue
            self.put(letter)
            at += 1

    def put(self, letter):
        if letter == "\r":
            self.x = 0
        elif letter == "\n":
            self.line_feed()
        elif letter == "\b":
            self.x = max(0, self.x - 1)
        elif letter >= " ":
            wide = width(letter)
            if wide == 0:
                return
            if self.x + wide > self.columns:
                self.x = 0
                self.line_feed()
            line = self.cells[self.y]
            line[self.x] = (letter, self.style)
            if wide == 2 and self.x + 1 < self.columns:
                line[self.x + 1] = ("", self.style)
            self.x += wide

    def line_feed(self):
        if self.y + 1 < self.rows:
            self.y += 1
            return
        gone = self.cells.pop(0)
        if not self.is_other:
            self.scrollback.append("".join(letter for letter, _ in gone))
        self.cells.append([BLANK] * self.columns)

    def escape(self, private, digits, name):
        if name is None:
            return
        numbers = [int(number or 0) for number in digits.split(";")] if digits else [0]
        count = max(1, numbers[0])
        if private == "?":
            if name in "hl" and 1049 in numbers:
                self.is_other = name == "h"
                if self.is_other:
                    self.other = self.empty()
            return
        if name in "Hf":
            row, column = (numbers + [0])[:2]
            self.y = min(max(row, 1), self.rows) - 1
            self.x = min(max(column, 1), self.columns) - 1
        elif name == "A":
            self.y = max(0, self.y - count)
        elif name == "B":
            self.y = min(self.rows - 1, self.y + count)
        elif name == "C":
            self.x = min(self.columns - 1, self.x + count)
        elif name == "D":
            self.x = max(0, self.x - count)
        elif name == "G":
            self.x = min(count, self.columns) - 1
        elif name == "d":
            self.y = min(count, self.rows) - 1
        elif name == "J":
            if numbers[0] == 2:
                self.cells[:] = self.empty()
            elif numbers[0] == 0:
                self.cells[self.y][self.x:] = [BLANK] * (self.columns - self.x)
                for line in self.cells[self.y + 1:]:
                    line[:] = [BLANK] * self.columns
        elif name == "K":
            line = self.cells[self.y]
            begin, end = {0: (self.x, self.columns), 1: (0, self.x + 1)}.get(numbers[0], (0, self.columns))
            line[begin:end] = [BLANK] * (end - begin)
        elif name == "m":
            # Only whether two cells look alike matters: the words of the style since its reset.
            self.style = "" if not digits else self.style
            for number in digits.split(";") if digits else []:
                self.style = "" if number in ("", "0") else self.style + ";" + number

    def lines(self):
        return ["".join(letter for letter, _ in line).rstrip() for line in self.cells]

    def text(self):
        """The words on the screen, one blank between them."""
        return re.sub(r"\s+", " ", " ".join(self.lines()))

    def main_text(self):
        """The first screen, and everything that was rolled out of it."""
        lines = self.scrollback + ["".join(letter for letter, _ in line) for line in self.main]
        return "\n".join(lines)
