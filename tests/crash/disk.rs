//! Disks that are full or broken, by fault injection with strace: nothing is called saved that is
//! not, and the program ends in order.

use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

use mock::session::{self, Session};

use super::{said, times};
use crate::environment::{Environment, Live, Ran};

const LINES: &str = "\n/ask How many partitions?\nLine one.\nLine two.\n/hint\ny\nLine three.\n\
    /ask Must accounts be ordered?\nLine four.\n/pause\n\nLine five.\n.\nLine six.\n.\n";

/// Whether a process may be traced here; says so where it may not.
fn can_trace() -> bool {
    let traced = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    let can = traced.is_ok_and(|done| done.status.success());
    if !can {
        let _unheard = writeln!(std::io::stderr(), "skipped: strace is missing or may not trace");
    }
    can
}

/// A session that was begun and left, and its journal.
fn left() -> (Environment, PathBuf) {
    let environment = Environment::new();
    environment
        .run_with(&["run", "--question", "ps-kafka-ordering", "--seed", "3"], "\n")
        .expect(0);
    let journal = environment.sessions()[0].join("journal.jsonl");
    (environment, journal)
}

/// `mock resume` while system calls fail; `only` restricts that to one file.
fn resume(environment: &Environment, only: Option<&PathBuf>, inject: &str) -> Live {
    let mut command = environment.command("strace");
    command.args(["-f", "-qq", "-o", "/dev/null"]);
    if let Some(path) = only {
        command.arg("-P").arg(path);
    }
    command.args(["-e", &format!("inject={inject}"), crate::environment::MOCK, "resume"]);
    Live::start(command)
}

#[track_caller]
fn read(environment: &Environment) -> Session {
    let (session, damage) = session::read(&environment.sessions()[0]).expect("readable");
    assert!(damage.is_none(), "{damage:?}");
    session
}

/// What was shown as taken is on disk; all of it is, or the person was told.
#[track_caller]
fn is_honest(environment: &Environment, ran: &Ran, fault: &str) -> Session {
    assert!(!ran.err.contains("panicked"), "{fault}: {}", ran.err);
    let session = read(environment);
    said::is_on_disk(&ran.out, &session);
    let told = ran.out.contains("NOT SAVED") || ran.err.contains("NOT SAVED");
    match ran.code {
        Some(0) => assert!(ran.out.contains("The session is saved"), "{fault}: {ran:#?}"),
        // Where nothing was said at all, nothing was taken.
        Some(6) => {
            assert!(told || ran.out.is_empty(), "{fault}: {ran:#?}");
            assert!(ran.err.contains("caused by:") && ran.err.contains("Next:"), "{ran:#?}");
        }
        _ => panic!("{fault}: it did not end in order: {ran:#?}"),
    }
    if !told && ran.code == Some(0) {
        let attempt = session.state.slots[0].items[0].scored_attempt().expect("opened");
        assert!(attempt.fields[0].text.contains("Line five."), "{fault}: {:?}", attempt.fields);
    }
    session
}

/// The numbers of the call that fails.
fn points() -> Vec<usize> {
    let most = times(6, 20, 50);
    (1..=most).collect()
}

#[test]
fn a_write_that_finds_the_disk_full() {
    if !can_trace() {
        return;
    }
    for when in points() {
        let (environment, journal) = left();
        let fault = format!("write:error=ENOSPC:when={when}");
        let ran = resume(&environment, Some(&journal), &fault).say(LINES).finish();
        is_honest(&environment, &ran, &fault);
        assert!(environment.run_with(&["resume"], "\n").code == Some(0), "{fault}");
    }
}

#[test]
fn a_sync_that_fails_moves_on_to_a_new_segment() {
    if !can_trace() {
        return;
    }
    for when in points() {
        let (environment, journal) = left();
        let fault = format!("fdatasync:error=EIO:when={when}");
        let ran = resume(&environment, Some(&journal), &fault).say(LINES).finish();
        is_honest(&environment, &ran, &fault);
        assert!(environment.run_with(&["resume"], "\n").code == Some(0), "{fault}");
    }
}

#[test]
fn a_disk_that_stays_full_or_broken_is_never_called_saved() {
    if !can_trace() {
        return;
    }
    for when in points().into_iter().step_by(3) {
        for fault in [
            format!("write:error=ENOSPC:when={when}+"),
            format!("fdatasync:error=EIO:when={when}+"),
        ] {
            let (environment, journal) = left();
            let before = read(&environment).records;
            // A broken disk breaks the next segment too; a full one is full for the journal alone,
            // or nothing could be said.
            let only = fault.starts_with("write").then_some(&journal);
            let ran = resume(&environment, only, &fault).say(LINES).finish();
            let session = is_honest(&environment, &ran, &fault);
            assert!(session.records >= before, "{fault}");
        }
    }
}

/// NOT SAVED is shown, typing is kept meanwhile, and nothing is lost once there is room again.
#[test]
fn typing_while_the_disk_is_full_is_kept_until_there_is_room() {
    if !can_trace() {
        return;
    }
    let (environment, journal) = left();
    let mut live = resume(&environment, Some(&journal), "write:error=ENOSPC:when=3");
    live.wait_for("Welcome back");
    live.type_in("\n/ask How many partitions?\n");
    live.wait_for("NOT SAVED");
    assert!(!live.text().contains("you    How many"), "{}", live.text());
    live.type_in("Typed while it was full.\n");
    live.wait_for("Saved again");
    live.type_in("/time\n/show\n");
    live.wait_for("Your answer so far:");
    let ran = live.finish().expect(0);
    let session = is_honest(&environment, &ran, "for a while");
    let attempt = session.state.slots[0].items[0].scored_attempt().expect("opened");
    assert_eq!(attempt.fields[0].text, "Typed while it was full.");
}
