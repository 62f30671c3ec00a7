"""The room's figures, in a pseudo-terminal: `python3 benches/room.py [MOCK]`.

Key to screen with a 20 KB answer, the CPU of a room in which nothing happens but the clock, and
sizes a second. A frame's own time is `cargo test --release --lib frame_time -- --ignored
--nocapture`.
"""

import os, signal, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
MOCK = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "../target/release/mock")
os.environ["MOCK_HOME"] = tempfile.mkdtemp()
sys.argv = ["terminal.py", MOCK, "none"]
source = open(os.path.join(HERE, "../tests/room/terminal.py")).read()
exec(source[: source.index('globals()["scene_"')])


def cpu(room):
    fields = open(f"/proc/{room.child.pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


room = begin(rows=40, columns=120)
text = ("Kafka only promises order inside one partition. " * 430)[:20 * 1024]
os.write(room.master, b"\x1b[200~" + text.encode() + b"\x1b[201~")
room.read(1.0)
times = []
for number in range(400):
    # The clock's own frames come at their own time; a key is answered by the next write.
    room.read(0.03)
    before = time.monotonic()
    os.write(room.master, b"abcdefghij"[number % 10:number % 10 + 1])
    ready, _, _ = select.select([room.master], [], [], 1)
    times.append((time.monotonic() - before) * 1000)
    assert ready
    room.read(0.005)
print(f"key to screen, 20 KB answer, 120 × 40: median {percentile(times, .5):.1f} ms, "
      f"p99 {percentile(times, .99):.1f} ms, most {max(times):.1f} ms")

before, begun = cpu(room), time.monotonic()
SECONDS = float(os.environ.get("IDLE_SECONDS", "30"))
while time.monotonic() - begun < SECONDS:
    room.read(0.5)
print(f"idle, the clock ticking: {(cpu(room) - before) / SECONDS * 100:.2f}% of a core")
room.kill(signal.SIGTERM)
room.end()
room.assert_restored()

room = begin()
begun, count = time.monotonic(), 0
while time.monotonic() - begun < 10:
    count += 1
    room.resize(5 + count * 7 % 60, 10 + count * 13 % 190)
    while count / 500 > time.monotonic() - begun:
        room.read(0.0005)
    assert room.child.poll() is None
room.resize(24, 80)
room.read(0.3)
room.forget()
room.resize(24, 81)
room.wait_for("[ Situation ]")
room.kill(signal.SIGTERM)
room.end()
room.assert_restored()
print(f"sizes: {count / 10:.0f} a second for 10 s, then a whole screen, terminal restored")
