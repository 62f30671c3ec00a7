//! Data models: what is right in any shape, what is wrong and how that is told, and scripts that mean harm.

use std::collections::BTreeMap;

use mock::bank::task::{ModelAnswer, ModelOffer, SqlAnswer, SqlData, SqlTask};
use mock::engine::verdict::{CaseVerdict, ModelCheck, ModelState, Outcome, Tests, Verdict};
use mock::view::verdict::VerdictPart;

use super::{graders, task};

const STAGING: &str = "CREATE TABLE stg (id int PRIMARY KEY, city text, since date);";
const SEEN: &str = "INSERT INTO stg VALUES (1, 'Ulm', '2026-01-01'), (2, 'Ulm', '2026-01-02');";
const HIDDEN: &str = "INSERT INTO stg VALUES (1, NULL, '2026-01-01'), (5, 'secret-town', NULL);";
const TURN: &str = "INSERT INTO stg VALUES (7, 'ULM', '2026-01-01'), (8, 'Ulm', '2026-02-01');";

const TABLES: &str = "
CREATE TABLE item (id int PRIMARY KEY, city text NOT NULL CHECK (city <> ''), since date);
INSERT INTO item SELECT id, initcap(coalesce(city, 'unknown')), since FROM stg;
";
const VIEWS: &str = "
CREATE VIEW answer_1 AS SELECT city, count(*) AS items FROM item GROUP BY city;
CREATE VIEW answer_2 AS SELECT count(*) AS items FROM item;
CREATE VIEW answer_3 AS SELECT min(since) AS first_since FROM item;
";

fn model() -> SqlTask {
    let answer = |view: &str, columns: &[&str]| ModelAnswer {
        view: view.to_owned(),
        ask: "What is there?".to_owned(),
        columns: columns.iter().map(|&column| column.to_owned()).collect(),
    };
    let offer = |name: &str, values: &str, refused, visible| ModelOffer {
        name: name.to_owned(),
        insert: format!("INSERT INTO item (id, city, since) VALUES ({values})"),
        refused,
        visible,
        why: "So it was agreed.".to_owned(),
    };
    let data = |name: &str, visible, turn| SqlData {
        name: name.to_owned(),
        visible,
        rows: format!("{name}.sql"),
        turn,
        covers: vec![],
    };
    let mut task = task(&format!("{TABLES}{VIEWS}"), &["none"]);
    let spec = &mut task.spec;
    spec.answer = SqlAnswer::Script;
    spec.time_ms = Some(1_000);
    spec.tables = "staging.sql".to_owned();
    spec.data =
        vec![data("seen", true, false), data("hidden", false, false), data("turn", false, true)];
    spec.answers = vec![
        answer("answer_1", &["city", "items"]),
        answer("answer_2", &["items"]),
        answer("answer_3", &["first_since"]),
    ];
    spec.offers = vec![
        offer("sound", "9, 'Bonn', NULL", false, true),
        offer("twice", "1, 'Bonn', NULL", true, true),
        offer("nowhere", "10, '', NULL", true, false),
        offer("no-date", "11, 'Bonn', 'soon'", true, false),
    ];
    let files =
        [("staging.sql", STAGING), ("seen.sql", SEEN), ("hidden.sql", HIDDEN), ("turn.sql", TURN)];
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
    SqlTask { files: BTreeMap::from(files), ..task }
}

fn case<'v>(verdict: &'v Verdict, name: &str, data: &str) -> &'v CaseVerdict {
    let is_it = |case: &&CaseVerdict| {
        case.name == name && case.model.as_ref().is_some_and(|model| model.data == data)
    };
    verdict.cases.iter().find(is_it).unwrap_or_else(|| panic!("no {name} on {data}: {verdict:#?}"))
}

fn state(verdict: &Verdict, name: &str, data: &str) -> ModelState {
    case(verdict, name, data).model.as_ref().expect("of a model").state
}

