//! Answers that are run.

use super::*;
use crate::bank::question::Kind;
use crate::engine::event::Grounds;
use crate::engine::testing::verdict;
use crate::engine::verdict::{Graded, Reached, Tests};

const QUESTION: Scope = Scope::Question { slot: 0, item: 0 };

fn grade(of: Graded) -> Effect {
    Effect::Grade { slot: 0, item: 0, of }
}

fn file(of: Graded, tests: Tests) -> Command {
    let verdict = Box::new(verdict(tests, true, true));
    Command::FileVerdict(Reached { slot: 0, item: 0, of, verdict })
}

fn bench() -> Bench {
    let mut bench = Bench::coding(SessionMode::Practice);
    bench.writes("code", "SELECT 2");
    bench
}

#[test]
fn code_notes_and_cases_are_written_in_any_order() {
    let mut bench = bench();
    bench.writes("cases", "an empty table");
    bench.writes("notes", "I count rows.");
    let (_, item) = bench.state.current().expect("open");
    let texts: Vec<&str> = item.attempts[0].fields.iter().map(|f| f.text.as_str()).collect();
    assert_eq!(texts, ["SELECT 2", "I count rows.", "an empty table"]);
    let prose = Bench::practice().at_first_question().rejects(edit("code", "SELECT 2"));
    assert_eq!(prose, Rejected::UnknownField("code".to_owned()));
}

#[test]
fn a_run_keeps_the_code_as_it_stood_and_waits_for_its_verdict() {
    let mut bench = bench();
    bench.writes("cases", "an empty table");
    assert_eq!(bench.does(Command::RunCases), [Event::RunStarted { run: 0 }]);
    bench.writes("code", "SELECT 3");
    assert_eq!(pending(&bench.state), [grade(Graded::Run(0))]);
    assert_eq!(bench.state.graded_code(0, 0, Graded::Run(0)), Some(("SELECT 2", "an empty table")));
    assert_eq!(bench.rejects(Command::RunCases), Rejected::StillRunning);

    bench.interviewer(file(Graded::Run(0), Tests::Visible));
    assert!(pending(&bench.state).is_empty());
    let again = bench.attempt(Seat::Interviewer, file(Graded::Run(0), Tests::Visible));
    assert!(again.is_err(), "a verdict is filed once");
    assert_eq!(bench.does(Command::RunCases), [Event::RunStarted { run: 1 }]);
}

#[test]
fn only_code_is_run() {
    let mut prose = Bench::practice().at_first_question();
    assert_eq!(prose.rejects(Command::RunCases), Rejected::NotRun);
    let mut blank = Bench::coding(SessionMode::Practice);
    assert_eq!(blank.rejects(Command::RunCases), Rejected::NothingToRun);
    let mut closed = bench();
    closed.does(Command::Finish);
    assert_eq!(closed.rejects(Command::RunCases), Rejected::NothingAsked);
}

#[test]
fn a_candidate_files_no_verdict_and_a_run_passes_for_no_hand_in() {
    let mut bench = bench();
    bench.does(Command::Finish);
    let of = Graded::Attempt(0);
    assert_eq!(bench.rejects(file(of, Tests::All)), Rejected::NotYourSeat(Seat::Interviewer));
    assert!(bench.attempt(Seat::Interviewer, file(of, Tests::Visible)).is_err());
    assert!(bench.attempt(Seat::Interviewer, file(Graded::Run(0), Tests::Visible)).is_err());
    bench.interviewer(file(of, Tests::All));
    let (_, item) = bench.state.current().expect("there");
    assert_eq!(item.attempts[0].verdict.as_ref().and_then(|v| v.correctness()), Some(4));
}

#[test]
fn an_answer_handed_in_is_graded_and_its_score_waits() {
    let mut bench = bench();
    bench.closes();
    bench.interviewer(Command::FileEvidence {
        slot: 0,
        item: 0,
        part: 0,
        found: vec![],
        reading: None,
    });
    assert_eq!(pending(&bench.state), [grade(Graded::Attempt(0))]);
    let guesses = ["problem-solving", "correctness", "testing", "communication"];
    let guesses = guesses.map(|dim| (dim.to_owned(), 3)).to_vec();
    bench.does(Command::Seal { scope: QUESTION, guesses });
    for id in ["a", "b"] {
        let note = String::new();
        bench.does(Command::Mark {
            scope: QUESTION,
            id: id.into(),
            mark: Mark::Met,
            note,
            grounds: Grounds::default(),
        });
    }
    bench.does(Command::Confirm { scope: QUESTION });
    assert_eq!(pending(&bench.state), [grade(Graded::Attempt(0))], "the score waits");
    bench.interviewer(file(Graded::Attempt(0), Tests::All));
    assert_eq!(pending(&bench.state), [Effect::ComputeScore { scope: QUESTION }]);
}

#[test]
fn a_verdict_may_come_when_the_session_is_over() {
    let mut bench = Bench::coding(SessionMode::Exam);
    bench.writes("code", "SELECT 2");
    bench.does(Command::EndSession);
    assert!(pending(&bench.state).contains(&grade(Graded::Attempt(0))));
    bench.interviewer(file(Graded::Attempt(0), Tests::All));
    assert!(!pending(&bench.state).contains(&grade(Graded::Attempt(0))));
}

