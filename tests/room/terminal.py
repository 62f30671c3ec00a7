"""Drives the room in a pseudo-terminal: `terminal.py MOCK SCENE`. Exit code 0 and `ok` when it held."""

import fcntl, glob, os, pty, re, select, signal, struct, subprocess, sys, termios, time

from screen import Screen

MOCK, SCENE = sys.argv[1], sys.argv[2]
HOME = os.environ["MOCK_HOME"]
CTRL = {c: chr(ord(c) - 96) for c in "abcdefghijklmnopqrstuvwxyz"}
LEAVE = b"\x1b[?1049l"


class Room:
    def __init__(self, *args, rows=24, columns=80, stdout=None, env=None):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.slave = slave
        self.screen = Screen(rows, columns)
        self.before = termios.tcgetattr(slave)
        self.seen = b""
        environment = {"PATH": os.environ["PATH"], "MOCK_HOME": HOME, "LANG": "C.UTF-8",
                       "TERM": "xterm-256color", "HOME": HOME, **(env or {})}

        def own_terminal():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        self.child = subprocess.Popen(
            [MOCK, *args], stdin=slave, stdout=stdout if stdout is not None else slave,
            stderr=slave, preexec_fn=own_terminal, env=environment)

    def read(self, seconds=0.3):
        """Takes what the room drew until it was quiet for this long."""
        end = time.monotonic() + seconds
        fresh = b""
        while True:
            left = end - time.monotonic()
            ready, _, _ = select.select([self.master], [], [], max(0, left))
            if not ready:
                break
            try:
                data = os.read(self.master, 1 << 16)
            except OSError:
                break
            if not data:
                break
            fresh += data
            self.screen.feed(data)
            self.look()
        self.seen += fresh
        return fresh

    def look(self):
        """Called for every piece of output, with the screen as it then stands."""

    def until(self, words, seconds=10):
        """Until the words stand on the screen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.05)
            if words in self.screen.text():
                return
            if self.child.poll() is not None:
                break
        raise AssertionError(f"never saw {words!r} on:\n" + "\n".join(self.screen.lines()))

    def text(self):
        """What was drawn; blank cells and the way to the next word are one space."""
        drawn = self.seen.decode("utf8", "replace")
        return re.sub(r"\s+", " ", re.sub(r"\x1b[\[?][0-9;?]*[A-Za-z]", " ", drawn))

    def wait_for(self, words, seconds=10):
        """Until the words were drawn, in cells that stood beside each other."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.read(0.1)
            if words in self.text():
                return
            if self.child.poll() is not None:
                break
        raise AssertionError(f"never saw {words!r}; last: {self.text()[-1500:]!r}")

    def keys(self, *keys):
        for key in keys:
            os.write(self.master, key.encode())
            self.read(0.12)
        self.seen_mark = len(self.seen)

    def forget(self):
        self.seen = b""

    def resize(self, rows, columns):
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self, number):
        os.kill(self.child.pid, number)

    def end(self, seconds=8):
        """The exit code; keeps reading so that the child never blocks."""
        end = time.monotonic() + seconds
        while self.child.poll() is None and time.monotonic() < end:
            self.read(0.05)
        self.read(0.1)
        assert self.child.poll() is not None, "did not end"
        return self.child.returncode

    def is_cooked(self):
        now = termios.tcgetattr(self.slave)
        return now[:4] == self.before[:4]

    def assert_restored(self):
        assert self.is_cooked(), f"settings differ: {self.before[:4]} {termios.tcgetattr(self.slave)[:4]}"
        left = self.seen.rfind(LEAVE)
        assert left >= 0 and left > self.seen.rfind(b"\x1b[?1049h"), "still on the other screen"
        assert self.seen.rfind(b"\x1b[?25h") > self.seen.rfind(b"\x1b[?25l"), "the cursor is hidden"


def transcript():
    return subprocess.run([MOCK, "transcript", "--last"], capture_output=True, text=True,
                          env={**os.environ, "MOCK_HOME": HOME}).stdout


def begin(*args, **named):
    room = Room("run", "--format", "behavioral", "--seed", "3", *args, **named)
    room.wait_for("Enter")
    room.keys("\r")
    room.wait_for("Situation")
    return room