#[test]
fn a_model_is_right_in_any_shape() {
    let others = "
        CREATE TABLE town (town_key int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, city text UNIQUE);
        CREATE TABLE item (
            item_key bigint GENERATED ALWAYS AS IDENTITY, id int NOT NULL, city text NOT NULL,
            since date, UNIQUE (id) DEFERRABLE INITIALLY DEFERRED, CHECK (length(city) > 0));
        INSERT INTO item (id, city, since)
            SELECT id, coalesce(initcap(city), 'Unknown'), since FROM stg;
        DROP TABLE stg;
        CREATE MATERIALIZED VIEW answer_2 AS SELECT count(id) AS items FROM item;
        CREATE VIEW answer_1 AS SELECT count(*) AS items, city FROM item GROUP BY 2;
        CREATE VIEW answer_3 AS SELECT since AS first_since FROM item ORDER BY since LIMIT 1;";
    for grader in graders() {
        for code in [&format!("{TABLES}{VIEWS}"), others] {
            let verdict = grader.grade(&model(), code, "", Tests::All);
            assert_eq!(verdict.outcome, Outcome::Accepted, "{code}: {verdict:#?}");
            assert_eq!(verdict.cases.len(), 3 * 3 + 4);
            assert_eq!(verdict.correctness(), Some(4));
            let turned = verdict.turned().expect("it turned");
            assert_eq!((turned.held, turned.of), (3, 3));
        }
        let run = grader.grade(&model(), others, "", Tests::Visible);
        assert_eq!(run.cases.len(), 3 + 2, "hidden rows and the turn wait: {run:#?}");
    }
}

#[test]
fn what_is_wrong_is_told_view_by_view_and_row_by_row() {
    let tables = "CREATE TABLE item (id int, city text NOT NULL, since text);
        INSERT INTO item SELECT id, coalesce(city, 'Unknown'), since FROM stg;";
    let views = "CREATE VIEW answer_1 AS SELECT city, count(*) AS items FROM item GROUP BY city;
        CREATE TABLE answer_2 AS SELECT count(*) AS items FROM item;
        CREATE VIEW answer_3 AS SELECT min(since) AS first_since FROM stg;";
    for grader in graders() {
        let verdict = grader.grade(&model(), &format!("{tables}{views}"), "", Tests::All);
        assert_eq!(state(&verdict, "answer_1", "seen"), ModelState::Right);
        assert_eq!(state(&verdict, "answer_1", "turn"), ModelState::Wrong);
        assert!(case(&verdict, "answer_1", "turn").diff.is_some());
        assert!(
            case(&verdict, "answer_2", "seen").message.contains("it is a table; write CREATE VIEW")
        );
        let staged = case(&verdict, "answer_3", "seen");
        assert_eq!(staged.outcome, Outcome::WrongAnswer, "{staged:#?}");
        assert_eq!(state(&verdict, "twice", "seen"), ModelState::Wrong);
        assert!(
            case(&verdict, "twice", "seen").message.contains("it was taken: So it was agreed.")
        );
        assert_eq!(state(&verdict, "sound", "seen"), ModelState::Right);
        assert_eq!(verdict.correctness(), Some(1));
        // Of hidden data nothing reaches the candidate before it may.
        let shown = serde_json::to_string(&VerdictPart::new(&verdict)).expect("JSON");
        assert!(!shown.contains("secret") && !shown.contains("hidden.sql"), "{shown}");

        let bare = grader.grade(&model(), "CREATE TABLE other (id int)", "", Tests::All);
        assert_eq!(state(&bare, "answer_1", "seen"), ModelState::Missing);
        assert_eq!(
            state(&bare, "twice", "seen"),
            ModelState::Missing,
            "a missing table refuses nothing"
        );
        assert!(case(&bare, "twice", "seen").message.starts_with("it could not be tried"));

        let staging = VIEWS.replace("item", "stg").replace("AS stgs", "AS items");
        let lazy = grader.grade(&model(), &format!("{TABLES}{staging}"), "", Tests::All);
        let seen = case(&lazy, "answer_1", "seen");
        assert!(seen.message.contains("after the staging tables were emptied"), "{seen:#?}");

        let held = TABLES.replace("id int PRIMARY KEY", "id int PRIMARY KEY REFERENCES stg");
        let held = grader.grade(&model(), &format!("{held}{VIEWS}"), "", Tests::All);
        assert!(held.message.contains("could not be emptied"), "{held:#?}");
        assert_eq!(held.correctness(), Some(1));
    }
}

#[test]
fn rows_of_one_s_own_are_tried_on_a_model_too() {
    let whole = format!("{TABLES}{VIEWS}");
    let blind = whole.replace("initcap(coalesce(city, 'unknown'))", "coalesce(city, 'Unknown')");
    let own = "INSERT INTO stg VALUES (20, 'ulm', NULL)";
    for grader in graders() {
        let right = grader.grade(&model(), &whole, own, Tests::Visible);
        assert_eq!(right.outcome, Outcome::Accepted, "{right:#?}");
        assert_eq!(right.cases.iter().filter(|case| case.own).count(), 1);
        let wrong = grader.grade(&model(), &blind, own, Tests::Visible);
        let own = wrong.cases.iter().find(|case| case.own).expect("an own case");
        assert_eq!(own.outcome, Outcome::WrongAnswer);
        assert!(own.message.starts_with("answer_1: "), "{own:#?}");
    }
}

