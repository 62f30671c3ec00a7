//! Each way in which a person comes to the end of a question, and what they read there.

use std::fs;

use super::{SIZE, behavioral, file_with, start, transcript};
use crate::environment::Environment;
use crate::terminal::{ENTER, Signal, Terminal, alt, ctrl};

const F7: &str = "\x1b[18~";

fn question(environment: &Environment, more: &[&str]) -> Terminal {
    let args = [&["run", "--question", "ps-kafka-ordering", "--seed", "1"], more].concat();
    let mut room = start(environment, &args, SIZE);
    room.until("Enter begin");
    room.keys([ENTER]);
    room.until("Write here");
    room
}

/// Hands in, and answers whatever is asked after it.
fn to_the_guess(room: &mut Terminal) {
    room.act(&alt('s'));
    loop {
        room.poll_until("a follow-up or the guess", |room| {
            room.shows("own guess") || room.shows("0 words, 0:00 aloud")
        });
        if room.shows("own guess") {
            return;
        }
        room.keys(["More."]);
        room.act(&alt('s'));
    }
}

/// Goes on by whatever the screen offers, until the program has ended.
fn to_the_end(room: &mut Terminal) {
    for _ in 0..60 {
        if room.is_over() {
            break;
        }
        let steps = [
            ("Hand in an empty", "y"),
            ("Enter seal it", ENTER),
            ("own guess", "2"),
            ("Did this come up", "n"),
            ("Did you say it", "x"),
            ("0 words, 0:00 aloud", "\x1bs"),
        ];
        let found = steps.into_iter().find(|(words, _)| room.shows(words));
        room.act(found.map_or(ENTER, |(_, key)| key));
    }
    room.end(&[0]);
}

#[test]
fn handed_in_and_judged_it_says_verdict_report_and_what_to_practise() {
    let environment = Environment::new();
    let mut room = question(&environment, &[]);
    room.keys(["Kafka orders inside one partition, so I key by account."]);
    room.act(&alt('s'));
    to_the_end(&mut room);
    let left = room.scrolled();
    for words in ["Phone screen", "mock report", "mock transcript", "mock run --topic"] {
        assert!(left.contains(words), "{words} is not in:\n{left}");
    }
}

#[test]
fn skipped_it_offers_the_model_answer() {
    let environment = Environment::new();
    let mut room = question(&environment, &[]);
    room.keys([F7]);
    room.until("Leave this question unanswered?");
    room.keys(["y"]);
    room.until("v model answer");
    room.keys(["v"]);
    room.until("Model answer");
    room.keys([ENTER]);
    to_the_end(&mut room);
    assert!(transcript(&environment).to_lowercase().contains("skipped"));
}

#[test]
fn put_off_it_leads_to_the_model_answer_and_back_to_the_guess() {
    let environment = Environment::new();
    let mut room = question(&environment, &[]);
    room.keys(["By account."]);
    to_the_guess(&mut room);
    room.until("own guess");
    room.keys(["2", "l"]);
    room.until("v model answer");
    room.keys(["v"]);
    room.until("Model answer");
    room.keys([ENTER]);
    room.until("guess");
    room.keys(["g"]);
    room.until("own guess");
    room.keys([ctrl('c'), ctrl('c')]);
    room.end(&[0]);
}

#[test]
fn ended_from_the_menu_it_hands_in_what_is_open() {
    let environment = Environment::new();
    let mut room = behavioral(&environment, &[]);
    room.keys(["The load failed."]);
    room.keys([ctrl('c')]);
    room.until("Stopped by Ctrl-C");
    room.keys(["e"]);
    room.until("End the session? What is open is handed in.");
    room.keys(["s"]);
    to_the_end(&mut room);
    assert!(transcript(&environment).contains("The load failed."));
    assert!(room.scrolled().contains("mock report"), "{}", room.scrolled());
}

/// An interviewer alone has one key for it, which asks first.
#[test]
fn left_by_the_interviewer_it_can_be_gone_on_with() {
    let environment = Environment::new();
    let args = ["interview", "--question", "ps-kafka-ordering", "--seed", "1"];
    let mut room = start(&environment, &args, SIZE);
    room.until("Enter begin");
    room.keys([ENTER]);
    room.until("points");
    room.keys(["1", "m", "q"]);
    room.until("leave, to resume later");
    room.keys(["l"]);
    room.end(&[0]);
    assert!(room.scrolled().contains("mock resume"), "{}", room.scrolled());
}

