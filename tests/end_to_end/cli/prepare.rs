//! What is practised between rounds: the screen of the day, cards, a plan.

use std::fs;

use crate::environment::Environment;
use crate::terminal::{ENTER, ESCAPE, Terminal};

const SIZE: (u16, u16) = (40, 80);

fn start(environment: &Environment, args: &[&str]) -> Terminal {
    let mut command = environment.mock(args);
    command.env("TERM", "xterm-256color").env_remove("COLUMNS");
    Terminal::start(command, SIZE)
}

/// Two cards of one's own, taken in from a file.
fn with_cards(environment: &Environment) {
    let file = environment.home().join("own.csv");
    let cards = "front,back,topic\nWhat does acks=all wait for?,All in-sync replicas,kafka\n\
                 What is a tie?,Rows that are equally good,sql\n";
    fs::write(&file, cards).expect("written");
    let file = file.to_str().expect("a path");
    let ran = environment.run(&["drill", "import", file]).expect(0);
    assert!(ran.out.contains("2 new"), "{ran:#?}");
}

#[test]
fn one_key_starts_what_is_due_and_answers_are_kept() {
    let environment = Environment::new();
    with_cards(&environment);
    assert_eq!(environment.run(&["drill", "--due"]).expect(0).out, "2\n");
    let mut terminal = start(&environment, &[]);
    terminal.wait_for(&["Drill: 2 points due", "Press 1 to"]);
    terminal.press("1");
    terminal.wait_for(&["your own card", "> "]);
    terminal.write("In-sync replicas\n\n");
    terminal.wait_for(&["The point", "[3] good"]);
    terminal.insist("3", &["your own card", "> "]);
    assert_eq!(environment.run(&["drill", "--due"]).expect(0).out, "1\n", "kept at once");
    terminal.write("\n");
    terminal.wait_for(&["The point", "[3] good"]);
    terminal.insist("q", &["Answered: 1"]);
    terminal.end(&[0]);
    terminal.assert_restored();
    let undone = environment.run(&["drill", "undo"]).expect(0);
    assert!(undone.out.contains("Taken back"), "{undone:#?}");
    assert_eq!(environment.run(&["drill", "--due"]).expect(0).out, "2\n");
}

#[test]
fn the_screen_of_the_day_is_left_with_any_other_key() {
    let environment = Environment::new();
    for key in [ESCAPE, ENTER, "x"] {
        let mut terminal = start(&environment, &["today"]);
        terminal.wait_for(&["Press 1 to start"]);
        terminal.press(key);
        terminal.end(&[0]);
        terminal.assert_restored();
    }
}

#[test]
fn a_plan_goes_into_the_calendar_and_onto_the_screen_of_the_day() {
    let environment = Environment::new();
    let date = "2099-01-15";
    environment.run(&["plan", "new", "--date", date, "--company", "Acme"]).expect(0);
    let ics = environment.home().join("acme.ics");
    environment.run(&["plan", "--ics", ics.to_str().expect("a path")]).expect(0);
    let text = fs::read_to_string(&ics).expect("written");
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.contains("UID:acme.interview@"));
    let today = environment.run(&["today"]).expect(0);
    assert!(today.out.contains("Acme on 2099-01-15: in "), "{today:#?}");
}

#[test]
fn a_damaged_log_is_named_and_salvaged() {
    let environment = Environment::new();
    with_cards(&environment);
    let log = environment.home().join("practice.jsonl");
    let text = fs::read_to_string(&log).expect("a log");
    fs::write(&log, text.replace("acks=all", "acks=one")).expect("written");
    let ran = environment.run(&["drill"]).expect(1);
    assert!(ran.err.contains("practice.jsonl, line 2"), "{ran:#?}");
    assert!(ran.err.contains("mock sessions salvage practice"), "{ran:#?}");
    environment.run(&["sessions", "salvage", "practice"]).expect(0);
    assert_eq!(environment.run(&["drill", "--due"]).expect(0).out, "0\n");
    assert!(environment.home().join("practice.jsonl.damaged-1").exists());
}
