//! Code and SQL that was run: verdicts, runs and diffs.

use super::report;
use crate::bank::question::{Kind, Mode};
use crate::bank::review::{Oddity, Planted, Review};
use crate::bank::task::Language;
use crate::engine::event::Event;
use crate::engine::verdict::{
    CaseVerdict, Diff, DiffRow, Graded, ModelCase, ModelCheck, ModelState, Outcome, PlanVerdict,
    Reached, ScalingVerdict, Side, TableDiff, Tests, ValueDiff, Verdict,
};
use crate::format::plan::{ItemWhat, Slot};
use crate::testing::plans::{self, PRACTICE};
use crate::testing::played::{Played, insert, play};
use crate::view::report::MomentKind;

/// A phone screen whose one question is answered in this language.
fn coded(wanted: Language, answer: &str) -> Played {
    coded_with(wanted, answer, "Messages are ordered inside one partition.")
}

fn coded_with(wanted: Language, answer: &str, notes: &str) -> Played {
    let mut drawn = plans::phone_screen(PRACTICE);
    for event in &mut drawn {
        match event {
            Event::PlanDrawn { plan } => {
                for slot in &mut plan.slots {
                    let Slot::Round(round) = slot else { continue };
                    for item in &mut round.items {
                        if let ItemWhat::Question { language, mode, .. } = &mut item.what {
                            *language = Some(wanted);
                            *mode = Mode::Sql;
                        }
                    }
                }
            }
            Event::QuestionDrawn { ask, .. } => ask.mode = Mode::Sql,
            _ => {}
        }
    }
    let answers = format!(
        "schema = 1\n[default]\nmarks = \"met\"\n[default.fields]\ncode = \"{answer}\"\n\
         notes = \"{notes}\"\ncases = \"[] -> []\"\n"
    );
    play(drawn, &answers)
}

fn case(name: &str, outcome: Outcome) -> CaseVerdict {
    CaseVerdict {
        name: name.to_owned(),
        visible: true,
        own: false,
        classes: Vec::new(),
        outcome,
        took_us: 1_250,
        memory_kib: Some(9_000),
        message: String::new(),
        printed: String::new(),
        diff: None,
        returned: None,
        expected: None,
        model: None,
    }
}

fn verdict(tests: Tests, language: Language, cases: Vec<CaseVerdict>) -> Verdict {
    let failed = cases.iter().find(|case| !case.passed());
    Verdict {
        outcome: failed.map_or(Outcome::Accepted, |case| case.outcome),
        cases,
        engine: "PostgreSQL 17.5, embedded".to_owned(),
        sandbox: "L0 L1".to_owned(),
        took_ms: 120,
        ..Verdict::not_graded(tests, language, String::new())
    }
}

/// Puts two runs before the hand-in and a verdict after it.
fn run(mut played: Played, first: Verdict, second: Verdict, last: Verdict) -> Played {
    let reached = |of, verdict| {
        Event::VerdictReached(Reached { slot: 0, item: 1, of, verdict: Box::new(verdict) })
    };
    let is_typed =
        |event: &Event| matches!(event, Event::AnswerSpliced { field, .. } if field == "cases");
    let runs = vec![
        Event::RunStarted { run: 0 },
        reached(Graded::Run(0), first),
        Event::RunStarted { run: 1 },
        reached(Graded::Run(1), second),
    ];
    insert(&mut played, is_typed, runs);
    let is_filed = |event: &Event| matches!(event, Event::EvidenceFiled { item: 1, part: 0, .. });
    super::without(&mut played, |event| {
        matches!(event, Event::VerdictReached(Reached { of: Graded::Attempt(_), .. }))
    });
    insert(&mut played, is_filed, vec![reached(Graded::Attempt(0), last)]);
    played
}

pub(super) fn sql() -> Played {
    let row = |side, city: Option<&str>| DiffRow {
        side,
        cells: vec![Some("7".to_owned()), city.map(str::to_owned)],
        differing: vec![1],
    };
    let table = TableDiff {
        columns: vec!["id".to_owned(), "city".to_owned()],
        rows: vec![row(Side::Missing, None), row(Side::Extra, Some("Ulm"))],
        more: 3,
    };
    let wrong = CaseVerdict {
        diff: Some(Diff::Table(table.clone())),
        message: "2 rows differ".to_owned(),
        ..case("sample", Outcome::WrongAnswer)
    };
    let hidden = CaseVerdict {
        visible: false,
        classes: vec!["null".to_owned(), "tie".to_owned()],
        message: "secret-message".to_owned(),
        printed: "secret-print".to_owned(),
        diff: Some(Diff::Table(table)),
        ..case("secret-name", Outcome::WrongAnswer)
    };
    let plan = PlanVerdict {
        outcome: Outcome::WrongAnswer,
        nodes: vec!["Seq Scan on orders".to_owned()],
        rows_read: 100_000,
        buffers: 640,
        unmet: vec!["Index Scan".to_owned()],
    };
    let all = verdict(Tests::All, Language::Sql, vec![case("sample", Outcome::Accepted), hidden]);
    let all = Verdict { plan: Some(plan), ..all };
    let visible = |case| verdict(Tests::Visible, Language::Sql, vec![case]);
    let played = coded(Language::Sql, "SELECT id, city FROM t");
    run(played, visible(wrong), visible(case("sample", Outcome::Accepted)), all)
}

