//! The plain face on a real terminal: Ctrl-C, dialogs, signals, sizes, and what is left behind.

use crate::environment::{Environment, Live, MOCK};
use crate::terminal::{Signal, Terminal, ctrl};

const SIZE: (u16, u16) = (24, 80);
const QUESTION: [&str; 6] = ["run", "--plain", "--question", "ps-kafka-ordering", "--seed", "3"];

fn start(environment: &Environment, args: &[&str]) -> Terminal {
    let mut command = environment.mock(args);
    command.env("TERM", "xterm-256color");
    Terminal::start(command, SIZE)
}

/// A session at its question.
fn begin(environment: &Environment) -> Terminal {
    begun(start(environment, &QUESTION))
}

fn begun(mut terminal: Terminal) -> Terminal {
    terminal.wait_for(&["Enter to begin >"]);
    terminal.write("\n");
    terminal.wait_for(&["Write line by line", "left >"]);
    terminal
}

#[test]
fn ctrl_c_asks_and_leaves_and_the_terminal_is_as_before() {
    let environment = Environment::new();
    let mut terminal = begin(&environment);
    terminal.write("Kafka orders a partition.\n");
    terminal.wait_for(&["left >"]);
    terminal.write("/time\n");
    terminal.wait_for(&["question 0:0", "left >"]);
    terminal.write(&ctrl('c'));
    terminal.wait_for(&["Stopped by Ctrl-C", "go on (Enter)"]);
    terminal.write("g\n");
    terminal.wait_for(&["left >"]);
    terminal.write(&ctrl('c'));
    terminal.wait_for(&["Stopped by Ctrl-C", "go on (Enter)"]);
    terminal.write(&ctrl('c'));
    terminal.wait_for(&["Go on with: mock resume"]);
    terminal.end(&[0]);
    let mut again = start(&environment, &["resume", "--plain"]);
    again.wait_for(&["Welcome back", "Kafka orders a partition.", "Enter to go on >"]);
    again.write("\n");
    again.wait_for(&["The clock runs", "left >"]);
    again.leave();
}

#[test]
fn a_dialog_that_is_cut_off_leaves_the_terminal_as_before() {
    let environment = Environment::new();
    let mut terminal = start(&environment, &["run", "--plain"]);
    terminal.wait_for(&["What do you want to rehearse?"]);
    terminal.press(&ctrl('c'));
    terminal.end(&[1, 130, -Signal::INT.as_raw()]);
    let mut terminal = begin(&environment);
    terminal.write("/hint\n");
    terminal.wait_for(&["Take it?"]);
    terminal.signal(Signal::TERM);
    terminal.end(&[0]);
    let mut terminal = begin(&environment);
    terminal.write("/hint\n");
    terminal.wait_for(&["Take it?"]);
    terminal.write("yes\n");
    terminal.wait_for(&["What decides where a record lands?", "left >"]);
    terminal.leave();
}

#[test]
fn esc_leads_from_the_level_back_to_the_rounds_and_from_there_out() {
    const ESC: &str = "\x1b";
    let environment = Environment::new();
    let mut terminal = start(&environment, &["run", "--plain"]);
    terminal.wait_for(&["What do you want to rehearse?", "concepts, sql, your questions"]);
    terminal.press("\r");
    terminal.wait_for(&["For which level?"]);
    terminal.forget();
    terminal.press(ESC);
    terminal.wait_for(&["What do you want to rehearse?"]);
    terminal.press(ESC);
    terminal.wait_for(&["nothing was chosen"]);
    terminal.end(&[1]);
}

#[test]
fn signals_leave_the_terminal_as_before() {
    let environment = Environment::new();
    for signal in [Signal::TERM, Signal::HUP] {
        let mut terminal = begin(&environment);
        terminal.signal(signal);
        terminal.wait_for(&["Go on with: mock resume"]);
        terminal.end(&[0]);
    }
    let mut terminal = begin(&environment);
    terminal.signal(Signal::STOP);
    terminal.until_stopped();
    terminal.signal(Signal::CONT);
    terminal.wait_for(&["left >"]);
    terminal.leave();
}

#[test]
fn resizing_to_nearly_nothing_does_no_harm() {
    let mut terminal = begin(&Environment::new());
    for (rows, columns) in [(5, 20), (24, 80), (1, 1), (5, 20)] {
        terminal.resize(rows, columns);
        terminal.write("/show\n");
        terminal.wait_for(&["Payments"]);
        terminal.wait_for(&["left >"]);
    }
    terminal.write("/time\n");
    terminal.wait_for(&["left >"]);
    terminal.forget();
    for number in 0..500 {
        terminal.resize(5 + number % 40, 20 + number % 100);
    }
    terminal.resize(24, 80);
    terminal.write("/time\n");
    terminal.wait_for(&["question 0:"]);
    terminal.leave();
}

