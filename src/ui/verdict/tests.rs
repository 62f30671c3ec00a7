//! Verdicts as they are read.

use super::*;
use crate::bank::task::Language;
use crate::ui::out::Look;
use crate::ui::testing::Paper;

pub fn case(name: &str, visible: bool, outcome: Outcome) -> CaseVerdict {
    CaseVerdict {
        name: name.to_owned(),
        visible,
        own: false,
        classes: Vec::new(),
        outcome,
        took_us: 1432,
        memory_kib: Some(9216),
        message: String::new(),
        printed: String::new(),
        diff: None,
    }
}

fn sql() -> Verdict {
    let cells = |cells: [Option<&str>; 2]| cells.map(|cell| cell.map(str::to_owned)).to_vec();
    let row = |side, values, differing: &[usize]| DiffRow {
        side,
        cells: cells(values),
        differing: differing.to_vec(),
    };
    let table = TableDiff {
        columns: vec!["customer_id".to_owned(), "customer_name".to_owned()],
        rows: vec![
            row(Side::Missing, [Some("2"), Some("Bo")], &[]),
            row(Side::Extra, [Some("2"), Some("Boris\u{1b}[2J the very long-named one")], &[1]),
            row(Side::Extra, [Some("4"), None], &[]),
        ],
        more: 3,
    };
    let failed = CaseVerdict {
        message: "missing 1 row, extra 2 rows".to_owned(),
        diff: Some(Diff::Table(table)),
        ..case("edges", true, Outcome::WrongAnswer)
    };
    let ties = CaseVerdict {
        classes: vec!["tie".to_owned(), "duplicate".to_owned()],
        message: "missing (7, 'secret')".to_owned(),
        ..case("crowded", false, Outcome::WrongAnswer)
    };
    Verdict {
        outcome: Outcome::WrongAnswer,
        engine: "PostgreSQL 17.5, embedded".to_owned(),
        cases: vec![
            case("sample", true, Outcome::Accepted),
            failed,
            ties,
            case("empty", false, Outcome::Accepted),
        ],
        took_ms: 24,
        ..Verdict::not_graded(Tests::All, Language::Sql, String::new())
    }
}

fn python() -> Verdict {
    let value = ValueDiff {
        call: "top([3, 1], 2)".to_owned(),
        expected: "[3, 1]".to_owned(),
        got: "[1, 3]".to_owned(),
        at: "[0]".to_owned(),
    };
    let failed = CaseVerdict {
        message: "the first element differs".to_owned(),
        diff: Some(Diff::Value(value)),
        printed: "debug 1\n\tdebug 2\n".to_owned(),
        ..case("small", true, Outcome::WrongAnswer)
    };
    let raised = CaseVerdict {
        own: true,
        message: "IndexError: list index out of range, line 3".to_owned(),
        ..case("[[], 2]", false, Outcome::RuntimeError)
    };
    let scaling = ScalingVerdict {
        outcome: Outcome::WrongAnswer,
        points: vec![(1000, 3000), (2000, 11_900), (4000, 48_100)],
        slope: 2004,
        max_slope: 1300,
        message: String::new(),
    };
    Verdict {
        outcome: Outcome::WrongAnswer,
        engine: "Python 3.11.7".to_owned(),
        sandbox: "L0 L1".to_owned(),
        cases: vec![failed, raised],
        scaling: Some(scaling),
        took_ms: 42,
        ..Verdict::not_graded(Tests::Visible, Language::Python, String::new())
    }
}

fn shown(verdict: &Verdict, look: Look) -> String {
    let paper = Paper::default();
    put(&mut Out::new(Box::new(paper.clone()), look), verdict).expect("paper takes everything");
    paper.text()
}

#[test]
fn rows_and_values_that_differ() {
    insta::assert_snapshot!("sql", shown(&sql(), Look::PIPE));
    insta::assert_snapshot!("python", shown(&python(), Look::PIPE));
    insta::assert_snapshot!("sql_40", shown(&sql(), Look::PIPE.sized(40, 24)));
}

#[test]
fn nothing_of_a_hidden_case_is_shown_and_no_escape() {
    let text = shown(&sql(), Look::PIPE);
    assert!(!text.contains("secret") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn a_screen_of_ascii_gets_ascii_marks() {
    let look = Look { plain_letters: true, ..Look::PIPE };
    let text = shown(&sql(), look);
    assert!(text.contains("x fail  edges") && text.contains("    - 2"), "{text}");
}

#[test]
fn what_was_not_graded_says_why() {
    let message = "python3 is not found; install Python 3".to_owned();
    let verdict = Verdict::not_graded(Tests::Visible, Language::Python, message);
    assert_eq!(
        shown(&verdict, Look::PIPE),
        "not graded\n  python3 is not found; install Python 3\n"
    );
}

#[test]
fn durations_in_their_unit() {
    for (us, text) in [(830, "830 µs"), (1432, "1.4 ms"), (42_900, "42 ms"), (2_340_000, "2.3 s")]
    {
        assert_eq!(duration(us), text);
    }
}
