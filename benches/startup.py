"""Whole-process times of `mock`, against /bin/true in the same run. Standard library only.

    cargo build --release && python3 benches/startup.py [MOCK] [RUNS]

Prints medians in milliseconds and their ratio to /bin/true; exits with 1 where one is over its
limit. The programs take turns, so that whatever else the machine does hits all of them alike.
"""

import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BANK = ROOT / "question-bank"


def generate(folder, count):
    """Copies of the built-in questions under other names, in folders of their kinds."""
    sources = sorted(
        path
        for path in [*BANK.glob("*/*.toml"), *BANK.glob("*/*/question.toml")]
        if "prep" not in path.parts
    )
    for number in range(count):
        source = sources[number % len(sources)]
        whole = source.name == "question.toml"
        kind = (source.parent.parent if whole else source.parent).name
        name = source.parent.name if whole else source.stem
        copy = f"{name}-{number // len(sources) + 2}"
        text = re.sub(r"^id = .*$", f'id = "{copy}"', source.read_text(), count=1, flags=re.M)
        if whole:
            target = folder / kind / copy
            target.mkdir(parents=True)
            for beside in source.parent.rglob("*"):
                to = target / beside.relative_to(source.parent)
                if beside.is_dir():
                    to.mkdir(exist_ok=True)
                else:
                    to.parent.mkdir(parents=True, exist_ok=True)
                    to.write_bytes(beside.read_bytes())
            (target / "question.toml").write_text(text)
        else:
            (folder / kind).mkdir(parents=True, exist_ok=True)
            (folder / kind / f"{copy}.toml").write_text(text)


def once(args, env):
    start = time.perf_counter()
    done = subprocess.run(args, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    took = time.perf_counter() - start
    assert done.returncode == 0, (args, done.stderr.decode())
    return took * 1000


def questions(args, env):
    out = subprocess.run(args, env=env, capture_output=True, check=True, text=True)
    assert not out.stderr, out.stderr
    return len(out.stdout.splitlines())


def main():
    target = os.environ.get("CARGO_TARGET_DIR", ROOT / "target")
    mock = sys.argv[1] if len(sys.argv) > 1 else str(pathlib.Path(target) / "release" / "mock")
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with tempfile.TemporaryDirectory() as home:
        env = {"MOCK_HOME": home, "PATH": os.environ["PATH"], "TZ": "UTC"}
        listing = [mock, "bank", "list"]
        own = questions(listing, env)
        large = pathlib.Path(home) / "large"
        generate(large, 400 - own)
        listing_400 = [*listing, "--bank", str(large)]
        assert questions(listing_400, env) == 400, questions(listing_400, env)
        # name, arguments, limit in ms, whether the limit is what comes on top of /bin/true
        peers = [
            ("/bin/true", ["/bin/true"], None, False),
            ("mock --version", [mock, "--version"], 3, True),
            (f"mock bank list, {own} questions", listing, 15, False),
            ("mock bank list, 400 questions", listing_400, 60, False),
        ]
        times = {name: [] for name, *_ in peers}
        for _ in range(runs):
            for name, args, *_ in peers:
                times[name].append(once(args, env))
    base = statistics.median(times["/bin/true"])
    is_over = False
    for name, _, limit, is_on_top in peers:
        median = statistics.median(times[name])
        verdict = ""
        if limit is not None:
            counted = median - base if is_on_top else median
            over = counted > limit
            is_over |= over
            on_top = "over /bin/true" if is_on_top else "in all"
            verdict = f"  {counted:6.2f} ms {on_top}, limit {limit}: {'OVER' if over else 'ok'}"
        fastest = min(times[name])
        print(f"{name:32} {median:7.2f} ms  {median / base:5.1f}x  min {fastest:6.2f}{verdict}")
    print(f"medians of {runs} runs, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    return 1 if is_over else 0


if __name__ == "__main__":
    sys.exit(main())
