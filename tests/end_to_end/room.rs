//! The room on a real terminal: a whole round by keys, and everything that may happen to a
//! terminal meanwhile.

mod cells;
mod debrief;
mod ends;
mod fingers;
mod peer;
mod pipes;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, kill_process};

use crate::environment::{Environment, MOCK};
use crate::terminal::{ENTER, Signal, TAB, Terminal, alt, ctrl};

pub const SIZE: (u16, u16) = (24, 80);

pub fn start(environment: &Environment, args: &[&str], size: (u16, u16)) -> Terminal {
    let mut command = environment.mock(args);
    // This terminal answers no question about its colours.
    command.env("TERM", "xterm-256color").env("COLORFGBG", "15;0");
    Terminal::start(command, size)
}

/// A behavioral round at its first question.
fn behavioral(environment: &Environment, more: &[&str]) -> Terminal {
    let args = [&["run", "--format", "behavioral", "--seed", "3"], more].concat();
    let mut room = start(environment, &args, SIZE);
    room.until("Enter begin");
    assert!(room.is_raw() && room.is_on_other_screen());
    room.keys([ENTER]);
    room.until("[ Situation ]");
    room
}

/// The last session, as text.
pub fn transcript(environment: &Environment) -> String {
    environment.run(&["transcript", "--last"]).expect(0).out
}

const STORY: [&str; 7] = [
    "In March the nightly load failed for our shop.",
    TAB,
    "It was mine to find out why.",
    TAB,
    "I added alerts, I fixed the retries and I told the team.",
    TAB,
    "Failures were seen within 15 minutes instead of 2 hours.",
];

#[test]
fn a_behavioral_round_is_played_by_keys() {
    let environment = Environment::new();
    let mut room = behavioral(&environment, &["--minutes", "20"]);
    let mut questions = 0;
    while !room.is_over() {
        if room.shows("[ Situation ]") {
            assert!(questions < 8, "the round has no end:\n{}", room.lines());
            questions += 1;
            room.keys(STORY);
            room.until("2 hours.");
            room.act(&alt('s'));
        } else {
            let (words, key) = next_step(&room.shown());
            room.keys(words);
            room.act(&key);
        }
    }
    room.end(&[0]);
    assert!(questions >= 2, "{questions} questions");
    let text = transcript(&environment);
    assert!(text.matches("Failures were seen within 15 minutes").count() >= questions, "{text}");
    assert!(text.contains("How do you review a pipeline?"), "{text}");
    assert!(room.shows("mock transcript"), "{}", room.lines());
}

/// What a candidate does at this screen: words to type, and the key that goes on.
fn next_step(shown: &str) -> (Option<&'static str>, String) {
    let steps = [
        ("First your own guess", None, "3"),
        ("Did this come up", None, "n"),
        ("Did you say it", None, "w"),
        ("model answer", None, ENTER),
        ("end of the round", None, ENTER),
        ("Follow-up", Some("It still runs, and the team is woken half as often."), "\x1bs"),
        ("turn to ask", Some("How do you review a pipeline?\r"), "\x1bs"),
    ];
    let found = steps.into_iter().find(|(words, ..)| shown.contains(words));
    found.map_or((None, ENTER.to_owned()), |(_, words, key)| (words, key.to_owned()))
}

/// The only file of this name below the folder, once it is there and holds these words.
#[track_caller]
fn file_with(room: &mut Terminal, folder: &Path, name: &str, words: &str) -> PathBuf {
    let mut found = None;
    room.poll_until(&format!("{name} with {words}"), |_| {
        found = files(folder).into_iter().find(|path| {
            path.ends_with(name) && fs::read_to_string(path).is_ok_and(|text| text.contains(words))
        });
        found.is_some()
    });
    found.expect("found")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let below = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    entries.flat_map(below).collect()
}

/// Wrong code from another editor, run, gone on with by hand, mended, handed in.
#[test]
fn code_is_run_mended_in_a_file_and_handed_in() {
    let environment = Environment::new();
    let args =
        ["run", "--question", "double", "--seed", "3", "--bank", "tests/end_to_end/code-bank"];
    let mut room = start(&environment, &args, (40, 100));
    room.until("Enter begin");
    room.keys([ENTER]);
    room.until("answer.py");
    let path = file_with(&mut room, environment.home(), "1-double/answer.py", "");
    let save = |line: &str| {
        let new = path.with_extension("new");
        fs::write(&new, format!("def double(values):\n    return {line}\n")).expect("written");
        fs::rename(new, &path).expect("replaced");
    };
    save("[value + 2 for value in values]");
    room.until("value + 2");
    room.keys([alt('v')]);
    room.until("[3, 5]");
    room.keys(["  # by hand"]);
    file_with(&mut room, environment.home(), "1-double/answer.py", "# by hand");
    save("[2 * value for value in values]");
    room.until("2 * value");
    room.keys([alt('v')]);
    room.until("the visible case passed");
    // Nothing is in the notes, and no case of one's own.
    room.act(&alt('s'));
    room.until("Notes is empty. Hand in all the same?");
    room.act("y");
    while !room.shows("Enter seal it") {
        room.act("3");
    }
    room.act(ENTER);
    room.until("3 of 3 cases passed");
    room.signal(Signal::TERM);
    room.end(&[0]);
    let text = transcript(&environment);
    assert!(text.contains("2 * value") && !text.contains("by hand"), "{text}");
}