def scene_round():
    """A whole behavioral round by keys, debrief and all."""
    room = begin("--minutes", "20")
    questions = 0
    for _ in range(8):
        room.keys("In March the nightly load failed for our shop.", "\t", "It was mine to find out why.",
                  "\t", "I added alerts, I fixed the retries and I told the team.", "\t",
                  "Failures were seen within 15 minutes instead of 2 hours.", CTRL["s"])
        questions += 1
        for _ in range(40):
            room.read(0.15)
            if room.child.poll() is not None:
                break
            screen = ask_screen(room)
            if "First your own guess" in screen:
                room.keys("3")
            elif "keep my mark" in screen:
                room.keys("k")
            elif "came up" in screen:
                room.keys("n")
            elif "missed" in screen:
                room.keys("m")
            elif "model answer" in screen or "end of the round" in screen:
                room.keys("\r")
            elif "Follow-up" in screen:
                room.keys("It still runs, and the team is woken half as often.", CTRL["s"])
            elif "Situation ]" in screen:
                break
            elif "turn to ask" in screen:
                room.keys("How do you review a pipeline?\r", CTRL["s"])
            elif "go on" in screen:
                room.keys("\r")
        if room.child.poll() is not None or "Situation ]" not in ask_screen(room):
            break
    code = room.end(5)
    room.assert_restored()
    text = transcript()
    assert code == 0, code
    assert questions >= 2, questions
    assert text.count("Failures were seen within 15 minutes") >= questions, text
    assert "How do you review a pipeline?" in text, text
    assert "mock transcript" in room.text()[-600:], room.text()[-600:]


def ask_screen(room):
    """Makes the room draw everything anew, and reads it."""
    room.forget()
    size = fcntl.ioctl(room.slave, termios.TIOCGWINSZ, b"\0" * 8)
    rows, columns = struct.unpack("HHHH", size)[:2]
    room.resize(rows, columns + (1 if columns % 2 == 0 else -1))
    room.read(0.15)
    return room.text()


