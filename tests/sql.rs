//! SQL judged by PostgreSQL: one suite for the embedded engine and for a real server.
//!
//! The embedded one always runs. A private cluster is started where `initdb` is found; where it is
//! not, the test says that it skipped.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use mock::bank::task::{Language, SqlAnswer, SqlData, SqlPlan, SqlSpec, SqlTask, Task};
use mock::engine::verdict::{CaseVerdict, Diff, Outcome, Side, Tests, Verdict};
use mock::grade::sql::{Choice, SqlGrader, find_programs};
use mock::grade::{Engine, Job};

fn grader(choice: Choice) -> SqlGrader {
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sql-cache");
    SqlGrader::with_worker(choice, &cache, PathBuf::from(env!("CARGO_BIN_EXE_mock")))
}

fn skip(what: &str) {
    let said = writeln!(std::io::stderr(), "skipped: {what}, since no initdb is found");
    said.expect("standard error takes it");
}

/// The engines that are available here.
fn graders() -> Vec<SqlGrader> {
    let mut all = Vec::new();
    if cfg!(feature = "embedded-postgres") {
        all.push(grader(Choice::Embedded));
    }
    match find_programs() {
        Some(_) => all.push(grader(Choice::Cluster)),
        None => skip("no private cluster"),
    }
    all
}

const TABLES: &str = "CREATE TABLE orders (id int PRIMARY KEY, region text, amount numeric(10,2));";
const SEEN: &str = "INSERT INTO orders VALUES (1, 'north', 10.00), (2, 'south', 20.50), \
                    (3, 'north', 5.00);";
const TIES: &str = "INSERT INTO orders VALUES (1, 'secret', 7), (2, 'secret', 7), (3, NULL, 7);";
const REFERENCE: &str =
    "SELECT region, sum(amount) AS total FROM orders GROUP BY region ORDER BY total DESC, region";

fn task(reference: &str, order: &[&str]) -> SqlTask {
    let data = |name: &str, visible, covers: &[&str]| SqlData {
        name: name.to_owned(),
        visible,
        rows: format!("data/{name}.sql"),
        covers: covers.iter().map(|&class| class.to_owned()).collect(),
    };
    let files = [
        ("data/schema.sql", TABLES),
        ("data/seen.sql", SEEN),
        ("data/ties.sql", TIES),
        ("data/empty.sql", "-- nothing"),
    ];
    SqlTask {
        spec: SqlSpec {
            tables: "data/schema.sql".into(),
            answer: SqlAnswer::Query,
            check: None,
            time_ms: None,
            order: order.iter().map(|&order| order.to_owned()).collect(),
            columns: "names".into(),
            float_tol: None,
            waive: BTreeMap::new(),
            equivalent: vec![],
            data: vec![
                data("seen", true, &[]),
                data("ties", false, &["tie", "null"]),
                data("empty", false, &["empty"]),
            ],
            plan: None,
        },
        reference: reference.to_owned(),
        files: files.map(|(name, text)| (name.to_owned(), text.to_owned())).into(),
    }
}

fn totals() -> SqlTask {
    task(REFERENCE, &["full"])
}

fn all(grader: &SqlGrader, task: &SqlTask, code: &str) -> Verdict {
    grader.grade(task, code, "", Tests::All)
}

fn outcomes(verdict: &Verdict) -> Vec<Outcome> {
    verdict.cases.iter().map(|case| case.outcome).collect()
}

fn everything(case: &CaseVerdict) -> String {
    serde_json::to_string(case).expect("serialises")
}

#[test]
fn a_right_answer_in_another_style_is_accepted() {
    for grader in graders() {
        let code = "-- mine\nWITH t AS (SELECT region, sum(amount) AS total FROM orders GROUP BY 1)\
                    \nSELECT total, region FROM t ORDER BY total DESC, region;\n-- end";
        let verdict = all(&grader, &totals(), code);
        assert_eq!(verdict.outcome, Outcome::Accepted, "{verdict:#?}");
        assert_eq!(outcomes(&verdict), [Outcome::Accepted; 3]);
        assert_eq!(verdict.correctness(), Some(4));
        assert!(verdict.engine.starts_with("PostgreSQL 1"), "{}", verdict.engine);
        let visible = grader.grade(&totals(), code, "", Tests::Visible);
        assert_eq!(outcomes(&visible), [Outcome::Accepted]);
    }
}