/// A data model: one view right, one wrong on hidden data, one missing after the turn.
pub(super) fn model() -> Played {
    let of = |name: &str, visible, what, state, turn| {
        let outcome = match state {
            ModelState::Right => Outcome::Accepted,
            _ => Outcome::WrongAnswer,
        };
        let model = Some(ModelCase { what, state, data: "secret-data".to_owned(), turn });
        let message = if outcome == Outcome::Accepted { "" } else { "secret-message" };
        let (classes, message) = (vec!["null".to_owned()], message.to_owned());
        CaseVerdict { visible, classes, message, model, ..case(name, outcome) }
    };
    let (answer, refused) = (ModelCheck::Answer, ModelCheck::Refused);
    let cases = vec![
        of("answer_1", true, answer, ModelState::Right, false),
        of("answer_2", true, answer, ModelState::Right, false),
        of("answer_1", false, answer, ModelState::Right, false),
        of("answer_2", false, answer, ModelState::Wrong, false),
        of("line-twice", true, refused, ModelState::Wrong, false),
        of("cash", false, ModelCheck::Taken, ModelState::Right, false),
        of("answer_1", false, answer, ModelState::Right, true),
        of("answer_2", false, answer, ModelState::Missing, true),
    ];
    let seen = vec![cases[0].clone(), cases[1].clone()];
    let visible = || verdict(Tests::Visible, Language::Sql, seen.clone());
    let played = coded(Language::Sql, "CREATE VIEW answer_1 AS SELECT 1");
    run(played, visible(), visible(), verdict(Tests::All, Language::Sql, cases))
}

/// A review: one fault found, one let through, one oddity broken and one left alone.
pub(super) fn review() -> Played {
    let fault = |id: &str, lines: &str| Planted {
        id: id.to_owned(),
        lines: lines.parse().expect("lines"),
        text: format!("{id} is lost"),
        weight: 2,
        must: false,
        case: Some(id.to_owned()),
    };
    let odd = |id: &str, lines: &str| Oddity {
        id: id.to_owned(),
        lines: lines.parse().expect("lines"),
        text: format!("{id} is agreed"),
        case: Some(id.to_owned()),
    };
    let notes = "1: the first row is lost here\\n4: nothing was planted in this place";
    let mut played = coded_with(Language::Sql, "SELECT 2", notes);
    let review = Review {
        file: "starter.sql".to_owned(),
        faults: vec![fault("first", "1"), fault("second", "2")],
        sound: vec![odd("third", "3"), odd("fifth", "5")],
    };
    for stamped in &mut played.events {
        match &mut stamped.event {
            Event::QuestionDrawn { ask, .. } => {
                ask.kind = Kind::Review;
                let lines = "SELECT a\nFROM t\nWHERE a = a\nAND true\nLIMIT 1\n";
                ask.shown_files.insert("starter.sql".to_owned(), lines.to_owned());
            }
            Event::JudgeDisclosed { judge, .. } => judge.review = Some(review.clone()),
            _ => {}
        }
    }
    let hidden = |name: &str, outcome| CaseVerdict { visible: false, ..case(name, outcome) };
    let visible =
        || verdict(Tests::Visible, Language::Sql, vec![case("sample", Outcome::Accepted)]);
    let all = vec![
        case("sample", Outcome::Accepted),
        hidden("first", Outcome::Accepted),
        hidden("second", Outcome::WrongAnswer),
        hidden("third", Outcome::WrongAnswer),
        hidden("fifth", Outcome::Accepted),
    ];
    run(played, visible(), visible(), verdict(Tests::All, Language::Sql, all))
}

