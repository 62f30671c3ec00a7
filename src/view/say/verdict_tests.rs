//! Verdicts as they are read.

use super::*;
use crate::bank::task::Language;
use crate::engine::verdict::{
    CaseVerdict, Diff, DiffRow, ModelCase, ModelCheck, ModelState, PlanVerdict, ScalingVerdict,
    Side, TableDiff, TableRows, UnreadLine, ValueDiff,
};
use crate::view::page::{Page, Screen, markdown, rows};

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
        returned: None,
        expected: None,
        model: None,
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
    let table_rows = |rows: &[[Option<&str>; 2]]| TableRows {
        columns: table.columns.clone(),
        rows: rows.iter().map(|row| cells(*row)).collect(),
        more: 0,
    };
    let returned = table_rows(&[[Some("2"), Some("")], [Some("4"), None]]);
    let expected = table_rows(&[[Some("2"), Some("Bo")]]);
    let failed = CaseVerdict {
        message: "missing 1 row, extra 2 rows".to_owned(),
        diff: Some(Diff::Table(table)),
        returned: Some(returned),
        expected: Some(expected),
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

fn shown(verdict: &Verdict, screen: Screen) -> String {
    rows(&blocks(verdict), screen).iter().map(|row| format!("{}\n", row.text)).collect()
}

fn in_a_document(verdict: &Verdict) -> String {
    let blocks = record(&VerdictPart::new(verdict));
    markdown(&Page { blocks, ..Page::default() })
}

#[test]
fn rows_and_values_that_differ() {
    insta::assert_snapshot!("sql", shown(&sql(), Screen::wide(80)));
    insta::assert_snapshot!("python", shown(&python(), Screen::wide(80)));
    insta::assert_snapshot!("sql_40", shown(&sql(), Screen::wide(40)));
}

#[test]
fn a_document_says_what_a_terminal_says() {
    let quick =
        CaseVerdict { took_us: 49, memory_kib: None, ..case("quick", true, Outcome::Accepted) };
    let plan = PlanVerdict {
        outcome: Outcome::WrongAnswer,
        nodes: vec!["Sort".to_owned(), "Seq Scan on orders".to_owned()],
        rows_read: 100_000,
        buffers: 640,
        unmet: vec!["no `Index Scan` in the plan".to_owned()],
    };
    let mut sql = sql();
    sql.cases.push(quick);
    let wide = Screen::wide(200);
    for verdict in [Verdict { plan: Some(plan), ..sql }, python()] {
        let document = in_a_document(&verdict).replace(['*', '\\'], "");
        for line in shown(&verdict, wide).lines().filter(|line| !line.contains("hidden case")) {
            // A case's name is followed by a gap here, by a dot there.
            let parts = line.split("  ").map(str::trim).filter(|part| !part.is_empty());
            for part in parts {
                assert!(document.contains(part), "`{part}` of `{line}` is not in:\n{document}");
            }
        }
    }
}

#[test]
fn every_hidden_case_stands_in_a_document_by_its_classes() {
    let document = in_a_document(&sql());
    for wanted in
        ["✗ fail **hidden:** tie, duplicate (wrong answer) · 1.4 ms", "✓ pass **hidden:** empty"]
    {
        assert!(document.contains(wanted), "{document}");
    }
    assert!(!document.contains("secret") && !document.contains("crowded"), "{document}");
}

#[test]
fn nothing_of_a_hidden_case_is_shown_and_no_escape() {
    let text = shown(&sql(), Screen::wide(80));
    assert!(!text.contains("secret") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn a_screen_of_ascii_gets_ascii_marks() {
    let screen = Screen { plain_letters: true, ..Screen::wide(80) };
    let text = shown(&sql(), screen);
    assert!(text.contains("x fail  edges") && text.contains("    - 2"), "{text}");
}

#[test]
fn what_was_not_graded_says_why() {
    let message = "python3 is not found; install Python 3".to_owned();
    let verdict = Verdict::not_graded(Tests::Visible, Language::Python, message);
    assert_eq!(
        shown(&verdict, Screen::wide(80)),
        "not graded\n  python3 is not found; install Python 3\n"
    );
}

/// Where growth fails for another reason, a slope within its limit would look like a contradiction.
#[test]
fn growth_that_was_not_measured_says_its_reason_alone() {
    let told = |outcome, slope, message: &str| {
        let scaling = ScalingVerdict {
            outcome,
            points: vec![(500, 14_000)],
            slope,
            max_slope: 1700,
            message: message.to_owned(),
        };
        let verdict = Verdict { scaling: Some(scaling), cases: Vec::new(), ..sql() };
        shown(&verdict, Screen::wide(200))
    };
    let printed = "at size 4000: it printed more than 1 MiB; take out what it prints";
    let failed = told(Outcome::OutputLimit, 0, printed);
    assert!(failed.trim_end().ends_with(&format!("growth  {printed}")), "{failed}");
    let slow = told(Outcome::WrongAnswer, 2000, "");
    assert!(slow.contains("slope 2.00, at most 1.70 (500: 14 ms)"), "{slow}");
}

#[test]
fn own_lines_that_cannot_be_run_are_counted_and_say_why() {
    let line = |line: usize, text: &str| UnreadLine {
        line,
        text: text.to_owned(),
        why: "expected `]`, found the end of the line".to_owned(),
    };
    let told = |unread: Vec<UnreadLine>| {
        let verdict = Verdict { unread, ..sql() };
        let rows = rows(&case_blocks(&verdict), Screen::wide(400));
        let row = rows.into_iter().find(|row| row.text.contains("can't be run"));
        row.expect("a row").text
    };
    assert_eq!(
        told(vec![line(2, "[1 -> 2\u{1b}[2J")]),
        "1 line of your cases can't be run: line 2 `[1 -> 2[2J`, expected `]`, found the end of the \
         line"
    );
    let many = told((1..=6).map(|number| line(number, "[1 -> 2")).collect());
    assert!(many.starts_with("6 lines of your cases can't be run: line 1 "), "{many}");
    assert!(many.contains("line 4 ") && !many.contains("line 5 "), "{many}");
    assert!(many.ends_with("; and 2 more"), "{many}");
}

#[test]
fn cases_that_were_not_run_have_neither_passed_nor_failed() {
    let left_out = CaseVerdict {
        message: "4 cases before it had to be stopped".to_owned(),
        ..case("late", true, Outcome::NotGraded)
    };
    let hidden = case("later", false, Outcome::NotGraded);
    let cases = vec![
        case("first", true, Outcome::RuntimeError),
        case("second", false, Outcome::Accepted),
        left_out,
        hidden,
    ];
    let verdict = Verdict { outcome: Outcome::RuntimeError, took_ms: 0, cases, ..python() };
    let text = shown(&verdict, Screen::wide(80));
    assert!(text.starts_with("1 of 4 visible cases passed, 2 not run"), "{text}");
    assert!(text.contains("- skip  late"), "{text}");
    assert!(text.contains("not run: 4 cases before it had to be stopped"), "{text}");
    assert!(text.contains("✓ pass  1 hidden case\n"), "{text}");
    assert!(text.contains("- skip  hidden: later (not run)"), "{text}");
}

/// A model of which a row, a view on hidden data and another after the turn are wrong.
fn model() -> Verdict {
    let of = |name: &str, visible, what, is_right, turn| {
        let (state, outcome) = match is_right {
            true => (ModelState::Right, Outcome::Accepted),
            false => (ModelState::Wrong, Outcome::WrongAnswer),
        };
        let data = "duplicates".to_owned();
        let model = Some(ModelCase { what, state, data, turn });
        let classes = vec!["duplicate".to_owned(), "boundary".to_owned()];
        CaseVerdict { classes, model, ..case(name, visible, outcome) }
    };
    let answer = ModelCheck::Answer;
    Verdict {
        cases: vec![
            of("answer_1", true, answer, true, false),
            of("answer_2", true, answer, true, false),
            of("answer_3", true, answer, true, false),
            of("line-twice", true, ModelCheck::Refused, false, false),
            of("tasting", true, ModelCheck::Taken, true, false),
            of("answer_1", false, answer, true, false),
            of("answer_2", false, answer, false, false),
            of("answer_3", false, answer, true, false),
            of("answer_1", false, answer, true, true),
            of("answer_2", false, answer, true, true),
            of("answer_3", false, answer, false, true),
        ],
        ..sql()
    }
}

/// The lines of checks, in the order in which they stand.
fn signs(blocks: &[Block]) -> Vec<String> {
    let all = rows(blocks, Screen::wide(200)).into_iter().map(|row| row.text);
    all.filter(|text| text.starts_with(['✓', '✗', '-'])).collect()
}

#[test]
fn what_failed_comes_first_whatever_it_is() {
    let mut slow = python();
    slow.cases = vec![case("first", true, Outcome::Accepted)];
    let mut planned = sql();
    planned.cases = vec![case("first", true, Outcome::Accepted)];
    planned.plan = Some(PlanVerdict {
        outcome: Outcome::WrongAnswer,
        nodes: Vec::new(),
        rows_read: 100,
        buffers: 1,
        unmet: Vec::new(),
    });
    let mut row_alone = model();
    row_alone.cases.retain(|case| case.passed() || case.name == "line-twice");
    let mut turn_alone = model();
    turn_alone.cases.retain(|case| case.passed() || case.name == "answer_3");
    let mut left_out = sql();
    left_out.cases.insert(0, case("late", true, Outcome::NotGraded));
    for verdict in [sql(), python(), slow, planned, model(), row_alone, turn_alone, left_out] {
        let part = VerdictPart::new(&verdict);
        for blocks in [blocks(&verdict), page(&verdict), case_blocks(&verdict), record(&part)] {
            let signs = signs(&blocks);
            let first = signs.iter().position(|line| line.starts_with('✓'));
            let last = signs.iter().rposition(|line| line.starts_with('✗')).expect("a failure");
            assert!(first.is_none_or(|first| last < first), "{signs:#?}");
            assert!(signs[0].starts_with('✗'), "{signs:#?}");
        }
    }
}

#[test]
fn a_view_that_the_turn_breaks_says_so_and_not_what_else_the_data_hold() {
    let signs = signs(&blocks(&model()));
    assert_eq!(
        signs,
        [
            "✗ fail  answer_2         wrong on hidden data (duplicate, boundary)",
            "✗ fail  row line-twice: wrong: it must be refused",
            "✗ fail  answer_3         wrong once the turn's rows are in",
            "✓ pass  answer_1         right, on a hidden data set too, and after the turn",
            "✓ pass  answer_3         right, on a hidden data set too",
            "✓ pass  row tasting:    taken, as it must be",
            "✓ pass  answer_2         right after the turn",
        ]
    );
}

#[test]
fn a_line_of_the_answer_keeps_its_caret_below_a_case() {
    let message = "error: no column b (line 2, column 8)\n 2 |  count(b)\n   |        ^";
    let wrong = CaseVerdict { message: message.to_owned(), ..case("a", true, Outcome::Invalid) };
    let mut of_model = model();
    of_model.cases[0].message = message.to_owned();
    of_model.cases[0].outcome = Outcome::RuntimeError;
    for verdict in [Verdict { cases: vec![wrong], ..sql() }, of_model] {
        let told = shown(&verdict, Screen::wide(60));
        assert!(told.contains("       2 |  count(b)\n         |        ^\n"), "{told}");
    }
}

#[test]
fn a_headline_counts_growth() {
    let passed =
        vec![case("first", true, Outcome::Accepted), case("second", false, Outcome::Accepted)];
    let slow = ScalingVerdict {
        outcome: Outcome::TimeLimit,
        points: vec![(1000, 10), (2000, 40)],
        slope: 2000,
        max_slope: 1300,
        message: String::new(),
    };
    let with = |outcome| Verdict {
        outcome: Outcome::TimeLimit,
        tests: Tests::All,
        cases: passed.clone(),
        scaling: Some(ScalingVerdict { outcome, ..slow.clone() }),
        plan: None,
        ..python()
    };
    assert!(headline(&with(Outcome::TimeLimit)).starts_with("2 of 2 cases, growth failed"));
    assert!(headline(&with(Outcome::Accepted)).starts_with("2 of 2 cases passed"));
    assert!(headline(&with(Outcome::NotGraded)).starts_with("2 of 2 cases passed"));
}