#[test]
fn nothing_written_is_not_graded() {
    let mut bench = Bench::coding(SessionMode::Practice);
    bench.closes();
    assert!(!pending(&bench.state).contains(&grade(Graded::Attempt(0))));
}

/// What a review hands over is run as it is, until something is changed.
#[test]
fn the_file_of_a_review_is_run_as_it_was_given() {
    let mut bench = Bench::coding(SessionMode::Practice);
    let given = "SELECT a\nFROM t\n";
    for question in &mut bench.state.questions {
        question.ask.kind = Kind::Review;
        question.ask.shown_files.insert("starter.sql".to_owned(), given.to_owned());
    }
    assert_eq!(bench.does(Command::RunCases), [Event::RunStarted { run: 0 }]);
    assert_eq!(bench.state.graded_code(0, 0, Graded::Run(0)), Some((given, "")));
    bench.interviewer(file(Graded::Run(0), Tests::Visible));
    bench.writes("code", "SELECT b\nFROM t");
    bench.does(Command::RunCases);
    assert_eq!(bench.state.graded_code(0, 0, Graded::Run(1)), Some(("SELECT b\nFROM t", "")));
    assert_eq!(bench.state.graded_code(0, 0, Graded::Run(0)), Some((given, "")));
}

#[test]
fn a_second_attempt_has_a_verdict_of_its_own() {
    let mut bench = bench();
    bench.closes();
    bench.interviewer(file(Graded::Attempt(0), Tests::All));
    bench.does(Command::Retry);
    bench.writes("code", "SELECT count(*) FROM t");
    bench.does(Command::Finish);
    assert!(pending(&bench.state).contains(&grade(Graded::Attempt(1))));
}

fn thrown(events: &[Event]) -> usize {
    events.iter().filter(|event| matches!(event, Event::CurveballThrown { .. })).count()
}

#[test]
fn the_files_are_the_same_in_every_phase_and_the_turn_comes_with_its_own() {
    let mut bench = Bench::modelling(SessionMode::Exam);
    bench.writes("code", "SELECT 2");
    bench.does(Command::OpenField { field: "notes".to_owned() });
    assert_eq!(bench.rejects(Command::Finish), Rejected::TurnAhead);
    let events = bench.does(Command::AdvancePhase);
    assert_eq!((thrown(&events), &events[0]), (1, &Event::PhaseStarted { phase: 1 }));
    let opens = |event: &Event| matches!(event, Event::FieldOpened { .. });
    assert!(!events.iter().any(opens), "one writes on where one was: {events:?}");
    let is_said =
        |at: usize| matches!(&events[at], Event::Said { text, .. } if text == "What does that do?");
    assert!(thrown(&events[1..2]) == 1 && is_said(2), "the change, then what to do: {events:?}");
    bench.writes("notes", "One row per order line.");
    bench.minutes(11);
    assert_eq!(thrown(&bench.does(Command::Tick)), 0, "it is said once");
    assert_eq!(thrown(&bench.does(Command::AdvancePhase)), 0);
    bench.does(Command::Finish);
    let (_, item) = bench.state.current().expect("there");
    let texts: Vec<&str> = item.attempts[0].fields.iter().map(|f| f.text.as_str()).collect();
    assert_eq!(texts[..2], ["SELECT 2", "One row per order line."]);
}

#[test]
fn a_phase_of_talk_has_the_notes_in_front() {
    let mut bench = Bench::modelling(SessionMode::Exam);
    bench.writes("code", "SELECT 2");
    bench.does(Command::AdvancePhase);
    let opened = |events: &[Event]| {
        events.iter().find_map(|event| match event {
            Event::FieldOpened { field } => Some(field.clone()),
            _ => None,
        })
    };
    let events = bench.does(Command::AdvancePhase);
    assert_eq!(opened(&events).as_deref(), Some("notes"), "{events:?}");
    let mut there = Bench::modelling(SessionMode::Exam);
    there.does(Command::AdvancePhase);
    there.does(Command::OpenField { field: "notes".to_owned() });
    let events = there.does(Command::AdvancePhase);
    assert_eq!(opened(&events), None, "one is there: {events:?}");
}

#[test]
fn a_turn_that_the_clock_brought_holds_nothing_back_and_nor_does_the_interviewer() {
    let mut bench = Bench::modelling(SessionMode::Practice);
    bench.writes("code", "SELECT 2");
    bench.minutes(11);
    let events = bench.does(Command::Tick);
    let at = events.iter().position(|event| matches!(event, Event::CurveballThrown { .. }));
    let is_said = |event: &Event| matches!(event, Event::Said { .. });
    assert!(events.get(at.expect("thrown") + 1).is_some_and(is_said), "with its words: {events:?}");
    let events = bench.does(Command::AdvancePhase);
    assert_eq!(thrown(&events), 0, "not again with its phase");
    assert!(!events.iter().any(is_said), "nor what to do about it: {events:?}");
    let mut early = Bench::modelling(SessionMode::Practice);
    early.writes("code", "SELECT 2");
    early.minutes(11).does(Command::Tick);
    early.does(Command::Finish);
    let mut led = Bench::modelling(SessionMode::Practice);
    led.writes("code", "SELECT 2");
    led.interviewer(Command::Finish);
}