#[test]
fn a_wrong_answer_shows_rows_of_visible_data_alone() {
    for grader in graders() {
        let code = "SELECT region, max(amount) AS total FROM orders GROUP BY region \
                    ORDER BY total DESC, region";
        let verdict = all(&grader, &totals(), code);
        assert_eq!(verdict.outcome, Outcome::WrongAnswer);
        assert_eq!(
            outcomes(&verdict),
            [Outcome::WrongAnswer, Outcome::WrongAnswer, Outcome::Accepted]
        );
        let Some(Diff::Table(diff)) = &verdict.cases[0].diff else { panic!("no diff") };
        assert_eq!(diff.columns, ["region", "total"]);
        assert_eq!(diff.rows[0].side, Side::Missing);
        assert_eq!(diff.rows[0].cells, [Some("north".into()), Some("15.00".into())]);
        assert_eq!(diff.rows[1].cells, [Some("north".into()), Some("10.00".into())]);
        assert_eq!(diff.rows[1].differing, [1]);
        let hidden = &verdict.cases[1];
        assert_eq!((hidden.class().as_str(), &hidden.diff), ("tie, null", &None));
        assert!(!everything(hidden).contains("secret"));
    }
}

#[test]
fn order_counts_where_it_is_declared() {
    let unordered = "SELECT region, sum(amount) AS total FROM orders GROUP BY region ORDER BY 2";
    for grader in graders() {
        let verdict = all(&grader, &totals(), unordered);
        assert_eq!(verdict.cases[0].outcome, Outcome::WrongAnswer);
        assert!(verdict.cases[0].message.contains("not their order"), "{verdict:#?}");
        let free = task(REFERENCE, &["none"]);
        assert_eq!(all(&grader, &free, unordered).outcome, Outcome::Accepted);
    }
}

#[test]
fn faults_are_told_with_line_caret_and_hint() {
    for grader in graders() {
        let verdict = all(&grader, &totals(), "SELECT regin,\n  sum(amount) AS total\nFROM orders");
        assert_eq!(verdict.outcome, Outcome::Invalid);
        assert!(verdict.cases.is_empty());
        let message = &verdict.message;
        assert!(
            message.contains("column \"regin\" does not exist (line 1, column 8)"),
            "{message}"
        );
        assert!(message.contains(" 1 | SELECT regin,\n   |        ^"), "{message}");
        assert!(message.contains("HINT: Perhaps you meant"), "{message}");
        for (code, said) in [
            ("SELEC 1", "`SELEC` isn't accepted here"),
            ("SELECT FROM FROM orders", "syntax error"),
            ("SELECT 'open FROM orders", "unterminated quoted string"),
            ("SELECT * FROM nowhere", "relation \"nowhere\" does not exist"),
            ("SELECT $1::int AS a", "parameter $1"),
            ("SELECT", "missing: `region`, `total`"),
            ("", "no statement"),
        ] {
            let verdict = all(&grader, &totals(), code);
            let told = verdict.cases.first().map_or(&verdict.message, |case| &case.message);
            assert!(told.contains(said), "{code}: {verdict:#?}");
            assert_ne!(verdict.outcome, Outcome::Accepted);
        }
        let fault = all(
            &grader,
            &totals(),
            "SELECT region, 1 / (sum(amount) - 15) AS total \
                                             FROM orders GROUP BY region",
        );
        assert_eq!(fault.cases[0].outcome, Outcome::RuntimeError);
        assert_eq!(fault.cases[0].message, "division by zero");
    }
}

