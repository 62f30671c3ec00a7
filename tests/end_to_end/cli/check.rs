//! Answers that are run, from the first look to the hand-in: in the plain face, in files, and by
//! `mock check`. Python alone is needed.

use std::fs;
use std::path::{Path, PathBuf};

use mock::engine::State;
use mock::engine::event::Event;
use mock::engine::state::ItemState;
use mock::engine::verdict::{CaseVerdict, Outcome, Verdict};
use mock::session;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::environment::{Environment, Live, Ran};

/// A small question of these tests' own, so that the bank may change.
const QUESTION: [&str; 6] = ["run", "--question", "double", "--seed", "3", "--bank"];

const BANK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/end_to_end/code-bank");

const RIGHT: &str = "def double(values):\n    return [2 * value for value in values]\n";
const WRONG: &str = "def double(values):\n    return [value + 2 for value in values]\n";

fn args() -> Vec<&'static str> {
    QUESTION.into_iter().chain([BANK]).collect()
}

fn last(environment: &Environment) -> session::Session {
    let path = environment.sessions().pop().expect("one");
    let (session, damage) = session::read(&path).expect("readable");
    assert!(damage.is_none(), "{damage:?}");
    session
}

fn item(state: &State) -> &ItemState {
    &state.slots[0].items[0]
}

fn folder(environment: &Environment) -> PathBuf {
    environment.sessions().pop().expect("one").join("workspace/1-double")
}

/// Runs in the question's folder.
fn check(environment: &Environment, folder: &Path, args: &[&str]) -> Ran {
    let mut command = environment.mock(&["check"]);
    command.args(args).current_dir(folder);
    Live::start(command).finish()
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).expect("JSON")
}

/// A look at the data is no run, and the plan of an answer can be read.
#[test]
fn data_and_plans_are_looked_at_without_touching_the_answer() {
    let environment = Environment::new();
    let file = environment.home().join("answer.sql");
    fs::write(&file, "SELECT customer_id FROM orders").expect("written");
    let look = |more: &[&str]| {
        let file = file.to_string_lossy().into_owned();
        let args = ["check", "--question", "sql-anti-join", &file];
        environment.run(&[&args[..], more].concat())
    };
    let rows = look(&["--look", "SELECT customer_name FROM customers ORDER BY 1; "]).expect(0).out;
    assert!(rows.contains("visible data: 3 rows") && rows.contains("Adler"), "{rows}");
    let plan = look(&["--look", "EXPLAIN SELECT * FROM orders"]).expect(0).out;
    assert!(plan.contains("Seq Scan on orders"), "{plan}");
    let plan = look(&["--explain"]).expect(0).out;
    assert!(plan.contains("actual time"), "{plan}");
    let plan = look(&["--look", "-- mine\nEXPLAIN SELECT * FROM orders"]).expect(0).out;
    assert!(plan.contains("Seq Scan on orders"), "{plan}");
    let refused = look(&["--look", "DELETE FROM orders"]).expect(1).err;
    assert!(refused.contains("a look only reads"), "{refused}");
    let faulty = look(&["--look", "SELECT nothing FROM orders"]).expect(1).err;
    assert!(faulty.contains("nothing") && faulty.contains("does not exist"), "{faulty}");
    fs::write(&file, "-- first\nSELECT nothing FROM orders").expect("written");
    let faulty = look(&["--explain"]).expect(1).err;
    assert!(faulty.contains("line 2"), "{faulty}");
    assert!(environment.sessions().is_empty());
}

#[test]
fn a_file_is_checked_without_a_session() {
    let environment = Environment::new();
    let file = environment.home().join("answer.py");
    let run = |more: &[&str]| {
        let file = file.to_string_lossy().into_owned();
        let args = ["check", "--question", "double", &file, "--bank", BANK];
        environment.run(&args.into_iter().chain(more.iter().copied()).collect::<Vec<_>>())
    };
    fs::write(&file, RIGHT).expect("written");
    let ran = run(&["--all"]).expect(0);
    assert!(ran.out.contains("3 of 3 cases passed") && ran.out.contains("Python 3"), "{}", ran.out);
    fs::write(&file, WRONG).expect("written");
    let ran = run(&[]).expect(3);
    for wanted in ["the visible case failed", "double([1, 3])", "[2, 6]", "[3, 5]"] {
        assert!(ran.out.contains(wanted), "`{wanted}` is not in:\n{}", ran.out);
    }
    let verdict = json(&run(&["--json"]).expect(3));
    assert_eq!(verdict["verdict"]["outcome"], "wrong-answer");
    assert!(environment.sessions().is_empty());
}

