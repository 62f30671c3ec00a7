//! The interview itself: what is asked, the day, and what came of it.

use std::fs;

use serde_json::Value;

use crate::environment::{Environment, Ran};
use crate::terminal::{ENTER, ESCAPE, Terminal, ctrl};

const SIZE: (u16, u16) = (40, 80);
const DOWN: &str = "\u{1b}[B";

fn start(environment: &Environment, args: &[&str]) -> Terminal {
    let mut command = environment.mock(args);
    command.env("TERM", "xterm-256color").env_remove("COLUMNS");
    Terminal::start(command, SIZE)
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:#?}"))
}

/// Colours as letters, so that they can be read.
fn coloured(ran: &Ran) -> String {
    ran.out.replace('\u{1b}', "␛")
}

#[test]
fn questions_are_chosen_by_arguments_and_listed_plain_and_coloured() {
    let environment = Environment::of_columns(80);
    let all = environment.run(&["ask", "--round", "behavioral"]).expect(0);
    insta::assert_snapshot!("ask", all.out);
    environment.run(&["ask", "choose", "growth", "on-call"]).expect(0);
    let list = environment.run(&["--color", "always", "ask", "list"]).expect(0);
    insta::assert_snapshot!("ask_list_coloured", coloured(&list));
    let plain = environment.run(&["ask", "list"]).expect(0);
    assert!(!plain.out.contains('\u{1b}'), "{}", plain.out);
    let chosen = json(&environment.run(&["ask", "--json"]).expect(0));
    assert_eq!(chosen["chosen"], serde_json::json!(["growth", "on-call"]));
    let told = environment.run(&["ask", "choose", "grwoth"]).expect(1);
    assert!(told.err.contains("did you mean `growth`?"), "{told:#?}");
    let told = environment.run(&["ask", "heard"]).expect(2);
    assert!(told.err.contains("mock ask heard ID TEXT"), "{told:#?}");
}

#[test]
fn the_list_is_ticked_on_a_terminal_and_escape_changes_nothing() {
    let environment = Environment::new();
    environment.run(&["ask", "choose", "growth"]).expect(0);
    let mut terminal = start(&environment, &["ask"]);
    terminal.wait_for(&["What do you want to ask?", "How much data"]);
    terminal.press(DOWN);
    terminal.press(" ");
    terminal.settle();
    terminal.press(ENTER);
    terminal.wait_for(&["Which technical problem", "Listen for: A concrete problem"]);
    terminal.end(&[0]);
    terminal.assert_restored();
    let chosen = || json(&environment.run(&["ask", "--json"]).expect(0))["chosen"].clone();
    assert_eq!(chosen(), serde_json::json!(["growth", "main-problem"]));
    let mut terminal = start(&environment, &["ask"]);
    terminal.wait_for(&["What do you want to ask?", "How much data"]);
    terminal.press(" ");
    terminal.settle();
    terminal.press(ESCAPE);
    terminal.wait_for(&["nothing was changed"]);
    terminal.end(&[0]);
    terminal.assert_restored();
    assert_eq!(chosen(), serde_json::json!(["growth", "main-problem"]));
}

#[test]
fn an_interview_is_told_of_on_a_terminal_and_ctrl_c_keeps_nothing() {
    let environment = Environment::new();
    let mut terminal = start(&environment, &["debrief"]);
    terminal.wait_for(&["Which company?"]);
    terminal.press("Acme");
    terminal.press(ENTER);
    terminal.wait_for(&["Which round was it?", "Behavioral"]);
    terminal.type_until(&ctrl('c'), Terminal::is_over);
    terminal.end(&[1, 130, -2]);
    assert!(!environment.home().join("practice.jsonl").exists(), "nothing is kept");
    let mut terminal = start(&environment, &["debrief", "--round", "coding"]);
    terminal.wait_for(&["Which company?"]);
    terminal.press("Acme");
    terminal.press(ENTER);
    terminal.wait_for(&["Who held it?"]);
    terminal.press(ENTER);
    terminal.wait_for(&["Something they asked"]);
    terminal.press("What is a tie?");
    terminal.press(ENTER);
    terminal.wait_for(&["· What is a tie?", "Something they asked"]);
    terminal.settle();
    terminal.press(ENTER);
    terminal.wait_for(&["How did it feel?", "strong hire"]);
    terminal.press(ENTER);
    terminal.wait_for(&["One thing you talked about"]);
    terminal.press(ENTER);
    terminal
        .wait_for(&["Kept as `acme-coding`; how it felt is sealed: 3, hire", "Keep \"What is a"]);
    terminal.press(DOWN);
    terminal.settle();
    terminal.press(ENTER);
    terminal.wait_for(&["What would you say now?"]);
    terminal.press("Rows that are equally good");
    terminal.press(ENTER);
    terminal.wait_for(&["is due today"]);
    terminal.end(&[0]);
    terminal.assert_restored();
    let told = json(&environment.run(&["debrief", "show", "--json"]).expect(0));
    assert_eq!((&told["guess"], &told["kind"]), (&3.into(), &"coding".into()));
    assert_eq!(environment.run(&["drill", "--due"]).expect(0).out, "1\n");
}