#[test]
fn an_answer_changes_nothing_and_leaves_its_place() {
    for grader in graders() {
        let before = all(&grader, &totals(), REFERENCE);
        assert_eq!(before.outcome, Outcome::Accepted, "{before:#?}");
        for code in [
            "DELETE FROM orders",
            "SELECT 1; DROP TABLE orders",
            "WITH gone AS (DELETE FROM orders RETURNING *) SELECT region, amount AS total FROM gone",
            "SELECT region, amount AS total INTO stolen FROM orders",
            "SELECT region, amount AS total FROM orders FOR UPDATE",
            "COPY orders TO '/tmp/mock-stolen'",
            "DO $$ BEGIN DELETE FROM orders; END $$",
            "SET ROLE postgres",
            "RESET ROLE",
            "SELECT set_config('role', 'none', false) AS region, 1 AS total",
            "SELECT pg_read_file('/etc/passwd') AS region, 1 AS total",
            "SELECT pg_ls_dir('/') AS region, 1 AS total",
            "SELECT lo_import('/etc/passwd')::text AS region, 1 AS total",
            "SELECT lo_export(1, '/tmp/mock-stolen')::text AS region, 1 AS total",
            "SELECT rolpassword AS region, 1 AS total FROM pg_authid",
            "SELECT dblink('', 'select 1')::text AS region, 1 AS total",
            "SELECT query_to_xml('delete from orders', true, false, '')::text AS region, 1 AS total",
            "SELECT nextval('s') AS total, 'x' AS region",
            "\\! id",
        ] {
            let verdict = all(&grader, &totals(), code);
            let told = verdict.cases.first().map_or(&verdict.message, |case| &case.message);
            assert!(!matches!(verdict.outcome, Outcome::Accepted | Outcome::NotGraded), "{code}");
            assert!(!told.is_empty(), "{code}");
            assert!(!everything_of(&verdict).contains("root:"), "{code}");
        }
        assert!(!Path::new("/tmp/mock-stolen").exists());
        let after = all(&grader, &totals(), REFERENCE);
        assert_eq!(outcomes(&after), outcomes(&before));
    }
}

fn everything_of(verdict: &Verdict) -> String {
    serde_json::to_string(verdict).expect("serialises")
}

#[test]
fn what_never_ends_is_ended_and_the_next_answer_is_judged() {
    let mut quick = totals();
    quick.spec.time_ms = Some(700);
    let endless = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) \
                   SELECT 'x' AS region, count(*) AS total FROM r";
    for grader in graders() {
        assert_eq!(all(&grader, &quick, REFERENCE).outcome, Outcome::Accepted);
        let verdict = all(&grader, &quick, endless);
        assert_eq!(verdict.outcome, Outcome::TimeLimit, "{verdict:#?}");
        assert_eq!(
            outcomes(&verdict),
            [Outcome::TimeLimit, Outcome::NotGraded, Outcome::NotGraded]
        );
        let case = &verdict.cases[0];
        // A machine that does much else may not give it so much processor time by then.
        let is_late = case.message.contains("3.8 s in all");
        assert!(case.message.contains("0.7 s") || is_late, "{}", case.message);
        assert!(case.message.contains("does a recursion end") || is_late, "{}", case.message);
        // Of processor time where that is known; then wall time has a limit of its own.
        let is_embedded = verdict.engine.ends_with("embedded");
        let most = if is_embedded { 4 * 700_000 + 1_000_000 } else { 700_000 };
        assert!(case.took_us < most + 250_000, "{}", case.took_us);
        assert_eq!(all(&grader, &totals(), REFERENCE).outcome, Outcome::Accepted);
    }
}

/// Sleeping takes no processor time, and is told from a loop.
#[test]
fn a_query_that_sleeps_ends_at_the_second_limit() {
    let mut quick = totals();
    quick.spec.time_ms = Some(100);
    let sleeping = "SELECT 'x' AS region, 1 AS total FROM (SELECT pg_sleep(20)) s";
    for grader in graders() {
        let verdict = all(&grader, &quick, sleeping);
        assert_eq!(verdict.outcome, Outcome::TimeLimit, "{verdict:#?}");
        let case = &verdict.cases[0];
        assert!(case.message.ends_with("it sleeps; leave out `pg_sleep`"), "{}", case.message);
        assert!(case.took_us < 1_400_000 + 250_000, "{}", case.took_us);
    }
}