/// Each is told as something that a person can act on.
#[test]
fn what_is_no_answer_says_why() {
    let environment = Environment::new();
    let file = environment.home().join("answer.py");
    let path = file.to_string_lossy().into_owned();
    for (bytes, code, said) in [
        (&b"def double(values)\n"[..], 3, "SyntaxError"),
        (b"def other(values):\n    return values\n", 3, "double"),
        (b"def double(values):\n    return double(values)\n", 3, "RecursionError"),
        (b"x = '\xff'\n", 1, "looks like Latin-1 or Windows-1252 (`ÿ`): save it as UTF-8"),
        (b"\xff\xfex\0 \0=\0", 1, "looks like UTF-16 (as PowerShell 5 and SSMS write it)"),
        (b"\n\n", 1, "still the starter"),
    ] {
        fs::write(&file, bytes).expect("written");
        let ran = environment.run(&["check", "--question", "double", &path, "--bank", BANK]);
        let ran = ran.expect(code);
        let all = format!("{}{}", ran.out, ran.err);
        assert!(all.contains(said), "`{said}` is not in:\n{all}");
    }
    for (args, said) in [
        (&["check"][..], "no open session"),
        (&["check", &path], "no session's workspace"),
        (&["check", "--question", "doubel", &path, "--bank", BANK], "double"),
        (&["check", "--question", "ps-kafka-ordering", &path], "is not run"),
    ] {
        let ran = environment.run(args).expect(1);
        assert!(ran.err.contains(said), "`{said}` is not in:\n{}", ran.err);
    }
}

/// Files as editors of other systems leave them.
#[test]
fn marks_and_line_ends_of_windows_are_no_part_of_an_answer() {
    let environment = Environment::new();
    let file = environment.home().join("answer.py");
    let path = file.to_string_lossy().into_owned();
    let run = || environment.run(&["check", "--question", "double", &path, "--bank", BANK]);
    fs::write(&file, format!("\u{feff}{}", RIGHT.replace('\n', "\r\n"))).expect("written");
    let cases = environment.home().join("cases.txt");
    fs::write(&cases, "\u{feff}double([1]) -> [2]\r\n[[]] -> []\r\n").expect("written");
    let ran = run().expect(0);
    assert!(ran.out.contains("2 of 2 own"), "{}", ran.out);
    fs::write(&cases, b"\xff\xfe[\0]\0").expect("written");
    let ran = run().expect(1);
    assert!(ran.err.contains("cases.txt can't be read: it looks like UTF-16"), "{}", ran.err);
    let starter = fs::read_to_string(Path::new(BANK).join("coding/double/starter.py"));
    let starter = starter.expect("the starter").replace('\n', "\r\n");
    fs::remove_file(&cases).expect("removed");
    fs::write(&file, starter).expect("written");
    assert!(run().expect(1).err.contains("still the starter"));
}

/// A line of the own cases is run, or it is said why not, whatever is asked for.
#[test]
fn own_cases_are_read_as_they_are_typed() {
    let environment = Environment::new();
    let file = environment.home().join("answer.py");
    let path = file.to_string_lossy().into_owned();
    fs::write(&file, RIGHT).expect("written");
    let cases = "double([1,]) -> (2,)\ndouble([]) == []\n[[1 -> [2]\ndouble(values=[]) -> []\n\
                 many values\n[[3]] -> [7]\n";
    fs::write(environment.home().join("cases.txt"), cases).expect("written");
    for (more, code) in [(&[][..], 3), (&["--all"][..], 0)] {
        let args = ["check", "--question", "double", &path, "--bank", BANK];
        let args: Vec<&str> = args.into_iter().chain(more.iter().copied()).collect();
        let ran = environment.run(&args).expect(code);
        for said in [
            "2 of 3 own",
            "2 lines of your cases can't be run",
            "line 3 `[[1 -> [2]`, expected `,` or `]`, found `->`",
            "line 4 `double(values=[]) -> []`, arguments go by their places: leave `values=` out",
        ] {
            let out = ran.out.replace('\n', " ");
            let out = out.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(out.contains(said), "`{said}` is not in:\n{out}");
        }
    }
}

