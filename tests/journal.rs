//! The journal from outside: journals of past versions, and processes that race or are killed.
//!
//! Processes are this test binary again, started for its test `child` with `MOCK_JOURNAL_CHILD`
//! saying what to do. They speak by lines, so that nothing has to wait for the clock.

#![expect(clippy::unwrap_used, reason = "the helpers of a test may panic as it may")]

use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use mock::journal::codec::Json;
use mock::journal::file::{self, Journal};
use mock::journal::segments::End;
use mock::journal::writer::{Durability, Log, Report, Writer};
use mock::time::Elapsed;
use rand::rngs::ChaCha12Rng;
use rand::{RngExt, SeedableRng};
use sha2::{Digest, Sha256};

const ROLE: &str = "MOCK_JOURNAL_CHILD";
const PATH: &str = "MOCK_JOURNAL_PATH";

/// `full` with `MOCK_TORTURE=1`.
fn torture(normal: u64, full: u64) -> u64 {
    if std::env::var_os("MOCK_TORTURE").is_some() { full } else { normal }
}

fn header() -> Json {
    Json::parse(r#"{"format":"1.0"}"#).unwrap()
}

fn record(n: u64) -> Json {
    Json::parse(format!(r#"{{"n":{n}}}"#)).unwrap()
}

#[test]
fn journals_of_version_1_read_as_they_always_did() {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/journal-1.0");
    // The files were made by a program in another language. A digest that differs means that one
    // was edited: put it back. A new version of the format gets files of its own.
    for (file, digest) in [
        ("one/journal.jsonl", "4de14debda0d9ab688d0e4e09890ad53b480dd2ec56e9b40f4e91941c13c8028"),
        ("two/journal.jsonl", "28753cc4759b613382347acc16337b5d4dc6ee9929e3d4c932b28da0be431886"),
        ("two/journal.2.jsonl", "74672d2b6108c9ea0226c69be9049558ad28bc9be43e50322d7bf447ba27ad38"),
    ] {
        let bytes = std::fs::read(golden.join(file)).unwrap();
        let found: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(found, digest, "{file} was edited");
    }
    for (session, count, last) in [
        ("one", 11, r#"{"at":3005,"kind":"Mark","n":5}"#),
        ("two", 6, r#"{"at":2500,"kind":"ClockHeld","ms":40}"#),
    ] {
        let contents = file::view(&golden.join(session)).unwrap();
        assert_eq!((contents.len(), &contents.end), (count, &End::Clean));
        assert_eq!(contents.entries().last().unwrap().json, last);
    }
}

#[test]
fn of_two_processes_that_race_for_a_session_one_writes() {
    let scratch = tempfile::tempdir().unwrap();
    let mut racers =
        [Process::start("race", scratch.path()), Process::start("race", scratch.path())];
    let mut wins = [0, 0];
    for round in 0..torture(20, 200) {
        let path = scratch.path().join(round.to_string());
        drop(Journal::create(&path, &header()).unwrap());
        for racer in &mut racers {
            racer.say(path.to_str().unwrap());
        }
        let said = racers.each_mut().map(|racer| racer.hear().unwrap());
        let winner = said.iter().position(|said| said == "won").expect("one writer");
        let loser = 1 - winner;
        let holder = format!("process {}", racers[winner].child.id());
        // Between taking the lock and writing its number, the winner has no name yet.
        assert!(
            said[loser].contains(&holder) || said[loser].contains("another process"),
            "{said:?}"
        );
        wins[winner] += 1;
        for racer in &mut racers {
            racer.say("let go");
        }
        assert_eq!(racers.each_mut().map(|racer| racer.hear().unwrap()), ["gone", "gone"]);
        assert_eq!(file::view(&path).unwrap().len(), 2, "one record, by the one writer");
    }
    assert_eq!(wins[0] + wins[1], torture(20, 200));
}

#[test]
fn a_killed_process_loses_nothing_that_was_acknowledged() {
    let scratch = tempfile::tempdir().unwrap();
    let mut chance = ChaCha12Rng::seed_from_u64(6);
    let path = scratch.path().join("killed");
    drop(Journal::create(&path, &header()).unwrap());
    for _ in 0..torture(10, 1000) {
        let mut process = Process::start("write", &path);
        let mut acknowledged: u64 = 1;
        for _ in 0..chance.random_range(1..20) {
            acknowledged = process.hear().unwrap().parse().unwrap();
        }
        process.child.kill().unwrap();
        process.child.wait().unwrap();
        // What was said before the end counts, heard in time or not.
        while let Some(Ok(seq)) = process.hear().map(|line| line.parse()) {
            acknowledged = seq;
        }
        let opened = Journal::open(&path).unwrap();
        assert!(opened.contents.len() as u64 >= acknowledged);
        for entry in opened.contents.entries().skip(1) {
            assert_eq!(entry.json, record(entry.seq).as_str());
        }
        if let Some(mended) = opened.mended {
            std::fs::remove_file(mended.copy).unwrap();
        }
    }
}

struct Process {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Process {
    fn start(role: &str, path: &Path) -> Process {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["child", "--exact", "--nocapture", "--test-threads=1"])
            .env(ROLE, role)
            .env(PATH, path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Process { child, input, output }
    }

    fn say(&mut self, line: &str) {
        writeln!(self.input, "{line}").unwrap();
    }

    /// The next line that is for us, not one of the test harness; `None` at the end.
    fn hear(&mut self) -> Option<String> {
        loop {
            let mut line = String::new();
            if self.output.read_line(&mut line).unwrap() == 0 || !line.ends_with('\n') {
                return None;
            }
            if let Some((_, said)) = line.trim_end().split_once("child: ") {
                return Some(said.to_owned());
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Ended already, or no longer needed.
        let _ended = self.child.kill().and_then(|()| self.child.wait());
    }
}

fn tell(said: impl std::fmt::Display) {
    let line = format!("child: {said}\n");
    io::stdout().write_all(line.as_bytes()).unwrap();
    io::stdout().flush().unwrap();
}

/// Not a test by itself: what the processes of the tests above do.
#[test]
fn child() {
    let path = || PathBuf::from(std::env::var_os(PATH).unwrap());
    match std::env::var(ROLE).as_deref() {
        Ok("race") => race(),
        Ok("write") => write(&path()),
        _ => {}
    }
}

fn race() {
    let mut lines = io::stdin().lines().map(Result::unwrap);
    while let Some(path) = lines.next() {
        let won = match Journal::open(Path::new(&path)) {
            Ok(opened) => {
                tell("won");
                Some(writer(opened.journal, Box::new(|_| ())))
            }
            Err(error) => {
                tell(error);
                None
            }
        };
        lines.next();
        if let Some(mut writer) = won {
            writer.typed(record(2));
            Box::new(writer).close().unwrap();
        }
        tell("gone");
    }
}

/// Writes forever, telling what was acknowledged.
fn write(path: &Path) {
    let opened = Journal::open(path).unwrap();
    let (sender, reports) = std::sync::mpsc::channel();
    let mut writer = writer(opened.journal, Box::new(move |report| drop(sender.send(report))));
    let mut n = opened.contents.len() as u64;
    loop {
        for _ in 0..n % 5 {
            n += 1;
            writer.typed(record(n));
        }
        writer.durable(vec![record(n + 1), record(n + 2)]);
        n += 2;
        match reports.recv().unwrap() {
            Report::Saved { seq } => tell(seq),
            other => panic!("{other:?}"),
        }
    }
}

fn writer(journal: Journal, report: Box<dyn Fn(Report) + Send>) -> Writer {
    let clock = Box::new(Elapsed::default);
    Writer::spawn(journal, Durability::EachCommand, clock, report).unwrap()
}