#[test]
fn a_query_may_begin_with_comments_marks_and_parentheses() {
    let inner = REFERENCE;
    let by_parts = "(SELECT region, sum(amount) AS total FROM orders WHERE region < 'o' GROUP BY 1) \
                    UNION ALL (SELECT region, sum(amount) FROM orders \
                    WHERE region >= 'o' OR region IS NULL GROUP BY 1) ORDER BY total DESC, region";
    for grader in graders() {
        for code in [
            format!("-- Write one query.\n({inner});"),
            format!("/* a /* b */ ( */ ( -- (\n/* c */ ({inner}))\n;-- end"),
            format!("\u{feff}-- mine\r\n{inner}"),
            format!("-- by parts\n{by_parts}"),
            format!("\u{feff}{inner};"),
        ] {
            let verdict = all(&grader, &totals(), &code);
            assert_eq!(verdict.outcome, Outcome::Accepted, "{code}: {verdict:#?}");
        }
        let mut task = totals();
        task.files.insert("data/seen.sql".into(), format!("\u{feff}{SEEN}"));
        assert_eq!(all(&grader, &task, REFERENCE).outcome, Outcome::Accepted, "in a data set too");
        let script = "/* a */ (SELECT 1) UNION (SELECT 2);\n-- b\nCREATE INDEX ON orders (region)";
        let verdict = all(&grader, &tuning(), script);
        assert_eq!(verdict.outcome, Outcome::Accepted, "{verdict:#?}");
    }
}

#[test]
fn faults_are_told_in_the_candidate_s_words() {
    for grader in graders() {
        for (code, said) in [
            (
                "WITH x AS (INSERT INTO orders VALUES (9, 'a', 1) RETURNING region, amount) \
              SELECT region, amount AS total FROM x",
                "the answer only reads",
            ),
            ("SELECT region, amount AS total INTO t FROM orders", "the answer only reads"),
            ("SELECT region, amount AS total FROM orders FOR UPDATE", "the answer only reads"),
            (
                "SELECT region, amount AS total FROM public.orders",
                "write the table without a schema",
            ),
            (
                "SELECT region, amount AS total FROM sales.orders",
                "write the table without a schema",
            ),
            (
                "SELECT\u{a0}region, 1 AS total\nFROM orders",
                "line 1 has U+00A0 (no-break space) at column 7",
            ),
            (
                "SELECT region, 1 AS total\nFROM\u{200b} orders",
                "line 2 has U+200B (zero-width space) at column 5",
            ),
            (
                "SELECT region AS \"REGION\", 1 AS total FROM orders",
                "in case only: `REGION` for `region`",
            ),
        ] {
            let verdict = all(&grader, &totals(), code);
            let told = verdict.cases.first().map_or(&verdict.message, |case| &case.message);
            assert!(told.contains(said), "{code}: {verdict:#?}");
            assert!(!told.contains("CURSOR"), "{told}");
        }
        // The check is the question's: no place in it is shown.
        let mut task = totals();
        task.spec.answer = SqlAnswer::Script;
        task.spec.check = Some("check.sql".into());
        task.files.insert("check.sql".into(), "SELECT a FROM made".into());
        task.reference = "CREATE TABLE made AS SELECT 1 AS a".into();
        let verdict = all(&grader, &task, "CREATE TABLE other (b int)");
        let message = &verdict.cases[0].message;
        assert!(message.contains("\"made\" does not exist"), "{message}");
        assert!(!message.contains('^') && !message.contains(" 1 |"), "{message}");
    }
}

#[test]
fn numbers_in_json_are_compared_as_postgresql_does() {
    let of = |reference: &str, tolerance: Option<f64>| {
        let mut task = task(&format!("SELECT {reference} AS n"), &["none"]);
        task.spec.float_tol = tolerance.map(mock::bank::task::Real);
        task
    };
    let sum = "(SELECT jsonb_build_object('n', sum(amount)::int) FROM orders WHERE id = 1)";
    let scaled = "(SELECT jsonb_build_object('n', sum(amount)) FROM orders WHERE id = 1)";
    for grader in graders() {
        for (reference, answer, tolerance, is_right) in [
            (sum, scaled, None, true),
            (
                "'[12345678901234567890123]'::jsonb",
                "'[12345678901234567890124]'::jsonb",
                None,
                false,
            ),
            (
                "'{\"a\": [0.3]}'::jsonb",
                "jsonb_build_object('a', ARRAY[0.1::float8 + 0.2])",
                None,
                false,
            ),
            (
                "'{\"a\": [0.3]}'::jsonb",
                "jsonb_build_object('a', ARRAY[0.1::float8 + 0.2])",
                Some(1e-9),
                true,
            ),
            ("2000000", "2000001", Some(1e-6), false),
            ("9007199254740993::int8", "9007199254740992::float8", None, false),
        ] {
            let verdict = all(&grader, &of(reference, tolerance), &format!("SELECT {answer} AS n"));
            let wanted = if is_right { Outcome::Accepted } else { Outcome::WrongAnswer };
            assert_eq!(verdict.outcome, wanted, "{reference} {answer}: {verdict:#?}");
        }
    }
}

