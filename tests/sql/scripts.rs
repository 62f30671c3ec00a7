//! Scripts and their plans, and what an answer leaves behind.

use super::*;

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
