//! What PostgreSQL refuses, in words that help.

use super::*;

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
            ("SELECT `region`, 1 AS total FROM orders", "not in `backticks`"),
            ("SELECT region, 1 AS total FROM orders WHERE region = \"north\"", "'single quotes'"),
            ("SELECT region, ifnull(amount, 0) AS total FROM orders", "write `coalesce(a, b)`"),
            (
                "SELECT region, 1 AS total FROM orders；",
                "has U+FF1B (`；`) at column 38: write `;`",
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
fn what_cannot_be_reached_is_said() {
    let grader = grader(Choice::Url("postgres://nobody@127.0.0.1:1/none".into()));
    let verdict = all(&grader, &totals(), REFERENCE);
    assert_eq!(verdict.outcome, Outcome::NotGraded);
    assert!(verdict.message.contains("cannot be reached"), "{}", verdict.message);
}