/// A second attempt begins with an empty page, says where the first one is, and is compared with it.
#[test]
fn an_answer_once_more_has_a_verdict_of_its_own() {
    let environment = Environment::new();
    let args =
        ["run", "--question", "double", "--seed", "3", "--bank", "tests/end_to_end/code-bank"];
    let mut room = start(&environment, &args, (40, 100));
    room.until("Enter begin");
    room.keys([ENTER]);
    room.until("answer.py");
    let path = file_with(&mut room, environment.home(), "1-double/answer.py", "");
    let save = |line: &str| {
        let text = format!("def double(values):\n    return {line}\n");
        fs::write(&path, text).expect("written");
    };
    save("[value + 2 for value in values]");
    room.until("value + 2");
    room.keys([alt('v')]);
    room.until("[3, 5]");
    room.act(&alt('s'));
    room.act("y");
    while !room.shows("answer once more") {
        let steps = [
            ("Enter seal it", ENTER),
            ("own guess", "2"),
            ("come up", "n"),
            ("Did you say it", "x"),
        ];
        let found = steps.into_iter().find(|(words, _)| room.shows(words));
        room.act(found.map_or(ENTER, |(_, key)| key));
    }
    // Meanwhile another window has saved something else.
    save("[0 for value in values]");
    room.act("r");
    room.until("answer.before-1.py");
    assert!(room.shows("answer.py changed after the hand-in"), "{}", room.lines());
    assert!(!room.shows("[3, 5]") && !room.shows("value + 2"), "{}", room.lines());
    save("[2 * value for value in values]");
    room.until("2 * value");
    room.keys([alt('v')]);
    room.until("the visible case passed");
    room.act(&alt('s'));
    room.act("y");
    room.until("cases passed 1 of 3 3 of 3");
    assert!(room.shows("first attempt second attempt"), "{}", room.lines());
    room.keys([ctrl('c'), ctrl('c')]);
    room.end(&[0]);
}

/// A line that means a case and is none says why it isn't run.
#[test]
fn an_own_case_with_a_slip_is_told_of() {
    let environment = Environment::new();
    let args =
        ["run", "--question", "double", "--seed", "3", "--bank", "tests/end_to_end/code-bank"];
    let mut room = start(&environment, &args, (40, 100));
    room.until("Enter begin");
    room.keys([ENTER]);
    room.until("answer.py");
    room.keys(["  # mine", alt('j').as_str(), alt('j').as_str()]);
    room.until("[ Cases ]");
    room.until("what comes of them");
    room.keys(["[[1]] -> [2", alt('v').as_str()]);
    room.until("1 line of your cases can't be run");
    room.until("expected `,` or `]`");
    room.keys([ctrl('c'), ctrl('c')]);
    room.end(&[0]);
}

/// A process that was stopped answers nobody: who asks is told so, and no run comes later.
#[test]
fn a_stopped_session_says_who_holds_it_and_runs_nothing_later() {
    let environment = Environment::new();
    let args =
        ["run", "--question", "double", "--seed", "3", "--bank", "tests/end_to_end/code-bank"];
    let mut room = start(&environment, &args, (40, 100));
    room.until("Enter begin");
    room.keys([ENTER]);
    room.until("answer.py");
    let path = file_with(&mut room, environment.home(), "1-double/answer.py", "");
    room.signal(Signal::STOP);
    room.until_stopped();
    let ran = environment.run(&["check", path.to_str().expect("a path")]).expect(1);
    assert!(ran.err.contains("which does not answer"), "{}", ran.err);
    let ran = environment.run(&["resume"]).expect(1);
    let holder = format!("process {}", room.pid().as_raw_nonzero());
    assert!(ran.err.contains(&holder), "{holder}: {}", ran.err);
    room.signal(Signal::CONT);
    room.keys(["# still here"]);
    room.until("# still here");
    assert!(!room.shows("visible case"), "{}", room.lines());
    room.keys([ctrl('c'), ctrl('c')]);
    room.end(&[0]);
}

/// What was marked before a kill is marked after it.
#[test]
fn a_debrief_that_was_killed_goes_on_at_its_point() {
    let environment = Environment::new();
    let mut room = question(&environment, &[]);
    room.keys(["By account."]);
    to_the_guess(&mut room);
    while !room.shows("point 1 of") {
        let key = if room.shows("Enter seal it") { ENTER } else { "2" };
        room.act(key);
    }
    room.act("x");
    room.until("point 2 of");
    room.signal(Signal::KILL);
    drop(room);
    let mut room = start(&environment, &["resume"], SIZE);
    for _ in 0..3 {
        if room.shows("point 2 of") {
            break;
        }
        room.act(ENTER);
    }
    room.until("point 2 of");
    room.keys([ctrl('c'), ctrl('c')]);
    room.end(&[0]);
}
