//! Right and wrong answers: rows, order, numbers, rows of one's own.

use super::*;

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
            format!(";;\n;{inner};;"),
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