#[test]
fn a_data_model_is_told_by_its_views_rows_and_turn() {
    let text = report(&model()).markdown();
    for told in [
        "1 of 2 answers, 1 of 2 rows, the turn 1 of 2",
        "wrong on hidden data (null)",
        "row line-twice",
        "missing once the turn's rows are in",
        "right, on a hidden data set too, and after the turn",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(!text.contains("secret-data"), "{text}");
}

#[test]
fn a_review_is_told_line_by_line() {
    let text = report(&review()).markdown();
    for told in [
        "1 of 2 planted faults found, 1 let through; 1 sound place was broken.",
        "let through: second is lost",
        "broken by the fix: third is agreed",
        "left alone: fifth is agreed",
        "4: nothing was planted in this place",
        "2 | FROM t",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(!text.contains("· correctness"), "a mend has no grade of its own: {text}");
}

#[test]
fn what_cost_most_counts_what_running_decides() {
    let says = |played: &Played| report(played).one.expect("put").says.to_string();
    let mut careful = review();
    for stamped in &mut careful.events {
        if let Event::VerdictReached(Reached { verdict, .. }) = &mut stamped.event {
            let third = verdict.cases.iter_mut().filter(|case| case.name == "third");
            third.for_each(|case| case.outcome = Outcome::Accepted);
        }
    }
    assert_eq!(says(&careful), "What cost most is one point: second is lost");
    let mut turned = model();
    for stamped in &mut turned.events {
        match &mut stamped.event {
            Event::QuestionDrawn { ask, .. } => ask.kind = Kind::DataModelling,
            Event::VerdictReached(Reached { verdict, .. }) => {
                let turn = |case: &CaseVerdict| case.model.as_ref().is_some_and(|it| it.turn);
                for case in verdict.cases.iter_mut().filter(|case| turn(case)) {
                    case.outcome = Outcome::WrongAnswer;
                }
            }
            _ => {}
        }
    }
    let said = says(&turned);
    assert_eq!(said, "What cost most is one point: the views still answer after the turn");
}

/// A review whose every line is named, and more, in the same words.
pub(super) fn guessed() -> Played {
    let mut played = review();
    for stamped in &mut played.events {
        if let Event::AnswerSpliced { field, insert, .. } = &mut stamped.event
            && field == "notes"
        {
            let line = |at: usize| format!("{at}: this looks wrong");
            *insert = (1..=9).map(line).collect::<Vec<_>>().join("\n");
        }
    }
    played
}

#[test]
fn whoever_names_every_line_is_told_that_it_found_nothing() {
    let report = report(&guessed());
    let text = report.markdown();
    for told in [
        "0 of 2 planted faults found, 1 fixed only, 1 let through; 1 sound place was broken.",
        "9 lines of your notes say the same, so they point at nothing.",
        "You named 7 places without a fault; more than 4 are guesses",
        "named, and it is sound: fifth is agreed",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    assert!(report.json().expect("JSON").contains("\"copied\": 9"), "{text}");
}

pub(super) fn program() -> Played {
    let value = ValueDiff {
        call: "top([3, 1], 2)".to_owned(),
        expected: "[3, 1]".to_owned(),
        got: "[1, 3]</pre><script>".to_owned(),
        at: "[0]".to_owned(),
    };
    let wrong = CaseVerdict {
        diff: Some(Diff::Value(value)),
        printed: "\u{1b}[31mdebug".to_owned(),
        ..case("order", Outcome::WrongAnswer)
    };
    let own = CaseVerdict { own: true, visible: false, ..case("mine", Outcome::RuntimeError) };
    let scaling = ScalingVerdict {
        outcome: Outcome::TimeLimit,
        points: vec![(1_000, 900), (10_000, 91_000)],
        slope: 2_004,
        max_slope: 1_300,
        message: "too slow".to_owned(),
    };
    let python = Language::Python;
    let all = verdict(Tests::All, python, vec![case("order", Outcome::Accepted), own]);
    let all = Verdict { scaling: Some(scaling), ..all };
    let broken = Verdict {
        outcome: Outcome::Invalid,
        message: "line 3: unexpected indent".to_owned(),
        ..verdict(Tests::Visible, python, Vec::new())
    };
    let played = coded(python, "def top(rows, n):\\n    return sorted(rows)[:n]\\n");
    run(played, broken, verdict(Tests::Visible, python, vec![wrong]), all)
}

#[test]
fn verdicts_and_diffs_stand_with_the_code() {
    insta::assert_snapshot!("sql.md", report(&sql()).markdown());
    let text = report(&program()).markdown();
    let growth =
        "✗ fail **growth** · slope 2.01, at most 1.30 (1000: 900 µs, 10000: 91 ms). too slow";
    for wanted in [growth, "✗ fail **own: mine** · runtime error"] {
        assert!(text.contains(wanted), "`{wanted}` is not in:\n{text}");
    }
    let html = report(&program()).html();
    assert!(!html.contains("<script") && !html.contains('\u{1b}'), "{html}");
}

#[test]
fn a_hidden_case_is_known_by_its_classes_alone() {
    let report = report(&sql());
    let json = report.json().expect("JSON");
    for text in [&json, &report.html(), &report.markdown()] {
        assert!(!text.contains("secret"), "{text}");
        assert!(text.contains("null, tie"), "{text}");
    }
}

#[test]
fn runs_stand_in_the_timeline_by_how_they_ended() {
    let kinds = |played: &Played| {
        let moments = report(played).tracks[0].moments.clone();
        let runs = [MomentKind::RunPassed, MomentKind::RunFailed];
        let kinds = moments.into_iter().map(|moment| moment.kind);
        kinds.filter(|kind| runs.contains(kind)).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&sql()), [MomentKind::RunFailed, MomentKind::RunPassed]);
    assert_eq!(kinds(&program()), [MomentKind::RunFailed, MomentKind::RunFailed]);
}

#[test]
fn a_verdict_on_hidden_cases_waits_until_it_may_be_seen() {
    let played = sql();
    for events in 0..played.events.len() {
        let state = played.state(events);
        let may = state.ended.is_some() || state.may_judge(0, 1);
        let json = serde_json::to_string(&played.until(events)).expect("JSON");
        assert!(may || !json.contains("null, tie"), "after {events} events");
    }
}