/// Readline's keys in a text; the actions elsewhere, where the settings say so.
#[test]
fn fingers_find_readlines_keys_and_the_actions_where_they_were_set() {
    let environment = Environment::new();
    environment.run(&["config", "set", "keys.ask", "f12"]).expect(0);
    let mut room = behavioral(&environment, &[]);
    assert!(room.shows("F12 ask") && !room.shows("A ask"), "{}", room.lines());
    room.keys(["second words"]);
    room.keys([ctrl('a'), "First ".to_owned(), ctrl('e'), " third".to_owned(), ctrl('w')]);
    room.keys([ctrl('y'), alt('b'), ctrl('k'), "last".to_owned(), ctrl('s')]);
    room.until("First second words last");
    room.until("Saved, as everything is");
    room.keys(["\x1b[24~"]);
    room.until("ask ");
    room.keys(["Who was there?", ENTER]);
    room.until("you Who was there?");
    // Esc, then the letter, where a terminal has no Alt.
    room.keys(["\x1b"]);
    room.until("Esc, then");
    room.keys(["x"]);
    room.until("search");
    room.signal(Signal::TERM);
    room.end(&[0]);
}

/// The terminal's own cursor is at the text's: an input method opens its window there.
#[test]
fn the_cursor_is_where_the_text_is_written() {
    let environment = Environment::new();
    let mut room = behavioral(&environment, &[]);
    room.keys(["abc"]);
    room.until("abc");
    let (row, column) = room.cursor().expect("a visible cursor");
    let line = room.lines().lines().nth(usize::from(row)).expect("a line").to_owned();
    assert_eq!(line.find("abc").map(|at| at + 3), Some(usize::from(column)), "{line}");
    room.keys([ctrl('a')]);
    assert_eq!(room.cursor(), Some((row, column - 3)));
    room.signal(Signal::TERM);
    room.end(&[0]);
}

/// Keys that come in one read: each means what it means after the one before.
#[test]
fn a_burst_of_keys_is_not_swallowed() {
    let environment = Environment::new();
    let mut room = behavioral(&environment, &[]);
    room.write(&format!("one{TAB}two{TAB}three{TAB}four"));
    room.until("four");
    room.signal(Signal::TERM);
    room.end(&[0]);
    let text = transcript(&environment);
    for word in ["one", "two", "three", "four"] {
        assert!(text.lines().any(|line| line.trim().ends_with(word)), "{word}: {text}");
    }
}

fn ends_by(signal: Signal) -> Terminal {
    let environment = Environment::new();
    let mut room = behavioral(&environment, &[]);
    room.write("Typed before the signal came");
    room.until("the signal came");
    room.signal(signal);
    room.end(&[0]);
    assert!(transcript(&environment).contains("Typed before the signal came"));
    room
}

#[test]
fn terminate_saves_and_restores() {
    let room = ends_by(Signal::TERM);
    assert!(room.shows("mock resume"), "{}", room.lines());
}

#[test]
fn hangup_saves_and_restores() {
    ends_by(Signal::HUP);
}

#[test]
fn interrupt_asks_and_once_more_leaves() {
    let environment = Environment::new();
    let mut room = behavioral(&environment, &[]);
    room.keys(["Some words"]);
    room.signal(Signal::INT);
    room.until("Stopped by Ctrl-C");
    room.keys([ctrl('c')]);
    room.end(&[0]);
    assert!(transcript(&environment).contains("Some words"));
}

#[test]
fn stop_gives_the_terminal_back_and_continue_takes_it() {
    let environment = Environment::new();
    let mut room = behavioral(&environment, &[]);
    room.keys(["Before"]);
    for _ in 0..3 {
        room.signal(Signal::TSTP);
        room.until_stopped();
        room.assert_restored();
        room.signal(Signal::CONT);
        room.until("[ Situation ]");
        assert!(room.is_raw());
    }
    room.keys([" and after"]);
    room.until("Before and after");
    room.signal(Signal::TERM);
    room.end(&[0]);
    assert!(transcript(&environment).contains("Before and after"));
}