/// Run, see what is wrong, fix it in an editor, run again from a shell, hand in.
#[test]
fn from_a_wrong_answer_to_the_hand_in() {
    let environment = Environment::new();
    let mut live = Live::start(environment.mock(&args()));
    live.wait_for("mock resume");
    live.type_in("\n");
    live.wait_for("answer.py");
    let folder = folder(&environment);
    fs::write(folder.join("cases.txt"), "[[]] -> []\nvery large numbers\n").expect("written");
    live.wait_for("cases.txt was saved");
    fs::write(folder.join("answer.py"), WRONG).expect("written");
    live.wait_for("answer.py was saved: 2 lines");
    live.type_in("/run\n");
    live.wait_for("got       [3, 5]");

    // Another process, while the session is open: the run is journaled here.
    fs::write(folder.join("answer.py"), RIGHT).expect("written");
    let ran = check(&environment, &folder, &["--json"]).expect(0);
    assert_eq!(json(&ran)["run"], 2, "{}", ran.out);
    live.wait_for("the visible case passed");

    live.type_in("/submit\n3\n3\n3\n\n");
    live.wait_for("3 of 3 cases passed");
    live.type_in(&"m\n".repeat(8));
    live.type_in("n\n");
    let ran = live.finish().expect(0);
    let session = last(&environment);
    let item = item(&session.state);
    let outcomes: Vec<Outcome> =
        item.runs.iter().filter_map(|run| Some(run.verdict.as_ref()?.outcome)).collect();
    assert_eq!(outcomes, [Outcome::WrongAnswer, Outcome::Accepted], "{}", ran.out);
    assert!(item.runs[0].cases.contains("very large numbers"));
    let verdict = item.attempts[0].verdict.as_ref().and_then(Verdict::correctness);
    assert_eq!(verdict, Some(4), "{}", ran.out);
    assert!(ran.out.contains("3 of 3 cases passed"), "{}", ran.out);
}

/// A verdict that was outstanding when the program died is made good.
#[test]
fn killed_between_run_and_verdict_it_grades_when_resumed() {
    let environment = Environment::new();
    let mut live = Live::start(environment.mock(&args()));
    live.wait_for("mock resume");
    live.type_in("\n");
    live.wait_for("answer.py");
    let slow = "import time\n\ndef double(values):\n    time.sleep(3)\n    return [2 * v for v in values]\n";
    fs::write(folder(&environment).join("answer.py"), slow).expect("written");
    live.wait_for("answer.py was saved");
    live.type_in("/run\n");
    live.wait_for("Running the visible cases");
    live.child.kill().expect("killed");
    live.finish();
    let session = last(&environment);
    assert_eq!(item(&session.state).runs.len(), 1);
    assert!(item(&session.state).runs[0].verdict.is_none(), "it was too fast for this test");

    let mut live = Live::start(environment.mock(&["resume"]));
    live.wait_for("the visible case passed");
    live.finish().expect(0);
    let verdict = item(&last(&environment).state).runs[0].verdict.clone();
    assert_eq!(verdict.map(|verdict| verdict.outcome), Some(Outcome::Accepted));
}

