//! Limits of time and memory, case by case; what is not run; what is kept between calls.

use mock::grade::time_limit::TimeLimit;

use super::*;

use Language::{Bash, Java, Javascript, Python};

fn outcomes(verdict: &Verdict) -> Vec<Outcome> {
    verdict.cases.iter().map(|case| case.outcome).collect()
}

/// Cases `f(0)`, `f(1)` … of which each expects its own number.
fn counting(most: usize) -> CodeTask {
    task("f", &(0..most).map(|n| (json!([n]), json!(n))).collect::<Vec<_>>())
}

#[test]
fn what_was_not_run_has_not_passed() {
    let code = "import os\ndef f(x):\n    if x <= 3: os._exit(1)\n    return 4\n";
    let verdict = Yard::new().grade(&counting(12), Python, code);
    expect(&verdict, &[Outcome::RuntimeError]);
    let of = |outcome| outcomes(&verdict).iter().filter(|one| **one == outcome).count();
    assert_eq!(
        (of(Outcome::RuntimeError), of(Outcome::Accepted), of(Outcome::NotGraded)),
        (4, 1, 7),
        "{}",
        told(&verdict)
    );
    let headline = mock::view::say::verdict::headline(&verdict);
    assert!(headline.starts_with("1 of 12 cases passed, 7 not run · "), "{headline}");
}

#[test]
fn one_case_that_needs_too_much_memory_costs_only_itself() {
    for (language, code) in [
        (Python, "def f(x):\n    if x == 1: a = bytearray(180 << 20)\n    return x\n"),
        (Python, "def f(x):\n    if x == 1: a = bytearray(900 << 20)\n    return x\n"),
        (
            Javascript,
            "function f(x) { if (x === 1) { const a = Buffer.alloc(300 << 20, 1); } return x; }",
        ),
        (
            Java,
            "class Solution { static int f(int x) { if (x == 1) { long[][] a = new long[400][]; for (int i = 0; i < 400; i++) a[i] = new long[1 << 20]; } return x; } }",
        ),
    ] {
        let yard = Yard::new();
        if yard.grader.tools.tool(language).is_err() {
            continue;
        }
        let mut task = counting(8);
        task.spec.time_ms = 10_000;
        let verdict = yard.grade(&task, language, code);
        let (heavy, rest): (Vec<_>, Vec<_>) =
            verdict.cases.iter().partition(|case| case.name == "case 1");
        assert_eq!(heavy[0].outcome, Outcome::MemoryLimit, "{language:?} {}", told(&verdict));
        assert!(rest.iter().all(|case| case.passed()), "{language:?} {}", told(&verdict));
        yard.is_clean();
    }
}

#[test]
fn a_case_that_passes_by_itself_says_that_something_is_kept() {
    for (language, code, hint) in [
        (
            Python,
            "def f(x, seen=[]):\n    seen.append(x)\n    return x + len(seen) - 1\n",
            "a global, a default argument, a file",
        ),
        (
            Javascript,
            "let n = 0;\nfunction f(x) { return x + n++; }",
            "a variable outside the function, a file",
        ),
        (
            Java,
            "class Solution { static int n = 0; static int f(int x) { return x + n++; } }",
            "a static field, a file",
        ),
    ] {
        let yard = Yard::new();
        if yard.grader.tools.tool(language).is_err() {
            continue;
        }
        let mut task = counting(4);
        task.spec.time_ms = 5_000;
        task.spec.cases[2].visible = true;
        let verdict = yard.grade(&task, language, code);
        expect(&verdict, &[Outcome::WrongAnswer]);
        let seen = verdict.cases.iter().find(|case| case.name == "case 2").expect("there");
        let said = format!("passes alone: something is kept between calls ({hint})");
        assert!(seen.message.ends_with(&format!("; it {said}")), "{language:?} {}", told(&verdict));
        assert!(
            verdict.message.starts_with("a hidden case that failed passes alone"),
            "{}",
            told(&verdict)
        );
        yard.is_clean();
    }
    let wrong = Yard::new().grade(&counting(4), Python, "def f(x): return 0 if x else 0\n");
    assert_eq!(wrong.message, "", "{}", told(&wrong));
}

#[test]
fn processor_time_is_judged_and_the_clock_is_wider() {
    for (language, code) in [
        (Python, "import time\ndef f(x):\n    time.sleep(.9)\n    return x\n"),
        (
            Javascript,
            "function f(x) { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 900); return x; }",
        ),
        (
            Java,
            "class Solution { static int f(int x) throws Exception { Thread.sleep(900); return x; } }",
        ),
        (Bash, "f() { sleep .9; echo \"$1\"; }"),
    ] {
        let yard = Yard::new();
        if yard.grader.tools.tool(language).is_err() {
            continue;
        }
        let mut task = counting(1);
        task.spec.time_ms = 500;
        let waits = yard.grade(&task, language, code);
        assert_eq!(waits.outcome, Outcome::Accepted, "{language:?} {}", told(&waits));
        task.spec.time_ms = 200;
        let code = code.replace("900", "9000").replace(".9", "9");
        let sleeps = yard.grade(&task, language, &code);
        assert_eq!(sleeps.outcome, Outcome::TimeLimit, "{language:?} {}", told(&sleeps));
        let message = &sleeps.cases[0].message;
        assert!(message.ends_with("by the clock; it may take 200 and 1800 ms"), "{message}");
        yard.is_clean();
    }
}