#[test]
fn an_order_by_a_column_that_is_not_there_judges_nobody() {
    for grader in graders() {
        let verdict = all(&grader, &task(REFERENCE, &["totl desc"]), REFERENCE);
        assert_eq!(verdict.outcome, Outcome::NotGraded);
        assert!(verdict.message.contains("`order` names `totl desc`"), "{}", verdict.message);
        let named = "SELECT region AS \"The Region\", sum(amount) AS \"Total\" FROM orders \
                     GROUP BY region ORDER BY 2 DESC";
        let task = task(named, &["total desc"]);
        assert_eq!(all(&grader, &task, named).outcome, Outcome::Accepted);
        let other = named.replace(" DESC", "");
        assert_eq!(all(&grader, &task, &other).outcome, Outcome::WrongAnswer);
    }
}

/// In practice it is said, in an exam it fails.
#[test]
fn an_order_that_came_by_chance_is_no_order() {
    let by_chance = "SELECT region, total FROM (SELECT region, sum(amount) AS total FROM orders \
                     GROUP BY region ORDER BY total DESC, region) s";
    for mut grader in graders() {
        let job = |code: &str, is_exam| Job {
            task: Task::Sql(totals()),
            language: Language::Sql,
            code: code.to_owned(),
            own_cases: String::new(),
            tests: Tests::All,
            is_foreign: false,
            is_exam,
        };
        let practice = Engine::run(&mut grader, &job(by_chance, false));
        assert_eq!(practice.outcome, Outcome::Accepted, "{practice:#?}");
        assert!(practice.message.contains("the order came by chance"), "{practice:#?}");
        let exam = Engine::run(&mut grader, &job(by_chance, true));
        assert_eq!((exam.outcome, exam.correctness()), (Outcome::WrongAnswer, Some(3)));
        let right = Engine::run(&mut grader, &job(REFERENCE, true));
        assert_eq!((right.outcome, right.message.as_str()), (Outcome::Accepted, ""));
    }
}

#[test]
fn endless_rows_and_huge_values_end_at_a_limit() {
    for grader in graders() {
        let rows = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) \
                    SELECT n::text AS region, n AS total FROM r";
        let verdict = all(&grader, &totals(), rows);
        assert_eq!(verdict.outcome, Outcome::OutputLimit, "{verdict:#?}");
        let many = "SELECT g::text AS region, g AS total FROM generate_series(1, 10000000) g";
        let verdict = all(&grader, &totals(), many);
        // Which comes first depends on the machine.
        assert!(
            matches!(verdict.outcome, Outcome::OutputLimit | Outcome::TimeLimit),
            "{verdict:#?}"
        );
        // A value that PostgreSQL can make, but nobody reads: the embedded one is slow to hand it
        // over, a server soon comes to the cap.
        let value = "SELECT repeat('x', 400000000) AS region, 1 AS total";
        let verdict = all(&grader, &totals(), value);
        use Outcome::{MemoryLimit, OutputLimit, TimeLimit};
        let is_limit = matches!(verdict.outcome, OutputLimit | MemoryLimit | TimeLimit);
        assert!(is_limit, "{verdict:#?}");
        let larger = "SELECT repeat('x', 2000000000) AS region, 1 AS total";
        let verdict = all(&grader, &totals(), larger);
        assert_eq!(verdict.outcome, Outcome::MemoryLimit, "{verdict:#?}");
        assert_eq!(all(&grader, &totals(), REFERENCE).outcome, Outcome::Accepted);
    }
}

#[test]
fn a_killed_worker_is_replaced() {
    if !cfg!(feature = "embedded-postgres") {
        return;
    }
    let grader = grader(Choice::Embedded);
    assert_eq!(all(&grader, &totals(), REFERENCE).outcome, Outcome::Accepted);
    grader.kill_worker();
    assert_eq!(all(&grader, &totals(), REFERENCE).outcome, Outcome::Accepted);
}

