//! Answers that are run, in the room.

use super::*;
use crate::bank::task::Language;
use crate::engine::verdict::{
    CaseVerdict, Diff, DiffRow, ModelCase, ModelCheck, ModelState, Outcome, Side, TableDiff, Tests,
    Verdict,
};

fn case(name: &str, visible: bool, outcome: Outcome) -> CaseVerdict {
    CaseVerdict {
        name: name.to_owned(),
        visible,
        own: false,
        classes: Vec::new(),
        outcome,
        took_us: 1432,
        memory_kib: None,
        message: String::new(),
        printed: String::new(),
        diff: None,
        returned: None,
        expected: None,
        model: None,
    }
}

/// Of two data sets that are seen, one is wrong; of the hidden ones, ties are.
fn verdict() -> Verdict {
    let row = |side, cells: [&str; 2]| DiffRow {
        side,
        cells: cells.map(|cell| Some(cell.to_owned())).to_vec(),
        differing: Vec::new(),
    };
    let table = TableDiff {
        columns: vec!["customer_id".to_owned(), "customer_name".to_owned()],
        rows: vec![row(Side::Missing, ["2", "Bo"]), row(Side::Extra, ["4", "Di"])],
        more: 0,
    };
    let edges = CaseVerdict {
        message: "missing 1 row, extra 1 row".to_owned(),
        diff: Some(Diff::Table(table)),
        ..case("edges", true, Outcome::WrongAnswer)
    };
    Verdict {
        outcome: Outcome::WrongAnswer,
        engine: "PostgreSQL 17.5".to_owned(),
        cases: vec![case("sample", true, Outcome::Accepted), edges],
        took_ms: 24,
        ..Verdict::not_graded(Tests::Visible, Language::Sql, String::new())
    }
}

fn at_code() -> Fixture {
    let mut stage = open(plans::coding(plans::PRACTICE));
    stage.studio.grade(verdict());
    stage.enter();
    stage
}

#[test]
fn a_run_is_seen_below_the_code() {
    let mut stage = at_code();
    insta::assert_snapshot!("code_begins", stage.every_size());
    stage.write("\nSELECT 1").alt('v');
    stage.pass(15);
    insta::assert_snapshot!("code_run", stage.every_size());
    stage.key(Key::plain(KeyCode::F(4)));
    insta::assert_snapshot!("code_results", stage.every_size());
}

/// However much passed, the first line of the results is of what failed.
#[test]
fn a_failure_is_seen_first_below_the_code() {
    let answer = |at: usize| {
        let what = ModelCheck::Answer;
        let model = ModelCase { what, state: ModelState::Right, data: "a".to_owned(), turn: false };
        let model = Some(model);
        CaseVerdict { model, ..case(&format!("answer_{at}"), true, Outcome::Accepted) }
    };
    let mut all = verdict();
    all.cases = (1..=5).map(answer).collect();
    let row = answer(1).model.map(|model| ModelCase {
        what: ModelCheck::Refused,
        state: ModelState::Wrong,
        ..model
    });
    let message = "it was taken: Order 100 has its line 1.".to_owned();
    let row = CaseVerdict { model: row, message, ..case("twice", true, Outcome::WrongAnswer) };
    all.cases.push(row);
    let mut stage = open(plans::coding(plans::PRACTICE));
    stage.studio.grade(all);
    stage.enter().write("\nSELECT 1").alt('v');
    stage.pass(15);
    for size in [(60, 16), (80, 24), (120, 40)] {
        let shown = stage.at(size);
        let lines: Vec<&str> = shown.lines().collect();
        let head = lines.iter().position(|line| line.contains("5 of 5 answers, 0 of 1 rows"));
        let first = lines[head.expect("a headline") + 1];
        assert!(first.contains("✗ fail") && first.contains("twice"), "{shown}");
    }
}

#[test]
fn the_starter_alone_is_nothing_written() {
    let mut stage = at_code();
    assert_eq!(stage.answer(), "||");
    stage.alt('s');
    assert!(stage.text().contains("Hand in an empty answer?"), "{}", stage.text());
    stage.key(Key::plain(KeyCode::Char('n'))).alt('v');
    assert!(stage.text().contains("This is still the starter;"), "{}", stage.text());
    stage.write("1");
    assert!(stage.answer().starts_with("-- Columns: customer_id"), "{}", stage.answer());
}

