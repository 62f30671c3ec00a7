"""Plays one scene with `mock` on a terminal of its own. Standard library only.

    terminal.py MOCK SCENE

Waits on what is shown, never on time. Exit code 0 if all went as it should.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios

PATIENCE = 30
# Seconds a whole scene may take.
LIMIT = 60
terminals = []
ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")


class Terminal:
    def __init__(self, *args, term="xterm-256color", rows=24, columns=80):
        self.master, self.slave = pty.openpty()
        self.resize(rows, columns)
        self.before = termios.tcgetattr(self.slave)
        self.raw = b""
        self.seen = 0
        terminals.append(self)
        env = dict(os.environ, TERM=term)
        env.pop("COLUMNS", None)
        self.process = subprocess.Popen(
            [sys.argv[1], *args], stdin=self.slave, stdout=self.slave, stderr=self.slave,
            env=env, preexec_fn=self.own, close_fds=True,
        )

    def own(self):
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    def resize(self, rows, columns):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self):
        ready, _, _ = select.select([self.master], [], [], PATIENCE)
        assert ready, f"nothing came after:\n{self.text()[-2000:]}"
        try:
            piece = os.read(self.master, 4096)
        except OSError:
            piece = b""
        self.raw += piece
        return piece

    def text(self):
        return ESCAPES.sub(b"", self.raw).decode("utf-8", "replace")

    def wait_for(self, *wanted):
        """Reads until this stands below what was waited for last."""
        while True:
            text = self.text()
            found = [text.find(each, self.seen) for each in wanted]
            if all(at >= 0 for at in found):
                self.seen = max(at + len(each) for at, each in zip(found, wanted))
                return
            assert self.read(), f"{wanted} never came:\n{text[-2000:]}"

    def press(self, key):
        """Types a key to a dialog. One that comes before the dialog has switched the terminal
        over would lie in the kernel until the next one."""
        while termios.tcgetattr(self.slave)[3] & termios.ICANON:
            if select.select([self.master], [], [], 0.01)[0]:
                self.read()
            assert self.process.poll() is None, self.text()[-2000:]
        self.type(key)

    def type(self, keys):
        os.write(self.master, keys.encode())

    def insist(self, key, *wanted):
        """A key for a dialog in a session. One typed in the moment in which the dialog takes the terminal over
        may wait for the next; a person types it again."""
        for _ in range(20):
            self.type(key)
            for _ in range(20):
                if select.select([self.master], [], [], 0.05)[0]:
                    self.read()
                if all(self.text().find(each, self.seen) >= 0 for each in wanted):
                    return self.wait_for(*wanted)
        self.wait_for(*wanted)

    def leave(self):
        """Ctrl-D until the program ends. One typed in the moment in which a dialog gives the
        terminal back is a person's to type again."""
        for _ in range(20):
            if self.process.poll() is not None:
                break
            self.type("\x04")
            for _ in range(20):
                if select.select([self.master], [], [], 0.05)[0]:
                    self.read()
                if self.process.poll() is not None:
                    break
        self.end()

    def end(self, *codes):
        """Waits for the program to end by itself, and looks at what it leaves behind."""
        while self.process.poll() is None:
            if select.select([self.master], [], [], 0.05)[0]:
                self.read()
        while select.select([self.master], [], [], 0)[0] and self.read():
            pass
        code = self.process.returncode
        assert code in (codes or (0,)), (code, self.text()[-2000:])
        assert "panicked" not in self.text(), self.text()
        assert termios.tcgetattr(self.slave) == self.before, "the terminal's settings changed"
        hidden, shown = self.raw.rfind(b"\x1b[?25l"), self.raw.rfind(b"\x1b[?25h")
        assert shown >= hidden, "the cursor is hidden"
        left, entered = self.raw.rfind(b"\x1b[?1049l"), self.raw.rfind(b"\x1b[?1049h")
        assert left >= entered, "the other screen is still on"


QUESTION = ("run", "--plain", "--question", "ps-kafka-ordering", "--seed", "3")