/// What was saved while nobody watched counts at the next look; `mock check` journals a run of a
/// session that nobody has open, and its clock stands meanwhile.
#[test]
fn a_session_that_nobody_has_open_is_checked_and_goes_on() {
    let environment = Environment::new();
    environment.run_with(&args(), "\n").expect(0);
    let before = last(&environment).state;
    let folder = folder(&environment);
    fs::write(folder.join("answer.py"), WRONG).expect("written");
    let ran = check(&environment, &folder, &[]).expect(3);
    assert!(ran.out.contains("double · run 1"), "{}", ran.out);
    fs::write(folder.join("answer.py"), RIGHT).expect("written");
    let ran = environment.run(&["check"]).expect(0);
    assert!(ran.out.contains("double · run 2"), "{}", ran.out);
    let session = last(&environment);
    let state = session.state;
    assert_eq!(state.last_at, before.last_at, "the clock stands");
    assert!(state.paused.is_some());
    assert_eq!(item(&state).attempts[0].code(), Some(RIGHT.trim_end()));

    let edited = format!("# mine\n{RIGHT}");
    fs::write(folder.join("answer.py"), &edited).expect("written");
    environment.run_with(&["resume"], "\n/run\n").expect(0);
    let state = last(&environment).state;
    assert_eq!(item(&state).attempts[0].code(), Some(edited.trim_end()));
}

/// Scripts hand in code as a person does, and are graded for real.
#[test]
fn a_script_is_graded() {
    let environment = Environment::new();
    let file = environment.home().join("answers.toml");
    let answers = format!(
        "schema = 1\n[[answers]]\nfor = \"double\"\nruns = 1\nfields.code = '''\n{WRONG}'''\n\
         fields.cases = \"an empty list\"\nfields.notes = \"I add two.\"\n"
    );
    fs::write(&file, answers).expect("written");
    let file = file.to_string_lossy().into_owned();
    let all: Vec<&str> = args().into_iter().chain(["--answers", &file]).collect();
    let ran = environment.run(&all).expect(0);
    assert!(!ran.out.contains("not taken"), "{}", ran.out);
    let session = last(&environment);
    let item = item(&session.state);
    assert_eq!(item.attempts[0].verdict.as_ref().and_then(Verdict::correctness), Some(1));
    assert_eq!(item.runs.len(), 1);
    let scored = |event: &Event| matches!(event, Event::ScoreShown { .. });
    assert!(session.events.iter().any(|stamped| scored(&stamped.event)), "{}", ran.out);
    environment.run(&["rescore"]).expect(0);
}

#[test]
fn the_example_plays_a_coding_round_for_real() {
    let environment = Environment::new();
    let args = ["run", "--question", "algo-dag", "--answers", "examples/answers-coding.toml"];
    let ran = environment.run(&args).expect(0);
    assert!(!ran.out.contains("not taken"), "{}", ran.out);
    let verdict = item(&last(&environment).state).attempts[0].verdict.clone().expect("graded");
    // How its time grows is measured, and a busy machine may bend that.
    assert!(verdict.cases.len() > 2, "{}", ran.out);
    assert!(verdict.cases.iter().all(CaseVerdict::passed), "{}", ran.out);
}

/// A language that is not here is refused before anything is drawn.
#[test]
fn a_missing_language_is_said_before_the_round() {
    let environment = Environment::new();
    let mut command = environment.mock(&["run", "--question", "algo-dag", "--language", "java"]);
    command.env("PATH", environment.home());
    let ran = Live::start(command).finish().expect(1);
    assert!(ran.err.contains("Java isn't installed") && ran.err.contains("install"), "{}", ran.err);
    assert!(environment.sessions().is_empty());
    let ran = environment.run(&["run", "--question", "algo-dag", "--language", "sql"]).expect(2);
    assert!(ran.err.contains("SQL questions are answered in SQL"), "{}", ran.err);
}

/// What a broken interpreter says may hold any sign; what to do about it is ours to say.
#[test]
fn the_doctor_keeps_the_words_of_a_broken_interpreter_whole() {
    use std::os::unix::fs::PermissionsExt;
    let environment = Environment::new();
    let program = environment.home().join("python3");
    let text = "#!/bin/sh\necho 'no encodings; no hope' >&2\nexit 1\n";
    std::fs::write(&program, text).expect("written");
    let runs = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&program, runs).expect("made a program");
    let mut command = environment.mock(&["doctor", "--json"]);
    command.env("PATH", environment.home());
    let ran = Live::start(command).finish();
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let findings = report["findings"].as_array().expect("a list");
    let python = findings.iter().find(|found| found["about"] == "python").expect("a line");
    let found = python["found"].as_str().expect("a text");
    assert!(found.ends_with("python3 does not work: no encodings; no hope"), "{python}");
    assert!(python["advice"].as_str().expect("a text").starts_with("install Python"), "{python}");
}