#[test]
fn flags_tell_of_an_interview_and_what_is_missing_is_named() {
    let environment = Environment::of_columns(80);
    let told = environment.run(&["debrief"]).expect(2);
    assert!(told.err.contains("which company? write it: mock debrief new --company"), "{told:#?}");
    let new = ["debrief", "new", "--company", "Acme", "--round", "coding", "--felt", "2"];
    let told = environment.run(&new).expect(0);
    assert!(told.out.contains("sealed: 2, no"), "{told:#?}");
    environment.run(&["debrief", "outcome", "acme-coding", "rejected"]).expect(0);
    let shown = environment.run(&["--color", "always", "debrief", "show"]).expect(0);
    assert!(coloured(&shown).starts_with("␛[1mAcme, coding, on "), "{shown:#?}");
    let listed = environment.run(&["debrief", "list"]).expect(0);
    assert!(listed.out.contains("rejected"), "{listed:#?}");
    let calibration = environment.run(&["calibration"]).expect(0);
    assert!(calibration.out.contains("right in 1 of 1: too few to tell"), "{calibration:#?}");
    let undone = environment.run(&["debrief", "undo"]).expect(0);
    assert_eq!(undone.out, "Taken back: acme-coding rejected\n");
    let real = json(&environment.run(&["calibration", "--json"]).expect(0))["real"].clone();
    assert_eq!(
        (&real["interviews"][0]["outcome"], &real["guesses"]["n"]),
        (&Value::Null, &0.into())
    );
}

/// What was told is in the log like anything else: a damaged one is named, and its sound part is
/// saved.
#[test]
fn a_torn_log_keeps_the_interviews_before_the_damage() {
    let environment = Environment::new();
    for round in ["coding", "behavioral"] {
        let new = ["debrief", "new", "--company", "Acme", "--round", round, "--felt", "3"];
        environment.run(&new).expect(0);
    }
    let log = environment.home().join("practice.jsonl");
    let text = fs::read_to_string(&log).expect("a log");
    // Cut off in the middle of the last record, as by a power failure.
    fs::write(&log, &text[..text.len() - 40]).expect("written");
    let new = ["debrief", "new", "--company", "Acme", "--round", "review"];
    environment.run(&new).expect(0);
    let list = json(&environment.run(&["debrief", "list", "--json"]).expect(0));
    let ids: Vec<&str> =
        list.as_array().expect("a list").iter().filter_map(|of| of["interview"].as_str()).collect();
    assert_eq!(ids, ["acme-review", "acme-coding"]);
    // A record that was changed is damage, and salvage keeps what is before it.
    let text = fs::read_to_string(&log).expect("a log");
    fs::write(&log, text.replace("acme-review", "acme-revoew")).expect("written");
    let told = environment.run(&["debrief", "list"]).expect(1);
    assert!(told.err.contains("mock sessions salvage practice"), "{told:#?}");
    // What the sessions say of guesses stands without it.
    let calibration = environment.run(&["calibration"]).expect(0);
    assert!(calibration.err.contains("salvage practice"), "{calibration:#?}");
    environment.run(&["sessions", "salvage", "practice"]).expect(0);
    let list = json(&environment.run(&["debrief", "list", "--json"]).expect(0));
    assert_eq!(list[0]["interview"], "acme-coding");
}

#[test]
fn the_day_is_printed_plain_coloured_and_as_a_page() {
    let environment = Environment::of_columns(80);
    environment.run(&["plan", "new", "--date", "2099-01-15", "--time", "14:00"]).expect(0);
    environment.run(&["ask", "choose", "growth"]).expect(0);
    let plain = environment.run(&["day"]).expect(0);
    assert!(plain.out.contains("Thursday, 15 January 2099 at 14:00: in "), "{}", plain.out);
    assert!(plain.out.contains("[ ] 13:00   Test camera"), "{}", plain.out);
    assert!(plain.out.lines().count() <= 60);
    let colour = environment.run(&["--color", "always", "day"]).expect(0);
    assert!(coloured(&colour).contains("␛[1mBefore it begins␛[0m"), "{}", colour.out);
    assert_eq!(console::strip_ansi_codes(&colour.out), plain.out);
    let file = environment.home().join("day.html");
    environment.run(&["day", "--html", file.to_str().expect("a path")]).expect(0);
    assert!(fs::read_to_string(&file).expect("written").contains("<h3>What you ask them</h3>"));
    let markdown = environment.run(&["day", "--md"]).expect(0);
    assert!(markdown.out.contains("## What you ask them\n"), "{}", markdown.out);
    assert_eq!(json(&environment.run(&["day", "--json"]).expect(0))["interview"]["time"], "14:00");
    let told = environment.run(&["day", "--time", "25:00"]).expect(2);
    assert!(told.err.contains("such as 18:00"), "{told:#?}");
}
