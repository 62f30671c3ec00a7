//! The plain face on a real terminal: Ctrl-C, dialogs, signals, sizes, and what is left behind.

use crate::environment::Environment;
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
    terminal.insist("g", &["left >"]);
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
    terminal.insist("y\r", &["What decides where a record lands?", "left >"]);
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