def file_soon(pattern, words=None, seconds=10):
    """The path of a file once it is there, and holds these words."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for path in glob.glob(os.path.join(HOME, "**", pattern), recursive=True):
            with open(path) as file:
                if words is None or words in file.read():
                    return path
        time.sleep(0.05)
    raise AssertionError(f"no {pattern} with {words!r}")


def scene_code():
    """Wrong code from another editor, run, gone on with by hand, mended, handed in."""
    bank = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "end_to_end", "code-bank")
    room = Room("run", "--question", "double", "--seed", "3", "--bank", bank, rows=40, columns=100)
    room.wait_for("Enter")
    room.keys("\r")
    room.wait_for("answer.py")
    path = file_soon("1-double/answer.py")

    def save(line):
        with open(path + ".new", "w") as file:
            file.write(f"def double(values):\n    return {line}\n")
        os.replace(path + ".new", path)

    save("[value + 2 for value in values]")
    room.wait_for("value + 2")
    room.keys(CTRL["r"])
    room.wait_for("[3, 5]", 30)
    room.keys("  # by hand")
    file_soon("1-double/answer.py", "# by hand")
    save("[2 * value for value in values]")
    room.wait_for("2 * value")
    room.forget()
    room.keys(CTRL["r"])
    room.wait_for("the visible case passed", 30)
    room.keys(CTRL["s"], "3", "3", "3", "3")
    room.wait_for("3 of 3 cases passed", 30)
    room.kill(signal.SIGTERM)
    assert room.end() == 0
    room.assert_restored()
    text = transcript()
    assert "2 * value" in text and "by hand" not in text, text


def scene_signal(name, expected=0):
    room = begin()
    room.keys("Typed before the signal came")
    time.sleep(0.35)
    room.kill(getattr(signal, name))
    code = room.end()
    room.assert_restored()
    assert code == expected, code
    assert "Typed before the signal came" in transcript()
    return room


def scene_term():
    room = scene_signal("SIGTERM")
    assert "mock resume" in room.text(), room.text()[-300:]


def scene_hup():
    scene_signal("SIGHUP")


def scene_int():
    """Asks; once more leaves."""
    room = begin()
    room.keys("Some words")
    room.kill(signal.SIGINT)
    room.wait_for("Stopped by Ctrl-C")
    room.keys(CTRL["c"])
    assert room.end() == 0
    room.assert_restored()
    assert "Some words" in transcript()


def scene_stop():
    """TSTP gives the terminal back, CONT takes it again."""
    room = begin()
    room.keys("Before")
    for _ in range(3):
        room.kill(signal.SIGTSTP)
        for _ in range(50):
            room.read(0.05)
            _, status = os.waitpid(room.child.pid, os.WNOHANG | os.WUNTRACED)
            if status and os.WIFSTOPPED(status):
                break
        else:
            raise AssertionError("not stopped")
        room.assert_restored()
        room.forget()
        room.kill(signal.SIGCONT)
        room.wait_for("Situation")
        assert not room.is_cooked()
    room.keys(" and after")
    time.sleep(0.4)
    room.kill(signal.SIGTERM)
    assert room.end() == 0
    room.assert_restored()
    assert "Before and after" in transcript()


def scene_resize():
    """500 sizes a second for SECONDS."""
    room = begin()
    seconds = float(os.environ.get("SECONDS", "1"))
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        count += 1
        room.resize(5 + count * 7 % 60, 10 + count * 13 % 190)
        if count % 25 == 0:
            room.keys("x")
        room.read(0.002)
        assert room.child.poll() is None, room.text()[-2000:]
    room.resize(24, 80)
    room.forget()
    room.resize(24, 81)
    room.wait_for("[ Situation ]")
    # crossterm's reader is told of input once: a letter that comes together with a new size waits
    # for the next key. So more is typed, until the journal says that all have arrived.
    letters = "x" * (count // 25)
    for turn in range(100):
        if turn % 5 == 0:
            room.keys("y")
        room.read(0.05)
        if letters in transcript():
            break
    room.kill(signal.SIGTERM)
    assert room.end() == 0
    room.assert_restored()
    assert letters in transcript(), f"letters were lost: {letters} in {transcript()[:3000]}"
    print(f"{count / seconds:.0f} sizes a second", end=" ")


def scene_panic():
    """MOCK is the example that panics."""
    for argument in ([], ["--on-a-thread"]):
        room = Room(*argument)
        assert room.end() == 101
        room.assert_restored()
        assert room.text().rfind("panicked") > 0, room.text()


def scene_closed():
    """Standard output goes away while the room draws."""
    room = begin()
    room.keys("Typed before it closed")
    time.sleep(0.35)
    os.close(room.master)
    code = None
    for _ in range(100):
        code = room.child.poll()
        if code is not None:
            break
        time.sleep(0.05)
    assert code is not None, "did not end"
    assert "Typed before it closed" in transcript()


def scene_kill():
    """kill -9, then resume: everything up to 250 ms before is there."""
    room = begin()
    words = ""
    for number in range(20):
        word = f"w{number} "
        words += word
        os.write(room.master, word.encode())
        room.read(0.02)
    time.sleep(0.25)
    room.kill(signal.SIGKILL)
    room.child.wait()
    again = Room("resume")
    again.wait_for("Welcome back")
    again.keys("\r")
    again.wait_for("w19")
    again.kill(signal.SIGTERM)
    again.end()
    again.assert_restored()
    assert words.strip() in transcript(), transcript()


def scene_paste():
    room = begin()
    text = "one\nline two with \x1b[31mcolour\ttab\n" + "long " * 400
    os.write(room.master, b"\x1b[200~" + text.encode() + b"\x1b[201~")
    room.read(0.6)
    room.kill(signal.SIGTERM)
    assert room.end() == 0
    room.assert_restored()
    found = transcript()
    assert "line two with" in found and "\x1b" not in found, found
    assert found.count("long") >= 400, found.count("long")


def own_bank():
    """A question of which every word that judges is marked, and every word that is sent only on purpose."""
    here = os.path.dirname(os.path.abspath(__file__))
    text = open(os.path.join(here, "../bank/rerun.toml")).read()
    text = re.sub(r'^text = "', 'text = "Canary ', text, flags=re.M)
    text = re.sub(r'(junior|mid|senior) = "', r'\1 = "Canary ', text)
    text = text.replace('model = """', 'model = """Canary ').replace('mistakes = ["', 'mistakes = ["Canary ')
    text = text.replace('{ cost = 0.1, text = "', '{ cost = 0.1, text = "Unsent ')
    text = text.replace('ask = "The target', 'ask = "Unsent The target')
    folder = os.path.join(HOME, "own")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "rerun.toml"), "w") as file:
        file.write(text)
    return folder


class Shared(Room):
    """Two people, one terminal: nothing that judges is on the screen unless it is allowed."""

    is_private = False

    def look(self):
        shown = self.screen.text()
        # One piece of output may hold the curtain's end and what comes behind it.
        if "Canary" in shown and not self.is_private:
            assert shown.startswith(" Interviewer ·") or shown.startswith("Interviewer ·"), (
                "the candidate sees:\n" + "\n".join(self.screen.lines()))


def lift(room, words, is_private):
    """Enter at the curtain."""
    room.until("then Enter.")
    assert "Canary" not in room.screen.text(), room.screen.lines()
    room.is_private = is_private
    room.keys("\r")
    room.until(words)


def scene_peer():
    """A whole round with a peer on one terminal: curtain, marks, hint, follow-up, seals, reveal."""
    room = Shared("run", "--interviewer", "peer", "--bank", own_bank(), "--question", "rerun",
                  rows=int(os.environ.get("ROWS", "24")), columns=int(os.environ.get("COLUMNS_WANTED", "80")))
    room.until("Enter begin")
    room.keys("\r")
    room.until("A nightly import crashed")
    room.keys("Rows loaded before the crash appear twice.", CTRL["a"], "Is there a key?", "\r")
    lift(room, "rubric", True)
    room.until("Is there a key?")
    assert "Unsent" in room.screen.text() or "h " in room.screen.text()
    room.keys("t")
    room.until("say to the candidate")
    room.keys("There is one per batch.", "\r", "1", "m", "N", "said at once", "\r")
    room.until("said at once")
    room.keys("h")
    room.until("Enter send it")
    room.keys("\r")
    room.keys("q")
    room.is_private = False
    lift(room, "Rows loaded before", False)
    room.until("Unsent What remained")
    room.until("There is one per batch.")
    assert "Canary" not in room.screen.text()
    room.keys(" I overwrite the whole partition in one transaction.", CTRL["s"])
    lift(room, "rubric", True)
    room.keys("2", "p", "3", "x", "4", "s", "5", "x", "f", "\r")
    room.is_private = False
    lift(room, "Follow-up 1", False)
    room.keys("I send an idempotency key.", CTRL["s"])
    lift(room, "rubric", True)
    room.keys("6", "m", "7", "n", "e", "\r")
    room.is_private = False
    room.until("The answer is in")
    room.keys("n")
    # Both seal, each without the other's guess; then what is left is marked.
    for seat, private in (("Candidate", False), ("Interviewer", True)):
        if private:
            lift(room, seat, True)
        for _ in range(6):
            room.read(0.3)
            if "1 2 3 4" not in room.screen.text() or seat not in room.screen.text():
                break
            assert "Canary" not in room.screen.text(), room.screen.lines()
            room.keys("3" if seat == "Candidate" else "2")
    for letter in "mn" * 15:
        room.read(0.3)
        if "opened at once" in room.screen.text():
            break
        room.keys(letter)
    room.until("opened at once")
    assert "candidate 3 and interviewer 2" in room.screen.text(), room.screen.lines()
    assert "your guess their guess" in room.screen.text(), room.screen.lines()
    room.keys("v")
    room.until("Model answer")
    room.keys("\x1b")
    room.read(0.3)
    room.keys("n")
    room.is_private = False
    lift(room, "how was your interviewer", False)
    room.keys("4", "Kind and clear.", "\r")
    assert room.end() == 0
    room.assert_restored()
    main = room.screen.main_text()
    assert "Canary" not in main and "Unsent" not in main, main
    assert "mock transcript" in main, main
    text = transcript()
    for words in ("said at once", "There is one per batch.", "Kind and clear."):
        assert words in text, (words, text)


def scene_console_signals():
    """Whatever ends or stops the program at the console, nothing of it stays on the first screen."""
    for name in ("SIGTERM", "SIGHUP", "SIGTSTP", "SIGINT"):
        room = Shared("run", "--interviewer", "peer", "--bank", own_bank(), "--question", "rerun")
        room.until("Enter begin")
        room.keys("\r")
        room.until("A nightly import crashed")
        room.keys("\x1b[20~")
        lift(room, "rubric", True)
        room.until("Canary")
        room.kill(getattr(signal, name))
        if name == "SIGTSTP":
            for _ in range(50):
                room.read(0.05)
                _, status = os.waitpid(room.child.pid, os.WNOHANG | os.WUNTRACED)
                if status and os.WIFSTOPPED(status):
                    break
            room.assert_restored()
            assert "Canary" not in room.screen.text(), room.screen.lines()
            room.is_private = False
            room.kill(signal.SIGCONT)
            # Whoever comes back may be the candidate.
            room.until("then Enter.")
            room.kill(signal.SIGTERM)
        elif name == "SIGINT":
            room.until("Stopped by Ctrl-C")
            room.keys(CTRL["c"])
        assert room.end() == 0, name
        room.assert_restored()
        assert "Canary" not in room.screen.main_text(), room.screen.main_text()
        assert "Canary" not in room.screen.text(), room.screen.lines()


def scene_interview():
    """The interviewer alone, at 60 × 16: the console is the room."""
    room = Room("interview", "--bank", own_bank(), "--question", "rerun", rows=16, columns=60)
    room.until("You lead and judge")
    room.keys("\r")
    room.until("rubric")
    room.keys("1", "m", "2", "p", "3", "m", "4", "m", "5", "x", "6", "n")
    for _ in range(3):
        room.keys("\x1b[6~")
    room.keys("e", "\r")
    for letter in "2" * 4 + "mn" * 10:
        room.read(0.3)
        if "This question" in room.screen.text() or "The round as a whole" in room.screen.text():
            break
        room.keys(letter)
    for _ in range(8):
        room.read(0.3)
        if room.child.poll() is not None:
            break
        room.keys("m" if "m met" in room.screen.text() else "n" if "n no" in room.screen.text() else "\r")
    assert room.end() == 0
    room.assert_restored()
    assert "Canary" not in room.screen.main_text()


def storm(room, seconds, pace=500):
    """Sizes as fast as `pace` a second; how many there were."""
    begun, count = time.monotonic(), 0
    while time.monotonic() - begun < seconds:
        count += 1
        room.resize(5 + count * 7 % 60, 10 + count * 13 % 190)
        while count / pace > time.monotonic() - begun:
            room.read(0.0005)
        assert room.child.poll() is None, "ended in the storm"
    return count


def settled(room):
    """The cells once nothing more comes, and the time that they show."""
    room.read(0.15)
    return [list(line) for line in room.screen.cells]


def wrong_cells(room, rows=24, columns=80):
    """Cells after a storm that a fresh draw shows otherwise. Both within a second of the clock."""
    for _ in range(20):
        room.resize(rows, columns)
        room.read(0.15)
        # The size that is drawn already comes back before anyone looked: what the smaller window
        # cut off is gone all the same.
        room.resize(9, 30)
        room.resize(rows, columns)
        stormy = settled(room)
        room.kill(signal.SIGTSTP)
        for _ in range(100):
            room.read(0.02)
            _, status = os.waitpid(room.child.pid, os.WNOHANG | os.WUNTRACED)
            if status and os.WIFSTOPPED(status):
                break
        # Back from the shell everything is drawn anew, on an empty screen.
        room.kill(signal.SIGCONT)
        fresh = settled(room)
        wrong = [(y, x, stormy[y][x], fresh[y][x]) for y in range(rows) for x in range(columns)
                 if stormy[y][x] != fresh[y][x]]
        # Where the first line differs it may be the clock's next second.
        if stormy[0] == fresh[0]:
            return wrong
    return wrong


def scene_cells():
    """After a storm of sizes every cell is as in a fresh draw: the candidate's room and the console."""
    room = Room("run", "--format", "phone-screen", "--seed", "3")
    room.until("Enter begin")
    room.keys("\r")
    room.until("Write here")
    room.keys("Some words to see, é and 数 among them.")
    consoled = Room("interview", "--bank", own_bank(), "--question", "rerun")
    consoled.until("Enter begin")
    consoled.keys("\r")
    consoled.until("rubric")
    for one in (room, consoled):
        count = storm(one, float(os.environ.get("SECONDS", "1")))
        wrong = wrong_cells(one)
        assert not wrong, wrong[:20]
        print(f"{count} sizes, 0 wrong cells", end=" ")
        one.kill(signal.SIGTERM)
        assert one.end() == 0
        one.assert_restored()


if __name__ == "__main__":
    globals()["scene_" + SCENE]()
    print("ok", SCENE)
