//! The review and the modelling round, in the room.

use super::*;
use crate::bank::task::Language;
use crate::engine::verdict::{CaseVerdict, Outcome, Tests, Verdict};
use crate::score::rules::LATEST;

/// Under the rules of today, by which a person's marks may stay open.
fn open_today(events: Vec<Event>) -> Fixture {
    let screen = Screen::new((80, 24));
    let surface = screen.clone();
    let face = |_, _| RoomFace::new(Box::new(surface), setup(), DARK, Keymap::default());
    Fixture { studio: Studio::open_under(LATEST, events, face), screen }
}

fn graded(tests: Tests, cases: &[(&str, bool, bool)]) -> Verdict {
    let case = |(name, visible, passed): &(&str, bool, bool)| CaseVerdict {
        outcome: if *passed { Outcome::Accepted } else { Outcome::WrongAnswer },
        took_us: 900,
        ..CaseVerdict::new(*name, *visible, false)
    };
    let all = cases.iter().all(|(_, _, passed)| *passed);
    Verdict {
        outcome: if all { Outcome::Accepted } else { Outcome::WrongAnswer },
        engine: "PostgreSQL 17.5".to_owned(),
        cases: cases.iter().map(case).collect(),
        took_ms: 24,
        ..Verdict::not_graded(tests, Language::Sql, String::new())
    }
}

/// The file has its numbers, the notes are where lines are named, and what was planted is told only
/// after the hand-in, line by line.
#[test]
fn a_review_is_read_named_mended_and_told_line_by_line() {
    let mut stage = open_today(plans::review(plans::PRACTICE));
    stage.enter();
    insta::assert_snapshot!("review_begins", stage.every_size());
    stage
        .alt('j')
        .write("4: who buys as a guest has no customer and is lost\n6: a null status counts?");
    insta::assert_snapshot!("review_named", stage.every_size());
    stage.alt('s').alt('j').alt('j').write("\n-- mended");
    let (guests, odd) = (("guests", false, true), ("no-status", false, false));
    let cases = [("seen", true, true), guests, ("last-day", false, false), odd];
    stage.studio.grade(graded(Tests::All, &cases));
    stage.alt('s').press("y");
    while stage.text().contains("First your own guess") {
        for planted in ["canary", "no-status", "let through"] {
            assert!(!stage.text().contains(planted), "{planted} before it: {}", stage.text());
        }
        stage.key(Key::plain(KeyCode::Char('3')));
    }
    stage.enter().key(Key::plain(KeyCode::Esc));
    for _ in 0..12 {
        if stage.text().contains("Enter show the score") {
            break;
        }
        stage.press("x");
    }
    stage.enter().press("v");
    insta::assert_snapshot!("review_told", stage.every_size());
    let told = stage.at((120, 40));
    for said in [
        "1 of 2 planted faults found, 1 let through; 1 sound place was broken.",
        "line 4",
        "let through: The 30th of June is missing",
        "broken by the fix: A missing status counts",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
}

/// Its views and rows are there from the start, the turn comes half-way, and nothing is handed in
/// before it.
#[test]
fn a_model_is_not_handed_in_before_the_turn() {
    let mut stage = open_today(plans::modelling(plans::PRACTICE));
    stage.enter();
    insta::assert_snapshot!("model_begins", stage.every_size());
    stage.write("\nCREATE VIEW answer_1 AS SELECT 1;");
    assert!(stage.text().contains("S next phase"), "{}", stage.text());
    stage.alt('s').alt('s');
    assert!(stage.answer().starts_with("-- Your tables"), "nothing went in: {}", stage.answer());
    assert!(stage.at((120, 40)).contains("Customers move now."), "{}", stage.text());
    insta::assert_snapshot!("model_turned", stage.every_size());
    stage.alt('s');
    assert!(stage.text().contains("Hand in all the same?"), "{}", stage.text());
}

/// One key goes on from phase to phase, and another opens the question, before the turn and after.
#[test]
fn a_model_is_led_on_by_its_key_from_the_first_phase_to_the_hand_in() {
    let mut stage = open_today(plans::modelling(plans::PRACTICE));
    stage.enter().write("SELECT 1");
    assert!(stage.answer().starts_with("-- Your tables, their load, and the views.\nSELECT 1"));
    let (plan, _) = stage.studio.state.current().expect("a question");
    let last = plan.last_phase;
    for phase in 0..=last {
        assert_eq!(stage.studio.state.cursor.phase, phase, "{}", stage.text());
        stage.alt('q');
        assert!(stage.at((120, 40)).contains("Tills land in stg_line."), "{}", stage.text());
        stage.key(Key::plain(KeyCode::Esc)).alt('s');
    }
    let asked = "It was never run. Notes is empty. Hand in all the same?";
    assert!(stage.text().contains(asked), "{}", stage.text());
}

/// Where lines are named, their form is there; where something else is written, it isn't.
#[test]
fn the_notes_of_a_review_show_the_form_that_counts() {
    let mut stage = open_today(plans::review(plans::PRACTICE));
    stage.enter().alt('j');
    for size in [(60, 16), (80, 24), (120, 40)] {
        let told = stage.at(size);
        assert!(told.contains("12: what it does, and why that hurts"), "{told}");
        assert!(!told.contains("what it costs"), "{told}");
        assert!(told.contains("J next part"), "the way to the notes and back: {told}");
    }
    stage.alt('j');
    assert!(!stage.text().contains("why that hurts"), "{}", stage.text());
    let mut model = open_today(plans::modelling(plans::PRACTICE));
    model.enter().alt('j');
    assert!(model.text().contains("what it costs"), "{}", model.text());
}

#[test]
fn a_review_begins_at_its_first_line_and_runs_as_it_was_given() {
    let mut stage = open_today(plans::review(plans::PRACTICE));
    stage.studio.grade(graded(Tests::Visible, &[("seen", true, true)]));
    stage.enter();
    let draft_at = stage.studio.face().model.writing.draft().map(|draft| draft.cursor());
    assert_eq!(draft_at, Some(0));
    stage.alt('v');
    assert_eq!(stage.studio.state.current().map(|(_, item)| item.runs.len()), Some(1));
    assert!(!stage.text().contains("still the starter"), "{}", stage.text());
    stage.alt('j').write("1: says nothing of why").alt('s').alt('s');
    let asked = "Nothing is fixed yet. Hand in all the same?";
    assert!(stage.text().contains(asked), "{}", stage.text());
}