#[test]
fn a_file_that_was_saved_is_what_the_room_shows() {
    let mut stage = at_code();
    stage.write("typed");
    let saved = |field: &str, text: &str| Message::FileSaved {
        field: field.to_owned(),
        text: text.to_owned(),
    };
    stage.studio.receive(saved("code", "SELECT 7\nFROM t"));
    assert!(stage.text().contains("SELECT 7") && !stage.text().contains("typed"));
    stage.pass(4);
    assert!(stage.text().contains("saved 3 s ago"), "{}", stage.text());
    // Nothing of it is sent back as if it had been typed.
    assert!(stage.studio.face().model.writing.due().is_none());
    stage.studio.receive(saved("cases", "an empty table"));
    assert!(stage.text().contains("cases was saved: 1 line."), "{}", stage.text());
    stage.alt('j').alt('j');
    assert!(stage.text().contains("[ Cases ]"), "{}", stage.text());
    stage.alt('j');
    assert!(stage.text().contains("[ Code ]"), "{}", stage.text());
    let (name, why) = ("answer.sql".to_owned(), "byte 3 isn't UTF-8".to_owned());
    stage.studio.receive(Message::FileRefused { name, why });
    assert!(stage.text().contains("answer.sql wasn't accepted: byte 3"), "{}", stage.text());
}

/// Nothing of the hidden cases is seen before a guess is sealed.
#[test]
fn the_hand_in_is_looked_at_after_the_guess() {
    let mut stage = at_code();
    stage.write("\nSELECT 1");
    let hidden =
        CaseVerdict { classes: vec!["tie".to_owned()], ..case("h", false, Outcome::WrongAnswer) };
    let mut all = verdict();
    all.cases.push(hidden);
    stage.studio.grade(all);
    stage.alt('s');
    let asked = "It was never run. Notes is empty. Hand in all the same?";
    assert!(stage.text().contains(asked), "{}", stage.text());
    stage.press("y");
    assert!(!stage.text().contains("hidden"), "{}", stage.text());
    while stage.text().contains("First your own guess") {
        assert!(!stage.text().contains("hidden"), "{}", stage.text());
        stage.key(Key::plain(KeyCode::Char('3')));
    }
    assert!(!stage.text().contains("hidden"), "not before it is sealed: {}", stage.text());
    stage.enter();
    assert!(stage.text().contains("hidden: tie"), "{}", stage.text());
    insta::assert_snapshot!("code_handed_in", stage.every_size());
    stage.key(Key::plain(KeyCode::Esc));
    assert!(stage.text().contains("anti-join"), "{}", stage.text());
}

/// A data model is told by its views, its rows and the turn.
#[test]
fn a_model_that_was_handed_in_is_told_view_by_view() {
    let of = |name: &str, visible, what, state, turn| {
        let is_right = state == ModelState::Right;
        let outcome = if is_right { Outcome::Accepted } else { Outcome::WrongAnswer };
        let model = Some(ModelCase { what, state, data: "hidden-name".to_owned(), turn });
        let message = if is_right { String::new() } else { "missing 1 row".to_owned() };
        let classes = vec!["duplicate".to_owned()];
        CaseVerdict { classes, model, message, ..case(name, visible, outcome) }
    };
    let (answer, refused) = (ModelCheck::Answer, ModelCheck::Refused);
    let mut all = verdict();
    all.tests = Tests::All;
    all.cases = vec![
        of("answer_1", true, answer, ModelState::Right, false),
        of("answer_2", true, answer, ModelState::Missing, false),
        of("answer_1", false, answer, ModelState::Wrong, false),
        of("line-twice", true, refused, ModelState::Right, false),
        of("tasting", false, ModelCheck::Taken, ModelState::Wrong, false),
        of("answer_1", false, answer, ModelState::Right, true),
    ];
    let mut stage = at_code();
    stage.write("\nSELECT 1");
    stage.studio.grade(all);
    stage.alt('s').press("y");
    while stage.text().contains("First your own guess") {
        assert!(!stage.text().contains("answer_2"), "{}", stage.text());
        stage.key(Key::plain(KeyCode::Char('3')));
    }
    stage.enter();
    assert!(stage.text().contains("wrong on hidden data (duplicate)"), "{}", stage.text());
    assert!(!stage.text().contains("hidden-name"), "{}", stage.text());
    for said in ["missing: missing 1 row", "row line-twice", "right after the turn"] {
        assert!(stage.text().contains(said), "{said}: {}", stage.text());
    }
}
