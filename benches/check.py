"""A Python answer on ten cases: the whole check, in the sandbox, against the bare interpreter and
against pytest, in the same run.

    cargo build --release --example check_speed && python3 benches/check.py [CHECK] [RUNS]

CHECK is the program that grades `SOLUTION CASES`; the example by default. The three take turns.
One resolved interpreter (`sys.executable`) runs all of them. pytest goes into an environment of
its own in a temporary folder (from the package index, or skipped where there is none). Exits with
1 where a check takes more than 1.5 times the bare interpreter, or half of pytest's time.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
CHECK = sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/release/examples/check_speed"
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 30

SOLUTION = '''\
def solve(rows, least):
    sums = {}
    for name, amount in rows:
        sums[name] = sums.get(name, 0) + amount
    return sorted([name, total] for name, total in sums.items() if total >= least)
'''

BARE = '''\
import json
from solution import solve
for args, expected in json.load(open("cases.json")):
    assert solve(*args) == expected
'''

TEST = '''\
import json
import pytest
from solution import solve
@pytest.mark.parametrize("args,expected", json.load(open("cases.json")))
def test_solve(args, expected):
    assert solve(*args) == expected
'''


def interpreter():
    """No shim: the interpreter that `python3` of this shell ends up in."""
    told = subprocess.run(
        ["python3", "-c", "import sys; print(sys.executable)"], capture_output=True, text=True, check=True
    )
    return told.stdout.strip()


def cases():
    for size in range(10):
        rows = [[f"n{i % 5}", i] for i in range(size * 20)]
        sums = {}
        for name, amount in rows:
            sums[name] = sums.get(name, 0) + amount
        yield [[rows, 30], sorted([n, t] for n, t in sums.items() if t >= 30)]


def pytest_in(folder, python):
    made = subprocess.run([python, "-m", "venv", folder / "venv"], capture_output=True)
    program = folder / "venv/bin/python"
    if made.returncode == 0:
        made = subprocess.run([program, "-m", "pip", "install", "--quiet", "pytest"], capture_output=True)
    return program if made.returncode == 0 else None


def main():
    python = interpreter()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "solution.py").write_text(SOLUTION)
        (folder / "bare.py").write_text(BARE)
        (folder / "test_solution.py").write_text(TEST)
        (folder / "cases.json").write_text(json.dumps(list(cases())))
        programs = {
            "bare interpreter": [python, "bare.py"],
            "bare, no site": [python, "-S", "bare.py"],
            "mock check": [CHECK, "solution.py", "cases.json"],
        }
        tester = pytest_in(folder, python)
        if tester:
            programs["pytest"] = [tester, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_solution.py"]
        times = {name: [] for name in programs}
        environment = os.environ | {"PATH": f"{pathlib.Path(python).parent}:{os.environ['PATH']}"}
        for run in range(RUNS + 2):
            for name, command in programs.items():
                began = time.perf_counter()
                done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
                took = time.perf_counter() - began
                assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"
                if run >= 2:
                    times[name].append(took * 1000)
    medians = {name: statistics.median(all_of) for name, all_of in times.items()}
    bare = medians["bare interpreter"]
    for name, median in medians.items():
        print(f"{name:18} {median:7.1f} ms  {median / bare:5.2f} of the bare interpreter  (least {min(times[name]):.1f})")
    check = medians["mock check"]
    slow = check > 1.5 * bare or check * 2 > medians.get("pytest", float("inf"))
    print("over the limit" if slow else "within the limits: 1.5 of the bare interpreter, half of pytest")
    return 1 if slow else 0


sys.exit(main())
