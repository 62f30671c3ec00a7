//! A review and a data model, whose answers are run and which go on through phases.

use std::collections::BTreeMap;

use super::{Wanted, at, drawn, item, kafka, round, testing};
use crate::bank::question::{Ask, Curveball, Judge, Kind, Mode};
use crate::bank::review::{Lines, Oddity, Planted, Review};
use crate::bank::task::{Language, ModelAnswer, ModelOffer, SqlAnswer, SqlData, Task};
use crate::engine::Event;
use crate::format::plan::{ItemWhat, RoundPlan, Slot};

fn of_phases(
    title: &str,
    kind: Kind,
    phases: &[(&str, u64)],
    curveball: Option<usize>,
) -> RoundPlan {
    let what = ItemWhat::Question {
        question: 0,
        mode: Mode::Sql,
        cause: None,
        curveball,
        language: Some(Language::Sql),
    };
    let minutes = phases.iter().map(|(_, minutes)| minutes).sum();
    RoundPlan { items: vec![at(0, phases.len() - 1, minutes, what)], ..round(title, kind, phases) }
}

fn files(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn question(kind: Kind, title: &str, prompt: &str) -> (Ask, Judge) {
    let (mut ask, mut judge) = kafka();
    ask.kind = kind;
    ask.mode = Mode::Sql;
    ask.title = title.to_owned();
    ask.prompt = prompt.to_owned();
    judge.curveballs.clear();
    judge.followups.clear();
    judge.red_flags.clear();
    judge.mistakes.clear();
    (ask, judge)
}

const REVIEWED: &str = "\
-- Revenue by country, June. 'cancelled' doesn't count; a missing status does.
SELECT c.country, sum(o.cents) AS cents
FROM orders o
JOIN customers c USING (customer_id)
WHERE o.ordered_on BETWEEN '2026-06-01' AND '2026-06-29'
  AND o.status IS DISTINCT FROM 'cancelled'
GROUP BY c.country;
";

/// A query to be reviewed, with two faults and an oddity; the hidden cases are called as they are.
pub fn review(wanted: Wanted) -> Vec<Event> {
    let (mut ask, mut judge) = question(
        Kind::Review,
        "Revenue by country",
        "An assistant wrote June's report, and it goes out tonight. Name what's wrong, then fix it.",
    );
    ask.id = "rv-revenue".to_owned();
    let tables = "CREATE TABLE orders (customer_id int, cents int, ordered_on date, status text);";
    ask.shown_files = files(&[("schema.sql", tables), ("starter.sql", REVIEWED)]);
    let lines = |text: &str| text.parse::<Lines>().expect("lines");
    let fault = |id: &str, at: &str, text: &str| Planted {
        id: id.to_owned(),
        lines: lines(at),
        text: text.to_owned(),
        weight: 2,
        must: false,
        case: Some(id.to_owned()),
    };
    judge.review = Some(Review {
        file: "starter.sql".to_owned(),
        faults: vec![
            fault("guests", "4", "Orders of guests are lost (canary-i)"),
            fault("last-day", "5", "The 30th of June is missing (canary-j)"),
        ],
        sound: vec![Oddity {
            id: "no-status".to_owned(),
            lines: lines("6"),
            text: "A missing status counts (canary-k)".to_owned(),
            case: Some("no-status".to_owned()),
        }],
    });
    judge.rubric = vec![
        item("guests", "Who buys as a guest isn't in the report", "explained", 3, true),
        item("last-day", "A day's revenue is missing", "explained", 2, false),
    ];
    judge.model = "A left join, and a half-open month (canary-e).".to_owned();
    let cases = [("seen", true), ("guests", false), ("last-day", false), ("no-status", false)];
    judge.task = Some(task(&cases, |_| {}));
    let round = of_phases("Review", Kind::Review, &[("read", 13), ("fix", 17)], None);
    drawn(wanted, vec![Slot::Round(round)], vec![(ask, judge)])
}

/// A model of orders with two views, two rows and a turn.
pub fn modelling(wanted: Wanted) -> Vec<Event> {
    let (mut ask, mut judge) = question(
        Kind::DataModelling,
        "A warehouse for wine shops",
        "Tills land in stg_line. Write a script that makes your tables, loads them and creates the views.",
    );
    ask.id = "dm-wine".to_owned();
    let tables = "CREATE TABLE stg_line (order_no int, cents int);";
    ask.shown_files = files(&[
        ("schema.sql", tables),
        ("seen.sql", "INSERT INTO stg_line VALUES (1, 500), (1, 500);"),
        ("starter.sql", "-- Your tables, their load, and the views.\n"),
    ]);
    judge.curveballs = vec![Curveball {
        id: "moves".to_owned(),
        after: 20,
        say: "Customers move now.".to_owned(),
        phrasings: Vec::new(),
        model: Some("A row a version.".to_owned()),
    }];
    judge.rubric = vec![item("grain", "Says the grain in a sentence", "requirements", 3, true)];
    judge.model = "One row a line of an order (canary-e).".to_owned();
    let view = |view: &str, ask: &str| ModelAnswer {
        view: view.to_owned(),
        ask: ask.to_owned(),
        columns: vec!["cents".to_owned()],
    };
    let offer = |name: &str, refused| ModelOffer {
        name: name.to_owned(),
        insert: "INSERT INTO order_line VALUES (1, 500)".to_owned(),
        refused,
        visible: refused,
        why: "the line is there already".to_owned(),
    };
    let cases = [("seen", true), ("ties", false), ("moved", false)];
    judge.task = Some(task(&cases, |spec| {
        spec.answer = SqlAnswer::Script;
        spec.answers = vec![view("answer_1", "Revenue"), view("answer_2", "Orders")];
        spec.offers = vec![offer("line-twice", true), offer("tasting", false)];
        spec.data[2].turn = true;
    }));
    let phases = [("grain and keys", 10), ("model and load", 20), ("the turn", 15)];
    let mut round = of_phases("Data modelling", Kind::DataModelling, &phases, Some(0));
    round.phases[2].turn = true;
    drawn(wanted, vec![Slot::Round(round)], vec![(ask, judge)])
}

fn task(cases: &[(&str, bool)], change: impl FnOnce(&mut crate::bank::task::SqlSpec)) -> Task {
    let mut task = testing::task();
    if let Task::Sql(task) = &mut task {
        task.spec.data = cases
            .iter()
            .map(|(name, visible)| SqlData {
                name: (*name).to_owned(),
                visible: *visible,
                rows: "seen.sql".to_owned(),
                turn: false,
                covers: Vec::new(),
            })
            .collect();
        change(&mut task.spec);
    }
    task
}