/// So is a PostgreSQL that was named and does not answer.
#[test]
fn a_server_that_does_not_answer_is_said_before_the_round() {
    let environment = Environment::new();
    for (sql, code, said) in [
        ("postgres://nobody@127.0.0.1:1/none", 1, "no PostgreSQL for --sql"),
        ("mysql://somewhere", 2, "postgres://user@host/database"),
    ] {
        let ran = environment.run(&["run", "--question", "sql-top-n", "--sql", sql]).expect(code);
        assert!(ran.err.contains(said), "{}", ran.err);
        assert!(environment.sessions().is_empty());
    }
}

/// What takes anybody's processor or sleeps, on a question of the bank that is SQL.
fn sleeper(environment: &Environment) -> PathBuf {
    let file = environment.home().join("answer.sql");
    let sleep = "SELECT customer_id, customer_name FROM customers, LATERAL (SELECT pg_sleep(60)) s";
    fs::write(&file, sleep).expect("written");
    file
}

/// Looks for a folder until it is there; a look takes some microseconds.
const PATIENCE_TRIES: usize = 50_000_000;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable").flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[cfg(feature = "embedded-postgres")]
#[test]
fn nothing_of_a_check_stays_however_it_ends() {
    let environment = Environment::new();
    let temporary = environment.home().join("t");
    fs::create_dir(&temporary).expect("made");
    let file = sleeper(&environment);
    let check = |file: &Path| {
        let mut command = environment.mock(&["check", "--question", "sql-anti-join"]);
        command.arg(file).env("TMPDIR", &temporary);
        command
    };
    let mut live = Live::start(check(&file));
    let until = std::iter::repeat_with(|| names(&temporary)).take(PATIENCE_TRIES);
    let began = until.inspect(|_| std::thread::yield_now()).find(|names| !names.is_empty());
    let began = began.expect("a folder of its own");
    assert!(began.iter().all(|name| name.starts_with("mock-") || name.starts_with(".mock-")));
    live.child.kill().expect("killed");
    live.finish();
    // One that was killed with its workers leaves its folder, and the next one takes it away.
    let dead = temporary.join("mock-2147483646-0123abcd");
    fs::create_dir_all(dead.join("0/tmp")).expect("made");
    fs::write(dead.join("lock"), "").expect("written");
    let right = environment.home().join("right.sql");
    fs::write(&right, "SELECT customer_id, customer_name FROM customers WHERE false")
        .expect("written");
    Live::start(check(&right)).finish().expect(3);
    assert_eq!(names(&temporary), [""; 0]);
    // A limit ends the worker, and a new one is warmed while the program ends.
    Live::start(check(&file)).finish().expect(3);
    assert_eq!(names(&temporary), [""; 0]);
}

#[cfg(feature = "embedded-postgres")]
#[test]
fn a_long_folder_for_temporary_files_is_no_hindrance() {
    let environment = Environment::new();
    let long = environment.home().join("d".repeat(90));
    fs::create_dir(&long).expect("made");
    let file = environment.home().join("answer.sql");
    fs::write(&file, "SELECT customer_id, customer_name FROM customers WHERE false")
        .expect("written");
    let mut command = environment.mock(&["check", "--question", "sql-anti-join"]);
    command.arg(&file).env("TMPDIR", &long);
    let ran = Live::start(command).finish().expect(3);
    assert!(ran.out.contains("missing"), "{ran:#?}");
    assert_eq!(names(&long), [""; 0]);
    let mut command = environment.mock(&["doctor"]);
    command.env("TMPDIR", &long);
    let ran = Live::start(command).finish();
    assert!(ran.out.contains("too long for a socket"), "{}", ran.out);
    assert!(ran.out.contains("no ICU collations; extensions: "), "{}", ran.out);
}