#[test]
fn a_dumb_terminal_gets_lines_alone() {
    let environment = Environment::new();
    // `TERM=dumb` is what the environment says by itself.
    let mut terminal = begun(Terminal::start(environment.mock(&QUESTION), SIZE));
    terminal.write("/hint\n");
    terminal.wait_for(&["Take it?", ">"]);
    terminal.write("n\n");
    terminal.wait_for(&["left >"]);
    terminal.leave();
    assert!(!terminal.raw().contains(&0x1b), "an escape on a dumb terminal:\n{}", terminal.text());
}

/// A limit on files stands in for a full disk: the journal can't grow, and says so in words.
#[test]
fn a_journal_that_cannot_grow_says_so_and_keeps_what_it_has() {
    let environment = Environment::new();
    let mut limited = environment.command("/bin/sh");
    let script = "trap '' XFSZ; ulimit -f 16; exec \"$0\" \"$@\"";
    limited.args(["-c", script, MOCK]).args(QUESTION);
    let long = format!("{}\n", "x".repeat(3000)).repeat(12);
    let ran = Live::start(limited).say(&format!("\nKept.\n{long}.\n")).finish();
    let (out, err) = (ran.out, ran.err);
    assert!(out.contains("NOT SAVED: cannot write") && out.contains("make room"), "{out}{err}");
    assert!(out.contains("Everything before that is kept."), "{out}");
    assert!(!out.contains("The session is saved"), "{out}");
    let again = environment.run_with(&["resume", "--plain"], "\n/show\n").expect(0).out;
    assert!(again.contains("Kept."), "{again}");
}

/// What is written stays as it is, and is words: no cursor that moves, no line or bar that is drawn.
#[test]
fn a_screen_reader_gets_lines_that_stay() {
    let environment = Environment::new();
    let heard = |terminal: &Terminal| {
        let text = String::from_utf8_lossy(terminal.raw()).into_owned();
        for drawn in ["\u{1b}[J", "\u{1b}[?", "\u{1b}[A", "───", "---", "━"] {
            assert!(!text.contains(drawn), "{drawn:?} is drawn:\n{text}");
        }
        text
    };
    let mut asked = begun(start(&environment, &[&QUESTION[..], &["--screen-reader"]].concat()));
    asked.write("Order holds inside a partition.\n");
    asked.wait_for(&["left >"]);
    asked.write(".\n");
    asked.wait_for(&["What can go", "left >"]);
    asked.write(".\n");
    asked.wait_for(&["your guess, 1 to 4"]);
    asked.leave();
    heard(&asked);
    let mut command = environment.mock(&QUESTION);
    command.env("TERM", "xterm-256color").env("ACCESSIBLE", "1");
    let mut noticed = begun(Terminal::start(command, SIZE));
    noticed.leave();
    assert!(heard(&noticed).contains("because ACCESSIBLE is set"), "{}", noticed.text());
    let mut command = environment.mock(&QUESTION);
    command.env("TERM", "xterm-256color").env("ACCESSIBLE", "1");
    command.env("MOCK_SCREEN_READER", "off");
    let mut drawn = begun(Terminal::start(command, SIZE));
    drawn.leave();
    assert!(drawn.raw().contains(&0x1b), "{}", drawn.text());
}

#[test]
fn a_terminal_that_goes_away_loses_nothing() {
    let environment = Environment::new();
    let mut terminal = begin(&environment);
    terminal.write("Kafka orders a partition.\n");
    terminal.settle();
    terminal.write("/time\n");
    terminal.wait_for(&["question 0:0"]);
    let status = terminal.hang_up();
    assert!(matches!(status.code(), Some(0 | 1)), "{status}");
    let mut again = start(&environment, &["resume", "--plain"]);
    again.wait_for(&["Welcome back", "Kafka orders a partition."]);
    again.leave();
}

/// The newest that nobody writes goes on, and which one was passed over is said.
#[test]
fn resume_passes_over_a_session_that_another_process_writes() {
    let environment = Environment::new();
    environment.run_with(&QUESTION, "\nKafka orders a partition.\n");
    let first = environment.sessions()[0].clone();
    let newer = begin(&environment);
    let ran = environment.run_with(&["resume", "--plain"], "\n/show\n");
    assert!(ran.err.contains("is being written by process"), "{}", ran.err);
    let id = first.file_name().and_then(|name| name.to_str()).expect("an id");
    let going_on = format!("going on with {}", &id[id.len() - 6..]);
    assert!(ran.err.contains(&going_on), "{going_on}: {}", ran.err);
    assert!(ran.out.contains("Kafka orders a partition."), "{}", ran.out);
    std::fs::remove_dir_all(first).expect("removed");
    let ran = environment.run_with(&["resume", "--plain"], "").expect(1);
    assert!(ran.err.contains("no other was interrupted"), "{}", ran.err);
    drop(newer);
}
