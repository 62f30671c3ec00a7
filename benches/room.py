"""The room's figures, in a pseudo-terminal: `python3 benches/room.py [MOCK]`.

Key to screen with a 20 KB answer, in the candidate's room and at the interviewer's console; the
CPU of both while nothing happens but the clock; sizes a second, and wrong cells after ten seconds
of them. `IDLE_SECONDS` and `STORM_SECONDS` shorten it. A frame's own time is `cargo test --release
--lib frame_time -- --ignored --nocapture`; that the countdown does not drift in an hour is a test
of `src/ui/room/tests`.
"""

import os, select, signal, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
MOCK = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "../target/release/mock")
os.environ["MOCK_HOME"] = tempfile.mkdtemp()
sys.argv = ["terminal.py", MOCK, "none"]
sys.path.insert(0, os.path.join(HERE, "../tests/room"))
from terminal import Room, Shared, begin, lift, own_bank, storm, wrong_cells

IDLE = float(os.environ.get("IDLE_SECONDS", "30"))
STORM = float(os.environ.get("STORM_SECONDS", "10"))


def cpu(room):
    fields = open(f"/proc/{room.child.pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def key_to_screen(room, keys, name):
    times = []
    for number in range(400):
        # The clock's own frames come at their own time; a key is answered by the next write.
        room.read(0.03)
        before = time.monotonic()
        os.write(room.master, keys[number % len(keys)])
        ready, _, _ = select.select([room.master], [], [], 1)
        times.append((time.monotonic() - before) * 1000)
        assert ready, name
        room.read(0.005)
    print(f"key to screen, 20 KB answer, 120 × 40, {name}: median {percentile(times, .5):.1f} ms, "
          f"p99 {percentile(times, .99):.1f} ms, most {max(times):.1f} ms")


def idle(room, name):
    before, begun = cpu(room), time.monotonic()
    while time.monotonic() - begun < IDLE:
        room.read(0.5)
    share = (cpu(room) - before) / (time.monotonic() - begun) * 100
    print(f"idle, the clock ticking, {name}: {share:.2f}% of a core")


def end(room):
    room.kill(signal.SIGTERM)
    room.end()
    room.assert_restored()


def paste(room):
    text = ("Kafka only promises order inside one partition. " * 430)[:20 * 1024]
    os.write(room.master, b"\x1b[200~" + text.encode() + b"\x1b[201~")
    room.read(1.0)


room = begin(rows=40, columns=120)
paste(room)
key_to_screen(room, [b"abcdefghij"[n:n + 1] for n in range(10)], "the room")
idle(room, "the room")
end(room)

room = Shared("run", "--interviewer", "peer", "--bank", own_bank(), "--question", "rerun",
              rows=40, columns=120)
room.until("Enter begin")
room.keys("\r")
room.until("A nightly import crashed")
paste(room)
room.keys("\x1b[20~")
lift(room, "rubric", True)
key_to_screen(room, [b"1", b"2", b"3", b"4"], "the console")
# A tick is on disk before it is shown.
key_to_screen(room, [b"m", b"x"], "a tick at the console, on disk first")
idle(room, "the console")
end(room)

for args in (("run", "--format", "phone-screen", "--seed", "3"),
             ("interview", "--bank", own_bank(), "--question", "rerun")):
    room = Room(*args)
    room.until("Enter begin")
    room.keys("\r")
    room.read(0.5)
    count = storm(room, STORM)
    wrong = wrong_cells(room)
    assert not wrong, wrong[:20]
    end(room)
    print(f"sizes, {args[0]}: {count / STORM:.0f} a second for {STORM:.0f} s, then "
          f"{len(wrong)} wrong cells of a fresh draw, terminal restored")
