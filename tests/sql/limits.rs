//! What takes too long, or too much.

use super::*;

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
        let is_idle = case.message.contains("the machine was busy");
        assert!(case.message.contains("it may take 700 "), "{}", case.message);
        assert!(case.message.contains("does a recursion end") || is_idle, "{}", case.message);
        // Of processor time where that is known; then wall time has a limit of its own.
        let is_embedded = verdict.engine.ends_with("embedded");
        let most = if is_embedded { 4 * 700_000 + 1_000_000 } else { 700_000 };
        assert!(case.took_us < most + 250_000, "{}", case.took_us);
        assert_eq!(all(&grader, &totals(), REFERENCE).outcome, Outcome::Accepted);
    }
}

/// A result that comes row by row is one answer with one limit.
#[test]
fn rows_that_come_slowly_are_limited_together() {
    let mut quick = totals();
    quick.spec.time_ms = Some(300);
    // Each fetch of 10,000 rows stays within the limit; all of them do not.
    let slow = "SELECT 'x' || md5(repeat('y', 9000) || n) AS region, 1 AS total \
                FROM generate_series(1, 95000) n";
    for grader in graders() {
        let verdict = all(&grader, &quick, slow);
        assert_eq!(verdict.outcome, Outcome::TimeLimit, "{verdict:#?}");
        let case = &verdict.cases[0];
        assert!(case.message.contains("it may take 300 "), "{}", case.message);
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