#[test]
fn rows_of_one_s_own_are_cases_too() {
    for grader in graders() {
        let own = "-- a tie\nINSERT INTO orders VALUES (9, 'west', 15)\n\nDELETE FROM orders\n\
                   INSERT INTO orders VALUES (1, 'twice', 1)\nDROP TABLE orders";
        let wrong = "SELECT region, sum(amount) AS total FROM orders GROUP BY region \
                     HAVING region <> 'west' ORDER BY total DESC, region";
        let verdict = grader.grade(&totals(), wrong, own, Tests::Visible);
        let own: Vec<&CaseVerdict> = verdict.cases.iter().filter(|case| case.own).collect();
        let outcomes: Vec<Outcome> = own.iter().map(|case| case.outcome).collect();
        use Outcome::{Accepted, NotGraded, WrongAnswer};
        assert_eq!(outcomes, [WrongAnswer, Accepted, NotGraded, NotGraded], "{verdict:#?}");
        assert!(own[2].message.contains("duplicate key"), "{}", own[2].message);
        let right = grader.grade(&totals(), REFERENCE, "DROP TABLE orders", Tests::Visible);
        assert_eq!(right.outcome, Accepted);
    }
}

/// A tuning task: an index that makes one query read little.
fn tuning() -> SqlTask {
    let mut task = totals();
    task.spec.answer = SqlAnswer::Script;
    task.spec.order = vec!["none".into()];
    task.reference = "CREATE INDEX by_region ON orders (region);".into();
    let large = "INSERT INTO orders SELECT n, 'r' || n % 500, n FROM generate_series(1, 20000) n;";
    task.files.insert("data/large.sql".into(), large.into());
    task.spec.data.push(SqlData {
        name: "large".into(),
        visible: false,
        rows: "data/large.sql".into(),
        covers: Vec::new(),
    });
    task.spec.plan = Some(SqlPlan {
        data: "large".into(),
        query: Some("SELECT sum(amount) AS total FROM orders WHERE region = 'r7'".into()),
        must: Vec::new(),
        must_not: vec!["Seq Scan".into()],
        max_rows_read: Some(100),
        max_buffers: Some(200),
    });
    task
}

#[test]
fn a_script_is_judged_by_the_plan_it_brings_about() {
    for grader in graders() {
        let code =
            "CREATE INDEX CONCURRENTLY mine ON orders USING btree (region);\nANALYZE orders;";
        let verdict = all(&grader, &tuning(), code);
        assert_eq!(verdict.outcome, Outcome::Accepted, "{verdict:#?}");
        assert_eq!(outcomes(&verdict), [Outcome::Accepted; 4]);
        let wrong = all(&grader, &tuning(), "CREATE INDEX mine ON orders (amount)");
        if !verdict.engine.ends_with("embedded") {
            assert_eq!(verdict.plan, None);
            assert!(verdict.message.contains("only the embedded PostgreSQL"));
            continue;
        }
        let plan = verdict.plan.expect("a plan");
        assert_eq!((plan.outcome, plan.rows_read), (Outcome::Accepted, 40), "{plan:#?}");
        assert_eq!(wrong.outcome, Outcome::WrongAnswer);
        let plan = wrong.plan.expect("a plan");
        assert_eq!(plan.rows_read, 20_000);
        assert!(plan.nodes.contains(&"Seq Scan on orders".to_owned()), "{plan:#?}");
        assert_eq!(plan.unmet.len(), 2, "{plan:#?}");
        let shown = grader.grade(&tuning(), code, "", Tests::Visible);
        assert_eq!(outcomes(&shown), [Outcome::Accepted]);
        assert!(shown.plan.is_some(), "a run shows the plan too");
    }
}

#[test]
fn a_script_is_judged_by_its_check() {
    let mut task = totals();
    task.spec.answer = SqlAnswer::Script;
    task.spec.check = Some("check.sql".into());
    let check = "INSERT INTO orders VALUES (77, 'late', 1);\n\
                 REFRESH MATERIALIZED VIEW CONCURRENTLY totals;\n\
                 SELECT region, total FROM totals ORDER BY total DESC, region;";
    task.files.insert("check.sql".into(), check.into());
    let view = format!("CREATE MATERIALIZED VIEW totals AS {REFERENCE};");
    task.reference = format!("{view} CREATE UNIQUE INDEX ON totals (region);");
    for grader in graders() {
        let right = format!("{view}\nCREATE UNIQUE INDEX k ON totals (region);");
        let verdict = all(&grader, &task, &right);
        assert_eq!(verdict.outcome, Outcome::Accepted, "{verdict:#?}");
        let verdict = all(&grader, &task, &view);
        assert_eq!(verdict.outcome, Outcome::WrongAnswer, "{verdict:#?}");
        let message = &verdict.cases[0].message;
        assert!(message.starts_with("after your statements, the check fails: "), "{message}");
        let late =
            all(&grader, &task, &format!("{view}\nCREATE VIEW k AS SELECT nothing FROM totals;"));
        assert_eq!(late.outcome, Outcome::Invalid);
        assert!(late.message.contains("(line 2, "), "{}", late.message);
        let again = all(&grader, &task, &right);
        assert_eq!(again.outcome, Outcome::Accepted, "nothing of the last one is left");
    }
}