def begin(*args, **how):
    terminal = Terminal(*(args or QUESTION), **how)
    terminal.wait_for("Enter to begin >")
    terminal.type("\n")
    terminal.wait_for("Write line by line", "left >")
    return terminal


def leave():
    terminal = begin()
    terminal.type("Kafka orders a partition.\n")
    terminal.wait_for("left >")
    terminal.type("/time\n")
    terminal.wait_for("question 0:0", "left >")
    terminal.type("\x03")
    terminal.wait_for("Stopped by Ctrl-C", "go on (Enter)")
    terminal.insist("g", "left >")
    terminal.type("\x03")
    terminal.wait_for("Stopped by Ctrl-C", "go on (Enter)")
    terminal.type("\x03")
    terminal.wait_for("Go on with: mock resume")
    terminal.end()
    again = Terminal("resume", "--plain")
    again.wait_for("Welcome back", "Kafka orders a partition.", "Enter to go on >")
    again.type("\n")
    again.wait_for("The clock runs", "left >")
    again.leave()


def dialog():
    terminal = Terminal("run", "--plain")
    terminal.wait_for("What do you want to rehearse?")
    terminal.press("\x03")
    terminal.end(1, 130, -signal.SIGINT)
    terminal = begin()
    terminal.type("/hint\n")
    terminal.wait_for("Take it?")
    terminal.process.send_signal(signal.SIGTERM)
    terminal.end()
    terminal = begin()
    terminal.type("/hint\n")
    terminal.wait_for("Take it?")
    terminal.insist("y", "What decides where a record lands?", "left >")
    terminal.leave()


def signals():
    for number in (signal.SIGTERM, signal.SIGHUP):
        terminal = begin()
        terminal.process.send_signal(number)
        terminal.wait_for("Go on with: mock resume")
        terminal.end()
    terminal = begin()
    terminal.process.send_signal(signal.SIGSTOP)
    _, status = os.waitpid(terminal.process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    terminal.process.send_signal(signal.SIGCONT)
    terminal.wait_for("left >")
    terminal.leave()


def resize():
    terminal = begin()
    sizes = [(5, 20), (24, 80), (1, 1), (5, 20)]
    for rows, columns in sizes:
        terminal.resize(rows, columns)
        terminal.type("/show\n")
        terminal.wait_for("Payments")
        terminal.wait_for("left >")
    terminal.type("/time\n")
    terminal.wait_for("left >")
    terminal.raw = terminal.raw[-200:]
    terminal.seen = 0
    for number in range(500):
        terminal.resize(5 + number % 40, 20 + number % 100)
    terminal.resize(24, 80)
    terminal.type("/time\n")
    terminal.wait_for("question 0:")
    terminal.leave()


def dumb():
    terminal = begin(term="dumb")
    terminal.type("/hint\n")
    terminal.wait_for("Take it?", ">")
    terminal.type("n\n")
    terminal.wait_for("left >")
    terminal.leave()
    assert b"\x1b" not in terminal.raw, "an escape on a dumb terminal"


def gone():
    terminal = begin()
    terminal.type("Kafka orders a partition.\n/time\n")
    terminal.wait_for("question 0:0")
    os.close(terminal.slave)
    os.close(terminal.master)
    code = terminal.process.wait(PATIENCE)
    assert code in (0, 1), code
    again = Terminal("resume", "--plain")
    again.wait_for("Welcome back", "Kafka orders a partition.")
    again.leave()


def too_late(_number, _frame):
    """A countdown that is redrawn keeps `read` from giving up: the scene as a whole has an end."""
    stuck = terminals[-1] if terminals else None
    said = stuck.text()[stuck.seen:][-2000:] if stuck else ""
    raise SystemExit(f"stuck after {LIMIT} s; the program's state is {stuck and stuck.process.poll()}:\n{said}")


signal.signal(signal.SIGALRM, too_late)
signal.alarm(LIMIT)
SCENES = {scene.__name__: scene for scene in (leave, dialog, signals, resize, dumb, gone)}
SCENES[sys.argv[2]]()