/// A loop that ends by itself, and one that does not.
#[test]
fn loops_end_at_their_processor_time() {
    for (language, ends, endless) in [
        (
            Python,
            "def f(x):\n    for i in range(40_000_000): pass\n    return x\n",
            "def f(x):\n    while True: pass\n",
        ),
        (
            Javascript,
            "function f(x) { const end = process.cpuUsage().user + 9e5; while (process.cpuUsage().user < end); return x; }",
            "function f(x) { for (;;); }",
        ),
        (
            Java,
            "class Solution { static Object f(int x) { long y = 0; for (long i = 0; i < 2_000_000_000L; i++) y ^= i * i; return y == 5 ? y : x; } }",
            "class Solution { static Object f(int x) { while (true); } }",
        ),
        (
            Bash,
            "f() { for ((i = 0; i < 400000; i++)); do :; done; echo \"$1\"; }",
            "f() { while :; do :; done; }",
        ),
    ] {
        let yard = Yard::new();
        if yard.grader.tools.tool(language).is_err() {
            continue;
        }
        let mut task = counting(1);
        task.spec.time_ms = 300;
        for code in [ends, endless] {
            let verdict = yard.grade(&task, language, code);
            assert_eq!(
                verdict.outcome,
                Outcome::TimeLimit,
                "{language:?} {code}\n{}",
                told(&verdict)
            );
            let message = &verdict.cases[0].message;
            assert!(message.contains(" ms of processor time and "), "{message}");
            assert!(message.ends_with("it may take 300 and 2200 ms"), "{message}");
        }
        yard.is_clean();
    }
}

#[test]
fn time_in_child_processes_counts_too() {
    let loops = "import subprocess, sys\ndef f(x):\n    subprocess.run([sys.executable, '-c', 'while True: pass'])\n";
    let mut task = counting(1);
    task.spec.time_ms = 300;
    let verdict = Yard::new().grade(&task, Python, loops);
    expect(&verdict, &[Outcome::TimeLimit]);
    let message = &verdict.cases[0].message;
    assert!(message.contains(" ms of processor time and "), "{message}");
}

/// It uses no processor time, and nobody wakes it: the clock's own limit ends it, on time.
#[test]
fn an_answer_that_is_stopped_ends_by_the_clock() {
    let mut task = counting(1);
    task.spec.time_ms = 1;
    let stops = "import os, signal\ndef f(x):\n    pid = os.fork()\n    if pid == 0:\n        os.kill(os.getpid(), signal.SIGSTOP)\n    os.waitpid(pid, 0)\n    return x\n";
    let yard = Yard::new();
    let verdict = yard.grade(&task, Python, stops);
    expect(&verdict, &[Outcome::TimeLimit]);
    let message = &verdict.cases[0].message;
    let limit = TimeLimit::of(1);
    let clock = message.split(" ms by the clock").next().and_then(|text| text.rsplit(' ').next());
    let clock: u64 = clock.and_then(|clock| clock.parse().ok()).expect("a time is said");
    let most = limit.clock_ms + TimeLimit::LATE_MS;
    assert!((limit.clock_ms..=most).contains(&clock), "{message}");
    yard.is_clean();
}

#[test]
fn a_parent_that_was_stopped_passes_no_slow_answer() {
    let mut task = counting(1);
    task.spec.time_ms = 300;
    // It takes its time, and answers before anybody looks: what the driver measured is judged.
    let code = "import time\ndef f(x):\n    end = time.process_time() + .6\n    while time.process_time() < end: pass\n    return x\n";
    let verdict = Yard::new().grade(&task, Python, code);
    expect(&verdict, &[Outcome::TimeLimit]);
    // What comes while this side stands still is read before the clock is believed.
    let yard = Yard::new();
    let writes = "import os; os.write(200, b'here\\n'); os.read(200, 1)";
    let mut child = yard.start(writes, Layers::ALL);
    let began = uptime().awake;
    while uptime().awake < began + 1_500 {
        std::thread::yield_now();
    }
    assert_eq!(child.line(began), Ok("here".to_owned()), "it lay there in time");
}

#[test]
fn a_jail_without_rights_in_its_namespaces_does_without_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let jail = folder.path().join("jail");
    let script = format!(
        "#!/bin/bash\ncase $2 in *'\"apart\":true'*) printf 'without-rights\\n' >&0; exit 2;; esac\nexec {} \"$@\"\n",
        env!("CARGO_BIN_EXE_mock")
    );
    fs::write(&jail, script).expect("written");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    fs::set_permissions(&jail, mode).expect("may run");
    let mut yard = Yard::new();
    yard.grader.jail = Jail::of(&jail);
    let verdict = yard.grade(&counting(1), Python, "def f(x): return x\n");
    expect(&verdict, &[Outcome::Accepted]);
    assert_eq!(verdict.sandbox, "L0 L1");
    yard.is_clean();
}
