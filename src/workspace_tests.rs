//! The files of a session, as an editor and the loop see them.

use std::fs;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use super::*;
use crate::engine::testing::{Bench, verdict};
use crate::engine::verdict::{Reached, Tests};
use crate::engine::{Command, Seat};
use crate::format::plan::SessionMode;

/// Longer than any machine takes; nothing waits this long that goes well.
const LONG: Duration = Duration::from_secs(20);

struct Fixture {
    bench: Bench,
    workspace: Workspace,
    messages: Receiver<Message>,
    seen: usize,
    session: tempfile::TempDir,
}

impl Fixture {
    fn new() -> Fixture {
        let session = tempfile::tempdir().expect("temporary folder");
        let (sender, messages) = mpsc::channel();
        let path = session.path().to_owned();
        let workspace = Workspace::open(path, None, sender).expect("a thread");
        let bench = Bench::coding(SessionMode::Practice);
        let mut desk = Fixture { bench, workspace, messages, seen: 0, session };
        desk.follow();
        desk.wait_for_file("question.md");
        desk.wait_for_file("cases.txt");
        desk
    }

    /// As the loop does after each batch.
    fn follow(&mut self) {
        let events = &self.bench.log[self.seen..];
        self.seen = self.bench.log.len();
        self.workspace.follow(&self.bench.state, events);
    }

    fn does(&mut self, command: Command) {
        self.bench.does(command);
        self.follow();
    }

    fn folder(&self) -> PathBuf {
        self.session.path().join("workspace/1-count")
    }

    fn wait_for_file(&self, name: &str) -> String {
        self.wait_until(|desk| fs::read_to_string(desk.folder().join(name)).ok())
    }

    /// Looks again and again, with messages in between left where they are.
    fn wait_until<T>(&self, what: impl Fn(&Fixture) -> Option<T>) -> T {
        let (_held, never) = mpsc::channel::<()>();
        for _ in 0..2000 {
            if let Some(found) = what(self) {
                return found;
            }
            let _time = never.recv_timeout(Duration::from_millis(10));
        }
        panic!("it does not come");
    }

    fn save(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.folder().join(name), text).expect("written");
    }

    fn message(&self) -> Message {
        self.messages.recv_timeout(LONG).expect("a message")
    }

    fn expect_saved(&self, wanted: (&str, &str)) {
        match self.message() {
            Message::FileSaved { field, text } => assert_eq!((&*field, &*text), wanted),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_question_lies_in_a_folder_of_the_session() {
    let desk = Fixture::new();
    let statement = desk.wait_for_file("question.md");
    assert!(statement.contains("answer.sql") && !statement.contains("count(*)"), "{statement}");
    assert!(desk.wait_for_file("answer.sql").starts_with("--"));
    assert!(desk.wait_for_file("cases.txt").starts_with("# Your own cases"));
}

#[test]
fn what_an_editor_saves_is_told_and_what_is_typed_is_written() {
    let mut desk = Fixture::new();
    desk.save("answer.sql", "SELECT 1\n");
    desk.expect_saved(("code", "SELECT 1"));
    let edit = |field: &str, text: &str| Command::Edit { field: field.into(), text: text.into() };
    desk.does(edit("code", "SELECT 1"));
    desk.does(edit("code", "SELECT 12"));
    desk.wait_until(|desk| (desk.wait_for_file("answer.sql") == "SELECT 12\n").then_some(()));
    let head = desk.wait_for_file("cases.txt");
    desk.save("cases.txt", format!("{head}an empty table\n"));
    desk.expect_saved(("cases", "an empty table"));
    desk.save("notes.md", b"\xff\xfea\0");
    let Message::FileRefused { name, why } = desk.message() else { panic!("taken") };
    assert_eq!(&*name, "notes.md");
    assert!(why.contains("UTF-16") && why.contains("save it as UTF-8"), "{why}");
}

#[test]
fn nothing_typed_is_left_unwritten_at_the_end() {
    let mut desk = Fixture::new();
    desk.does(Command::Edit { field: "code".into(), text: "SELECT 7".into() });
    let folder = desk.folder();
    desk.workspace.close();
    assert_eq!(fs::read_to_string(folder.join("answer.sql")).expect("there"), "SELECT 7\n");
}

#[test]
fn a_run_that_is_asked_for_by_file_is_answered_by_file() {
    let mut desk = Fixture::new();
    desk.save("answer.sql", "SELECT 1\n");
    checks::ask(&desk.folder(), "TOKEN1").expect("written");
    // The file is told of before the run.
    desk.expect_saved(("code", "SELECT 1"));
    assert!(matches!(desk.message(), Message::RunAsked));
    desk.workspace.run_asked();
    desk.does(Command::Edit { field: "code".into(), text: "SELECT 1".into() });
    desk.does(Command::RunCases);
    let of = Graded::Run(0);
    let filed = Command::FileVerdict(Reached {
        slot: 0,
        item: 0,
        of,
        verdict: Box::new(verdict(Tests::Visible, true, true)),
    });
    desk.bench.attempt(Seat::Interviewer, filed).expect("filed");
    desk.follow();
    let answer = desk.wait_until(|desk| checks::answer(&desk.folder(), "TOKEN1"));
    assert!(matches!(answer, CheckAnswer::Ran { run: 0, .. }), "{answer:?}");

    checks::ask(&desk.folder(), "TOKEN2").expect("written");
    assert!(matches!(desk.message(), Message::RunAsked));
    desk.workspace.run_asked();
    desk.workspace.run_refused(&Rejected::Paused);
    let answer = desk.wait_until(|desk| checks::answer(&desk.folder(), "TOKEN2"));
    let CheckAnswer::Refused { why } = answer else { panic!("{answer:?}") };
    assert_eq!(why, Rejected::Paused.to_string());
}

#[test]
fn what_is_saved_after_the_hand_in_does_not_count_and_says_so_once() {
    let mut desk = Fixture::new();
    desk.does(Command::Edit { field: "code".into(), text: "SELECT 1".into() });
    desk.does(Command::Finish);
    desk.wait_until(|desk| (desk.wait_for_file("answer.sql") == "SELECT 1\n").then_some(()));
    desk.save("answer.sql", "SELECT 2\n");
    let Message::FileRefused { why, .. } = desk.message() else { panic!("taken") };
    assert!(why.contains("handed in"), "{why}");
}

#[test]
fn an_answer_once_more_says_where_the_one_before_is() {
    let mut desk = Fixture::new();
    desk.does(Command::Edit { field: "code".into(), text: "SELECT 1".into() });
    desk.does(Command::Edit { field: "notes".into(), text: "why".into() });
    desk.does(Command::Finish);
    desk.wait_until(|desk| (desk.wait_for_file("answer.sql") == "SELECT 1\n").then_some(()));
    desk.save("answer.sql", "SELECT 2\n");
    let Message::FileRefused { .. } = desk.message() else { panic!("taken") };
    desk.bench.attempt(Seat::Interviewer, Command::CloseQuestion).expect("closed");
    desk.follow();
    desk.does(Command::Retry);
    let Message::Noticed(text) = desk.message() else { panic!("not told") };
    assert_eq!(
        text,
        "What was there before is in answer.before-1.sql and notes.before-1.md. answer.sql changed \
         after the hand-in."
    );
    let kept = fs::read_to_string(desk.folder().join("answer.before-1.sql")).expect("kept");
    assert_eq!(kept, "SELECT 2\n");
}
