//! SQL cut into statements, and what of it may be run.
//!
//! PostgreSQL itself refuses what a role may not do; this refuses what would end the transaction,
//! shed the role or change the session, and says so in words a candidate can act on.

use crate::bank::sql::{ambiguous, bare, is_open_comment, tokens};
use crate::figures::with_article;
use crate::text::{invisible, invisible_name};

pub use crate::bank::sql::{Statement, statements};

/// What statements are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// An answer that is one query.
    Query,
    /// An answer, a reference or a check of several statements.
    Script,
    /// Tables and rows of a data set.
    Load,
    /// Rows that the candidate adds.
    OwnRows,
    /// A look at the data, or at a plan: no answer.
    Look,
}

const QUERY: [&str; 4] = ["SELECT", "WITH", "VALUES", "TABLE"];
const CHANGE: [&str; 3] = ["INSERT", "UPDATE", "DELETE"];
const SCRIPT: [&str; 16] = [
    "ALTER", "ANALYZE", "BEGIN", "CLUSTER", "COMMENT", "COMMIT", "CREATE", "DROP", "END",
    "EXPLAIN", "MERGE", "REFRESH", "REINDEX", "ROLLBACK", "TRUNCATE", "VACUUM",
];
const LOAD: [&str; 5] = ["ALTER", "ANALYZE", "COMMENT", "CREATE", "MERGE"];
/// What may be created, altered and dropped.
const THINGS: [&str; 11] = [
    "DOMAIN",
    "INDEX",
    "MATERIALIZED",
    "SEQUENCE",
    "STATISTICS",
    "TABLE",
    "TEMP",
    "TEMPORARY",
    "TYPE",
    "UNIQUE",
    "VIEW",
];

/// The first `most` words and signs of a statement in capitals. Comments are left out, and the
/// parentheses before it: a query may be in some.
fn head(text: &str, most: usize) -> Vec<String> {
    let words = tokens(text).map(|token| token.text).skip_while(|token| *token == "(");
    words.take(most).map(str::to_uppercase).collect()
}

/// The statements of a text, if all of them may be run for this purpose.
///
/// # Errors
/// What is there that may not, and what may.
pub fn permitted(text: &str, purpose: Purpose) -> Result<Vec<Statement<'_>>, String> {
    if text.contains('\0') {
        return Err("there is a zero byte in it, which PostgreSQL does not take".to_owned());
    }
    if let Some(why) = ambiguous(text) {
        return Err(why.to_owned());
    }
    let found = statements(text);
    if matches!(purpose, Purpose::Query | Purpose::Look) && found.len() > 1 {
        let seconds = head(found[1].text, 1).concat();
        return Err(format!(
            "{} statements, the second {}: write one query, with WITH for its steps",
            found.len(),
            with_article(&format!("`{seconds}`"))
        ));
    }
    if found.is_empty() && is_open_comment(text) {
        return Err("a comment begins with `/*` and isn't closed: write `*/` at its end".to_owned());
    }
    if found.is_empty() && matches!(purpose, Purpose::Query | Purpose::Script | Purpose::Look) {
        return Err("there is no statement in it yet, only comments".to_owned());
    }
    for statement in &found {
        permit(text, statement, purpose)?;
    }
    Ok(found)
}