/// 500 sizes a second, and someone who types on.
#[test]
fn a_storm_of_sizes_loses_no_letter() {
    let environment = Environment::new();
    let mut room = behavioral(&environment, &[]);
    let mut letters = String::new();
    for _ in 0..20 {
        room.storm(Duration::from_millis(50), 500);
        room.write("x");
        letters.push('x');
    }
    room.resize(24, 80);
    // Nothing more is typed: a letter that comes together with a new size is not left behind.
    room.until(&letters);
    room.signal(Signal::TERM);
    room.end(&[0]);
    let text = transcript(&environment);
    assert!(text.contains(&letters), "letters were lost: {letters} in {text}");
}

#[test]
fn a_closed_terminal_loses_nothing() {
    let environment = Environment::new();
    let mut room = behavioral(&environment, &[]);
    room.write("Typed before it closed");
    room.until("before it closed");
    let status = room.hang_up();
    let text = transcript(&environment);
    assert!(text.contains("Typed before it closed"), "{status}: {text}");
}

/// Everything up to 250 ms before is there.
#[test]
fn a_killed_room_comes_back_with_what_was_typed() {
    let environment = Environment::new();
    let mut room = behavioral(&environment, &[]);
    let words: Vec<String> = (0..20).map(|number| format!("w{number}")).collect();
    for word in &words {
        room.write(&format!("{word} "));
        room.read_for(Duration::from_millis(20));
    }
    room.until("w19");
    room.read_for(Duration::from_millis(250));
    room.signal(Signal::KILL);
    drop(room);
    let mut again = start(&environment, &["resume"], SIZE);
    again.until("Welcome back");
    again.keys([ENTER]);
    again.until("w19");
    again.signal(Signal::TERM);
    again.end(&[0]);
    let text = transcript(&environment);
    assert!(text.contains(&words.join(" ")), "{text}");
}

/// No process can clear up after itself when it is killed so, and the shell does part of it at most.
#[test]
fn a_terminal_that_a_killed_room_left_is_put_right_by_the_next_command() {
    let environment = Environment::new();
    let mut shell = environment.command("/bin/sh");
    let script = "\"$0\" run --question ps-kafka-ordering --seed 3; \"$0\" rounds";
    shell.args(["-c", script, MOCK]).env("TERM", "xterm-256color").env("COLORFGBG", "15;0");
    let mut terminal = Terminal::start(shell, SIZE);
    terminal.until("Enter begin");
    assert!(terminal.is_raw() && terminal.is_on_other_screen());
    let shell = terminal.pid().as_raw_nonzero();
    let children = format!("/proc/{shell}/task/{shell}/children");
    let room = fs::read_to_string(children).expect("children");
    let room = room.trim().parse().ok().and_then(Pid::from_raw).expect("one child");
    kill_process(room, Signal::KILL).expect("killed");
    terminal.wait_for(&["put right", "behavioral"]);
    terminal.end(&[0]);
}

#[test]
fn a_paste_is_text_whatever_is_in_it() {
    let environment = Environment::new();
    let mut room = behavioral(&environment, &[]);
    let long = "long ".repeat(400);
    room.paste(&format!("one\nline two with \x1b[31mcolour\ttab\n{long}"));
    room.until("long long");
    room.signal(Signal::TERM);
    room.end(&[0]);
    let text = transcript(&environment);
    assert!(text.contains("line two with") && !text.contains('\x1b'), "{text}");
    assert!(text.matches("long").count() >= 400, "{text}");
}

/// Says on which thread the process that is started for it has to panic.
const PANIC: &str = "MOCK_TEST_PANIC";

/// This test run again in a process of its own, which enters the terminal and panics.
#[test]
fn a_panic_leaves_a_terminal_that_works() {
    if let Ok(thread) = std::env::var(PANIC) {
        panic_in_the_room(&thread);
    }
    let program = std::env::current_exe().expect("this program");
    let test = "room::a_panic_leaves_a_terminal_that_works";
    let environment = Environment::new();
    for thread in ["main", "other"] {
        let mut command = environment.command(program.to_str().expect("a path"));
        command.args(["--exact", test, "--nocapture", "--test-threads=1"]);
        command.env(PANIC, thread).env("TERM", "xterm-256color");
        let mut room = Terminal::start(command, SIZE);
        room.end(&[101]);
        assert!(room.has_been_on_other_screen(), "it never entered the room:\n{}", room.text());
        assert!(room.shows("panicked"), "{}", room.lines());
    }
}

fn panic_in_the_room(thread: &str) {
    let (sender, _receiver) = mpsc::channel();
    let _terminal = mock::ui::room::Terminal::open(sender).expect("a terminal");
    if thread == "other" {
        let thread = thread::spawn(|| panic!("on a thread"));
        assert!(thread.join().is_ok(), "the thread went down, and this one with it");
    }
    panic!("in the room");
}