#[test]
fn a_server_is_left_as_it_was() {
    let Some(programs) = find_programs() else {
        skip("no server");
        return;
    };
    let server = cluster::Cluster::start(&programs);
    let before = server.names();
    let mut grader = Some(grader(Choice::Url(server.url())));
    let verdict = grader.as_ref().map(|grader| all(grader, &totals(), REFERENCE));
    let verdict = verdict.expect("a verdict");
    assert_eq!(verdict.outcome, Outcome::Accepted, "{verdict:#?}");
    assert!(verdict.engine.ends_with(", server"), "{}", verdict.engine);
    assert_ne!(server.names(), before, "a database and a role of its own");
    drop(grader.take());
    assert_eq!(server.names(), before);
}

#[test]
fn what_cannot_be_reached_is_said() {
    let grader = grader(Choice::Url("postgres://nobody@127.0.0.1:1/none".into()));
    let verdict = all(&grader, &totals(), REFERENCE);
    assert_eq!(verdict.outcome, Outcome::NotGraded);
    assert!(verdict.message.contains("cannot be reached"), "{}", verdict.message);
}

mod cluster {
    use std::path::Path;
    use std::process::{Child, Command, Stdio};

    use postgres::{Client, NoTls, SimpleQueryMessage};

    /// A server that is not the program's own, kept by the program's own keeper.
    pub struct Cluster {
        keeper: Child,
        folder: tempfile::TempDir,
    }

    impl Cluster {
        pub fn start(programs: &Path) -> Cluster {
            use std::io::{BufRead, BufReader};
            use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
            let folder = tempfile::Builder::new().prefix("t").tempdir().expect("a folder");
            let open = std::fs::Permissions::from_mode(0o711);
            std::fs::set_permissions(folder.path(), open).expect("mine");
            let (sockets, data) = (folder.path().join("s"), folder.path().join("d"));
            let mut command = Command::new(env!("CARGO_BIN_EXE_mock"));
            for made in [&sockets, &data] {
                std::fs::create_dir(made).expect("a folder");
            }
            if std::fs::metadata(folder.path()).expect("there").uid() == 0 {
                for made in [&sockets, &data] {
                    chown(made, Some(65534), Some(65534)).expect("root may");
                }
                command.args(["--uid", "65534", "--gid", "65534"]);
            }
            let mut keeper = Command::new(env!("CARGO_BIN_EXE_mock"))
                .arg("__sql-worker")
                .args(command.get_args())
                .arg("--folder")
                .arg(&sockets)
                .arg("--cluster")
                .arg(programs)
                .arg("--data")
                .arg(&data)
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .spawn()
                .expect("the keeper starts");
            let mut line = String::new();
            let out = keeper.stdout.take().expect("piped");
            BufReader::new(out).read_line(&mut line).expect("readable");
            assert_eq!(line.trim(), "ready");
            Cluster { keeper, folder }
        }

        pub fn url(&self) -> String {
            let sockets = self.folder.path().join("s");
            format!("postgres://mock@/postgres?host={}", sockets.display())
        }

        /// Databases and roles.
        pub fn names(&self) -> Vec<String> {
            let mut client = Client::connect(&self.url(), NoTls).expect("listens");
            let names = "SELECT datname FROM pg_database UNION SELECT rolname FROM pg_roles \
                         ORDER BY 1";
            let rows = client.simple_query(names).expect("answers");
            let name = |message: &SimpleQueryMessage| match message {
                SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
                _ => None,
            };
            rows.iter().filter_map(name).collect()
        }
    }

    impl Drop for Cluster {
        fn drop(&mut self) {
            drop(self.keeper.stdin.take());
            let _reaped = self.keeper.wait();
        }
    }
}