fn permit(text: &str, statement: &Statement, purpose: Purpose) -> Result<(), String> {
    let all = head(statement.text, 4);
    let head = all.first().map_or("(", String::as_str);
    if head.starts_with('\\') {
        return Err("a line that begins with `\\` is a command of psql, not SQL".to_owned());
    }
    let is_query = QUERY.contains(&head);
    let is_change = CHANGE.contains(&head);
    let is_fine = match purpose {
        Purpose::Query => is_query,
        Purpose::Script => is_query || is_change || SCRIPT.contains(&head),
        Purpose::Load => is_query || is_change || LOAD.contains(&head),
        Purpose::OwnRows => is_change,
        Purpose::Look => is_query || head == "EXPLAIN",
    };
    if !is_fine {
        let what = match purpose {
            Purpose::Query => {
                "the answer is one query that only reads: SELECT, WITH, VALUES or TABLE"
            }
            Purpose::Script => {
                "an answer defines, changes and reads: CREATE, ALTER, INSERT, SELECT, …"
            }
            Purpose::Load => "a data set creates tables and inserts rows",
            Purpose::OwnRows => "add your own rows with INSERT, UPDATE or DELETE",
            Purpose::Look => "a look only reads: SELECT, WITH, VALUES, TABLE or EXPLAIN",
        };
        let what_it_is = match head.chars().next().and_then(|c| Some((c, invisible_name(c)?))) {
            Some((letter, name)) => format!("U+{:04X} ({name})", letter as u32),
            None => format!("`{head}`"),
        };
        // To PostgreSQL a blank that nobody sees is a letter of the word.
        let unseen = head.chars().skip(1).any(|c| invisible_name(c).is_some());
        return Err(match invisible(&bare(text)).next().filter(|_| unseen) {
            Some(found) => format!("{found}: write a plain space, or none"),
            None => format!("{what_it_is} isn't accepted here: {what}"),
        });
    }
    let thing = all.get(1..).unwrap_or_default();
    let thing = thing.iter().find(|word| !["OR", "REPLACE", "UNLOGGED"].contains(&word.as_str()));
    let defines = ["CREATE", "ALTER", "DROP"].contains(&head);
    match thing {
        Some(thing) if defines && !THINGS.contains(&thing.as_str()) => {
            Err(format!("`{head} {thing}` isn't accepted here; tables, indexes and views are"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn query(text: &str) -> Result<(), String> {
        permitted(text, Purpose::Query).map(|_| ())
    }

    #[test]
    fn a_query_only_reads() {
        for fine in [
            "SELECT 1",
            "select 1;",
            "-- note\n WITH a AS (SELECT 1) TABLE a",
            "((SELECT 1) UNION (SELECT 2))",
            "-- x\n(SELECT 1 AS id) UNION ALL (SELECT 2);",
            "/* a /* b */ ( */ ( -- (\n\t( /* */SELECT 1) UNION (SELECT 2))",
            "(/* why */WITH a AS (SELECT 1) TABLE a)",
            "VALUES (1);",
        ] {
            assert_eq!(query(fine), Ok(()), "{fine}");
        }
        for refused in [
            "",
            "-- nothing",
            "DELETE FROM t",
            "DROP TABLE t",
            "DO $$ BEGIN END $$",
            "SET ROLE x",
            "RESET ROLE",
            "COPY t TO '/tmp/x'",
            "EXPLAIN SELECT 1",
            "CALL p()",
            "BEGIN",
            "\\d t",
            "LOCK t",
            "SELECT 1; SELECT 2",
            "SELECT 1; DROP TABLE t",
            "SELECT '\0'",
            "PREPARE p AS SELECT 1",
            "DECLARE c CURSOR FOR SELECT 1",
            "/* x */ SELEC 1",
            "(((",
            "-- x\n(DELETE FROM t)",
            "\u{200b}SELECT 1",
        ] {
            assert!(query(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn a_refusal_says_what_may_stand_there() {
        let open = query("/* SELECT 1 /* */").expect_err("no statement");
        assert!(open.starts_with("a comment begins with `/*` and isn't closed"), "{open}");
        let two = query("SELECT 1; DELETE FROM t").expect_err("two");
        assert_eq!(
            two,
            "2 statements, the second a `DELETE`: write one query, with WITH for its steps"
        );
        let delete = query("delete from t").expect_err("delete");
        assert!(delete.starts_with("`DELETE` isn't accepted here: the answer is one query"));
        let inside = query("-- ü\nSELECT\u{a0}1").expect_err("no word");
        assert!(inside.starts_with("line 2 has U+00A0 (no-break space) at column 7"), "{inside}");
        let unseen = query("\u{200b}SELECT 1").expect_err("no word");
        assert!(unseen.starts_with("U+200B (zero-width space) isn't accepted here"), "{unseen}");
    }

    #[test]
    fn a_script_defines_but_leaves_role_and_session_alone() {
        let script = |text| permitted(text, Purpose::Script).map(|found| found.len());
        assert_eq!(script("CREATE UNIQUE INDEX a ON t (b); ANALYZE t"), Ok(2));
        assert_eq!(script("CREATE OR REPLACE VIEW v AS SELECT 1"), Ok(1));
        assert_eq!(script("-- a\n(SELECT 1) UNION (SELECT 2);\n/* b */ ( -- c\n SELECT 3)"), Ok(2));
        assert_eq!(
            script("CREATE MATERIALIZED VIEW v AS SELECT 1; REFRESH MATERIALIZED VIEW v"),
            Ok(2)
        );
        for refused in [
            "SET ROLE postgres",
            "RESET ALL",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS ''",
            "CREATE OR REPLACE PROCEDURE p() LANGUAGE sql AS ''",
            "CREATE EXTENSION dblink",
            "ALTER SYSTEM SET a = b",
            "ALTER ROLE x SUPERUSER",
            "CREATE ROLE x",
            "DROP SCHEMA s",
            "COPY t FROM PROGRAM 'id'",
            "DO 'x'",
            "DISCARD ALL",
            "CREATE /* */ LANGUAGE c",
            "GRANT ALL ON t TO x",
            "DROP DATABASE x",
            "LOAD 'x'",
        ] {
            assert!(script(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn own_rows_only_change_rows() {
        assert!(permitted("INSERT INTO t VALUES (1); DELETE FROM t", Purpose::OwnRows).is_ok());
        assert!(permitted("DROP TABLE t", Purpose::OwnRows).is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_permitted_or_refused(text in r"([a-zé;'\\$/*\n -]|E'|\$a\$|/\*){0,40}") {
            let _any = permitted(&text, Purpose::Query);
        }
    }
}
