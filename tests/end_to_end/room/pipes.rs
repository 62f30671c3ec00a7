//! The room where standard input or standard output leads elsewhere.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::transcript;
use crate::environment::{Environment, MOCK};
use crate::terminal::{ENTER, Signal, Terminal, alt, ctrl};

const QUESTION: &str = "run --question ps-kafka-ordering --seed 1";

/// A shell's line on a terminal; `$0` is the program.
fn line(environment: &Environment, line: &str) -> Terminal {
    let mut shell = environment.command("/bin/sh");
    shell.args(["-c", line, MOCK]).env("TERM", "xterm-256color").env("COLORFGBG", "15;0");
    Terminal::start(shell, (24, 80))
}

fn left(room: &mut Terminal) {
    room.keys([ctrl('c')]);
    room.until("Stopped by Ctrl-C");
    room.keys([ctrl('c')]);
}

#[test]
fn a_text_on_standard_input_is_the_first_answer_and_keys_come_from_the_terminal() {
    let environment = Environment::new();
    let run = "printf 'SELECT 7 AS piped;\\n' | \"$0\" run --question sql-top-n --seed 1";
    let mut room = line(&environment, run);
    room.until("Enter begin");
    assert!(room.is_raw() && room.is_on_other_screen());
    room.keys([ENTER]);
    room.until("SELECT 7 AS piped;");
    room.until("Standard input is in Code (1 line)");
    room.keys([" -- typed"]);
    room.until("SELECT 7 AS piped; -- typed");
    left(&mut room);
    room.end(&[0]);
    assert!(transcript(&environment).contains("SELECT 7 AS piped; -- typed"));

    // A session that goes on takes a newer text as well, and gives the older one back.
    let mut room = line(&environment, "printf 'SELECT 8;' | \"$0\" resume");
    room.until("Welcome back");
    room.keys([ENTER]);
    room.until("SELECT 8;");
    room.keys([ctrl('z')]);
    room.until("SELECT 7 AS piped; -- typed");
    left(&mut room);
    room.end(&[0]);
}

#[test]
fn what_is_no_text_is_refused_before_anything_begins() {
    let environment = Environment::new();
    for (source, why) in [
        ("printf '\\377\\376a\\0b\\0'", "UTF-16"),
        ("head -c 300000 /dev/zero | tr '\\0' a", "larger"),
    ] {
        let mut room = line(&environment, &format!("{source} | \"$0\" {QUESTION}"));
        room.wait_for(&["standard input is no answer", why]);
        room.end(&[1]);
        assert!(!room.has_been_on_other_screen());
    }
    assert!(environment.sessions().is_empty());
    // Nothing at all is no text, and no reason to refuse.
    let mut room = line(&environment, &format!("\"$0\" {QUESTION} < /dev/null"));
    room.until("Enter begin");
    assert!(room.is_on_other_screen());
    left(&mut room);
    room.end(&[0]);
}

#[test]
fn with_plain_a_pipe_types_its_lines() {
    let environment = Environment::new();
    let run = format!("printf '\\nBy account.\\n' | \"$0\" {QUESTION} --plain");
    let mut lines = line(&environment, &run);
    lines.wait_for(&["Go on with: mock resume"]);
    lines.end(&[0]);
    assert!(transcript(&environment).contains("By account."));
}

#[test]
fn an_editor_has_the_terminal_though_standard_input_is_a_text() {
    let environment = Environment::new();
    let editor = environment.home().join("editor");
    let script = "#!/bin/sh\ntest -t 0 && echo 'from a terminal' > \"$1\"\nsleep 1.5\n";
    fs::write(&editor, script).expect("written");
    fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).expect("executable");
    let run = format!("echo piped | EDITOR={} \"$0\" {QUESTION}", editor.display());
    let mut room = line(&environment, &run);
    room.until("Enter begin");
    room.keys([ENTER]);
    room.until("piped");
    room.write(&alt('e'));
    room.until("from a terminal");
    left(&mut room);
    room.end(&[0]);
}

/// Whoever keeps a log has lines in it, and is told why.
#[test]
fn a_session_through_a_pipe_is_lines_and_says_so() {
    let environment = Environment::new();
    let log = environment.home().join("log");
    let run = format!("\"$0\" {QUESTION} | tee {}", log.display());
    let mut lines = line(&environment, &run);
    lines.wait_for(&["standard output is a pipe, so the session is lines"]);
    lines.wait_for(&["Enter begins"]);
    lines.write("\n");
    lines.wait_for(&["Payments for one account"]);
    lines.write("By account.\n");
    lines.write("\x04");
    lines.wait_for(&["Go on with: mock resume"]);
    lines.end(&[0]);
    let log = fs::read_to_string(log).expect("a log");
    assert!(log.contains("Payments for one account") && !log.contains('\x1b'), "{log:?}");
    assert!(transcript(&environment).contains("By account."));
}

#[test]
fn a_session_into_a_file_says_that_nothing_is_shown() {
    let environment = Environment::new();
    let log = environment.home().join("log");
    let mut lines = line(&environment, &format!("\"$0\" {QUESTION} > {}", log.display()));
    lines.wait_for(&["the session goes to a file", "^C twice leaves it"]);
    lines.poll_until("the first page", |_| {
        fs::read_to_string(&log).is_ok_and(|text| text.contains("Enter begins"))
    });
    lines.write(&ctrl('c'));
    lines.poll_until("the menu", |_| {
        fs::read_to_string(&log).is_ok_and(|text| text.contains("Stopped by Ctrl-C"))
    });
    lines.write(&ctrl('c'));
    // By the shell, which was interrupted too, or by the program, which was asked to leave.
    lines.end(&[0, 130, -Signal::INT.as_raw()]);
}

/// What others have in a pipe doesn't take the keyboard away: messages go elsewhere, the room stays.
#[test]
fn the_room_has_the_terminal_though_its_errors_are_piped() {
    let environment = Environment::new();
    let log = environment.home().join("errors");
    let mut room = line(&environment, &format!("\"$0\" {QUESTION} 2> {}", log.display()));
    room.until("Enter begin");
    room.keys([ENTER]);
    room.until("Write here");
    room.keys(["Typed."]);
    room.until("Typed.");
    left(&mut room);
    room.end(&[0]);
    assert_eq!(fs::read_to_string(log).expect("there"), "");
}