/// Each ends in a verdict that says why, within its limits, and the next answer is judged as ever.
#[test]
fn a_script_that_means_harm_ends_in_a_verdict_and_nothing_else() {
    let with = |more: &str| format!("{TABLES}{VIEWS}{more}");
    let view = |select: &str| {
        format!("{TABLES}{VIEWS}DROP VIEW answer_2; CREATE VIEW answer_2 AS {select};")
    };
    let scripts = [
        (with("DROP TABLE stg;"), Outcome::Accepted),
        (with("ALTER TABLE stg RENAME TO hoard;"), Outcome::Accepted),
        (with("SET ROLE postgres;"), Outcome::Invalid),
        (with("RESET ROLE;"), Outcome::Invalid),
        (with("COPY stg TO PROGRAM 'id';"), Outcome::Invalid),
        (with("COPY stg FROM '/etc/passwd';"), Outcome::Invalid),
        (with("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';"), Outcome::Invalid),
        (with("CREATE RULE r AS ON INSERT TO item DO INSTEAD NOTHING;"), Outcome::Invalid),
        (with("SELECT pg_read_file('/etc/passwd');"), Outcome::Invalid),
        (with("DROP SCHEMA mock_data CASCADE;"), Outcome::Invalid),
        (with("SELECT set_config('role', 'postgres', false);"), Outcome::Invalid),
        (
            with(
                "WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r;",
            ),
            Outcome::TimeLimit,
        ),
        (view("SELECT (random() * 1e6)::bigint AS items"), Outcome::WrongAnswer),
        (
            view("SELECT count(*) AS items FROM generate_series(1, 100000000000)"),
            Outcome::TimeLimit,
        ),
        (view("SELECT length(pg_read_file('/etc/passwd')) AS items"), Outcome::RuntimeError),
        // What is hidden is in an error's words, and those are not told.
        (with("SELECT city::int FROM stg WHERE city LIKE 'secret%';"), Outcome::RuntimeError),
        (with("BEGIN; DELETE FROM item;"), Outcome::Accepted),
    ];
    for grader in graders() {
        for (code, expected) in &scripts {
            let verdict = grader.grade(&model(), code, "", Tests::All);
            assert_eq!(verdict.outcome, *expected, "{code}: {verdict:#?}");
            let is_said = verdict.cases.iter().any(|case| !case.message.is_empty());
            assert!(is_said || !verdict.message.is_empty() || *expected == Outcome::Accepted);
            let shown = serde_json::to_string(&VerdictPart::new(&verdict)).expect("JSON");
            assert!(!shown.contains("secret") && !shown.contains("root:"), "{shown}");
        }
        let after = grader.grade(&model(), &with(""), "", Tests::All);
        assert_eq!(after.outcome, Outcome::Accepted, "{after:#?}");
    }
}

/// A pack may say anything: a view's name and a row's INSERT do nothing else than they say.
#[test]
fn a_question_s_own_names_and_rows_are_not_trusted() {
    for grader in graders() {
        let mut named = model();
        named.spec.answers[0].view = "answer_1; RESET ROLE".to_owned();
        let verdict = grader.grade(&named, &format!("{TABLES}{VIEWS}"), "", Tests::All);
        assert_eq!(verdict.outcome, Outcome::NotGraded, "{verdict:#?}");
        let mut offered = model();
        offered.spec.offers[0].insert = "RESET ROLE; DROP TABLE item".to_owned();
        let verdict = grader.grade(&offered, &format!("{TABLES}{VIEWS}"), "", Tests::All);
        assert_eq!(verdict.outcome, Outcome::NotGraded, "{verdict:#?}");
        assert!(verdict.message.contains("the row `sound`"), "{}", verdict.message);
    }
}

#[test]
fn the_turn_counts_apart_from_the_rest() {
    let blind = format!("{TABLES}{VIEWS}")
        .replace("initcap(coalesce(city, 'unknown'))", "coalesce(city, 'Unknown')");
    for grader in graders() {
        let mut hidden = model();
        hidden
            .files
            .insert("hidden.sql".to_owned(), "INSERT INTO stg VALUES (1, NULL, NULL);".to_owned());
        let verdict = grader.grade(&hidden, &blind, "", Tests::All);
        assert_eq!(verdict.correctness(), Some(4), "{verdict:#?}");
        let turned = verdict.turned().expect("it turned");
        assert_eq!((turned.held, turned.of), (2, 3));
        let is_answer = |case: &&CaseVerdict| {
            case.model.as_ref().is_some_and(|model| model.what == ModelCheck::Answer && model.turn)
        };
        assert_eq!(verdict.cases.iter().filter(is_answer).count(), 3);
    }
}