/// A program in its sandbox is ended as well, before the command ends by its signal.
#[test]
fn a_check_that_is_interrupted_leaves_nothing() {
    let environment = Environment::new();
    let temporary = environment.home().join("t");
    fs::create_dir(&temporary).expect("made");
    let file = environment.home().join("answer.py");
    fs::write(&file, "def double(values):\n    while True: pass\n").expect("written");
    for signal in [Signal::INT, Signal::TERM] {
        let mut command = environment.mock(&["check", "--question", "double", "--bank", BANK]);
        command.arg(&file).env("TMPDIR", &temporary);
        let live = Live::start(command);
        let folder = std::iter::repeat_with(|| names(&temporary)).take(PATIENCE_TRIES);
        let began = folder.inspect(|_| std::thread::yield_now()).any(|names| !names.is_empty());
        assert!(began, "a folder of its own");
        kill_process(Pid::from_child(&live.child), signal).expect("sent");
        assert_eq!(live.finish().code, None, "{signal:?} ended it");
        assert_eq!(names(&temporary), [""; 0]);
    }
}

/// Processes that a process started, and theirs, with the name of their program.
fn family(of: i32) -> Vec<(i32, String)> {
    let mut all = Vec::new();
    for entry in fs::read_dir("/proc").expect("proc").flatten() {
        let Ok(stat) = fs::read_to_string(entry.path().join("stat")) else { continue };
        let (Some(open), Some(close)) = (stat.find('('), stat.rfind(')')) else { continue };
        let number = |text: Option<&str>| text.and_then(|text| text.trim().parse::<i32>().ok());
        let pid = number(stat.get(..open));
        let parent = number(stat.get(close + 1..).and_then(|rest| rest.split(' ').nth(2)));
        if let (Some(pid), Some(parent)) = (pid, parent) {
            all.push((pid, parent, stat[open + 1..close].to_owned()));
        }
    }
    let mut found = vec![(of, "mock".to_owned())];
    let mut next = 0;
    while let Some((above, _)) = found.get(next).cloned() {
        let below = all.iter().filter(|(_, parent, _)| *parent == above);
        found.extend(below.map(|(pid, _, name)| (*pid, name.clone())));
        next += 1;
    }
    found
}

/// A frozen container, or a job that was stopped with all it started: the time is nobody's.
#[test]
fn time_in_which_everything_was_stopped_counts_for_no_limit() {
    let environment = Environment::new();
    let bank = environment.home().join("quick");
    let folder = bank.join("coding/double");
    fs::create_dir_all(folder.join("mutants")).expect("made");
    let theirs = Path::new(BANK).join("coding/double");
    for file in ["reference.py", "starter.py", "alternative.py", "mutants/squares.py"] {
        fs::copy(theirs.join(file), folder.join(file)).expect("copied");
    }
    let question = fs::read_to_string(theirs.join("question.toml")).expect("there");
    // 2.2 seconds by the clock.
    let question = question.replace("time_ms = 5000", "time_ms = 300");
    fs::write(folder.join("question.toml"), question).expect("written");
    let answer = environment.home().join("answer.py");
    let code = "import subprocess\ndef double(values):\n    if len(values) == 2: subprocess.run(['sleep', '1.5'])\n    return [2 * value for value in values]\n";
    fs::write(&answer, code).expect("written");
    let (answer, bank) = (answer.display().to_string(), bank.display().to_string());
    let live =
        Live::start(environment.mock(&["check", "--question", "double", &answer, "--bank", &bank]));
    let pid = i32::try_from(live.child.id()).expect("small");
    let until = mock::clock::uptime().awake + 30_000;
    let sleeps = || family(pid).iter().any(|(_, name)| name == "sleep");
    // Nobody ever says anything here.
    let (_held, silence) = std::sync::mpsc::channel::<()>();
    let wait = |ms| {
        let _time = silence.recv_timeout(std::time::Duration::from_millis(ms));
    };
    while !sleeps() {
        assert!(mock::clock::uptime().awake < until, "it never slept");
        wait(20);
    }
    let all = family(pid);
    let send = |signal| {
        for (pid, _) in &all {
            let _gone = kill_process(Pid::from_raw(*pid).expect("a number"), signal);
        }
    };
    send(Signal::STOP);
    wait(3_000);
    send(Signal::CONT);
    let ran = live.finish().expect(0);
    assert!(ran.out.contains("the visible case passed"), "{ran:#?}");
}
