//! SQL cut into statements, and what of it may be run.
//!
//! PostgreSQL itself refuses what a role may not do; this refuses what would end the transaction,
//! shed the role or change the session, and says so in words a candidate can act on.

use super::error::placed;
use super::typo;
use crate::bank::sql::{Token, ambiguous, bare, is_open_comment, tokens};
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

const DEFINES: [&str; 3] = ["CREATE", "ALTER", "DROP"];
/// What may stand before the thing.
const BEFORE_THINGS: [&str; 3] = ["OR", "REPLACE", "UNLOGGED"];

/// The first `most` words and signs of a statement. Comments are left out, and the parentheses
/// before it: a query may be in some.
fn head(text: &str, most: usize) -> Vec<Token<'_>> {
    tokens(text).skip_while(|token| token.text == "(").take(most).collect()
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
        let seconds = head(found[1].text, 1).first().map_or("", |token| token.text).to_uppercase();
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
    let words: Vec<String> = all.iter().map(|token| token.text.to_uppercase()).collect();
    let head = words.first().map_or("(", String::as_str);
    // An answer is somebody's to correct: the place belongs to what is said of it.
    let at = |token: usize, said: &str| {
        let start = statement.start + all.get(token).map_or(0, |token| token.start);
        let position = text[..start].chars().count() + 1;
        let is_answer = !matches!(purpose, Purpose::Load | Purpose::OwnRows);
        let placed = is_answer.then(|| placed(said, text, position)).flatten();
        placed.unwrap_or_else(|| said.to_owned())
    };
    if head.starts_with('\\') {
        let said = "a line that begins with `\\` is a command of psql, not SQL";
        return Err(at(0, said));
    }
    if !purpose.takes(head) {
        // To PostgreSQL a blank that nobody sees is a letter of the word.
        let unseen = head.chars().skip(1).any(|c| invisible_name(c).is_some());
        if let Some(found) = invisible(&bare(text)).next().filter(|_| unseen) {
            return Err(format!("{found}: write a plain space, or none"));
        }
        let what_it_is = match head.chars().next().and_then(|c| Some((c, invisible_name(c)?))) {
            Some((letter, name)) => format!("U+{:04X} ({name})", letter as u32),
            None => format!("`{head}`"),
        };
        let what = match typo::meant(head, &purpose.words()) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => purpose.says().to_owned(),
        };
        return Err(at(0, &format!("{what_it_is} isn't accepted here: {what}")));
    }
    if !DEFINES.contains(&head) {
        return Ok(());
    }
    let is_thing = |word: &&String| !BEFORE_THINGS.contains(&word.as_str());
    let Some(place) = words.iter().skip(1).position(|word| is_thing(&word)) else { return Ok(()) };
    let thing = place + 1;
    if THINGS.contains(&words[thing].as_str()) {
        return Ok(());
    }
    let said = format!("`{}` isn't accepted here", words[..=thing].join(" "));
    let known: Vec<&str> = THINGS.iter().chain(&BEFORE_THINGS).copied().collect();
    Err(match typo::meant(&words[thing], &known) {
        Some(meant) => at(thing, &format!("{said}: did you mean `{meant}`?")),
        None => at(thing, &format!("{said}; tables, indexes and views are")),
    })
}

impl Purpose {
    /// How a statement may begin.
    fn words(self) -> Vec<&'static str> {
        let parts: &[&[&str]] = match self {
            Purpose::Query => &[&QUERY],
            Purpose::Script => &[&QUERY, &CHANGE, &SCRIPT],
            Purpose::Load => &[&QUERY, &CHANGE, &LOAD],
            Purpose::OwnRows => &[&CHANGE],
            Purpose::Look => &[&QUERY, &["EXPLAIN"]],
        };
        parts.concat()
    }

    fn takes(self, head: &str) -> bool {
        self.words().contains(&head)
    }

    const fn says(self) -> &'static str {
        match self {
            Purpose::Query => {
                "the answer is one query that only reads: SELECT, WITH, VALUES or TABLE"
            }
            Purpose::Script => {
                "an answer defines, changes and reads: CREATE, ALTER, INSERT, SELECT, …"
            }
            Purpose::Load => "a data set creates tables and inserts rows",
            Purpose::OwnRows => "add your own rows with INSERT, UPDATE or DELETE",
            Purpose::Look => "a look only reads: SELECT, WITH, VALUES, TABLE or EXPLAIN",
        }
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
    fn a_typo_is_told_with_its_place_and_what_was_meant() {
        let script = |text| permitted(text, Purpose::Script).expect_err(text);
        let text = "-- mine\nCREATE TABLE a (b int);\n  CREATE TABEL c (d int);";
        assert_eq!(
            script(text),
            "`CREATE TABEL` isn't accepted here: did you mean `TABLE`? (line 3, column 10)\n 3 |   \
             CREATE TABEL c (d int);\n   |          ^"
        );
        for (text, meant) in [
            ("DORP TABLE t", "DROP"),
            ("drop tabel t", "TABLE"),
            ("DROP TABLES t", "TABLE"),
            ("INSRET INTO t VALUES (1)", "INSERT"),
            ("ALTER TABEL t ADD a int", "TABLE"),
            ("ALTRE TABLE t ADD a int", "ALTER"),
            ("CREATE VEIW v AS SELECT 1", "VIEW"),
            ("CRAETE VIEW v AS SELECT 1", "CREATE"),
            ("CREATE OR REPALCE VIEW v AS SELECT 1", "REPLACE"),
            ("CREATE OR REPLACE VEIW v AS SELECT 1", "VIEW"),
            ("CREATE MATERIALISED VIEW v AS SELECT 1", "MATERIALIZED"),
            ("CREATE UNQIUE INDEX i ON t (a)", "UNIQUE"),
            ("CREATE INDXE i ON t (a)", "INDEX"),
            ("UPDTAE t SET a = 1", "UPDATE"),
            ("DELTE FROM t", "DELETE"),
            ("TRUNCAT t", "TRUNCATE"),
            ("SELCT 1", "SELECT"),
            ("COMIT", "COMMIT"),
        ] {
            let said = script(text);
            assert!(said.contains(&format!("did you mean `{meant}`? (line 1, column ")), "{said}");
        }
        for (text, meant) in [
            ("SELCT 1", "SELECT"),
            ("(SELETC 1)", "SELECT"),
            ("WIHT a AS (SELECT 1) TABLE a", "WITH"),
        ] {
            let said = query(text).expect_err(text);
            assert!(said.contains(&format!("did you mean `{meant}`? (line 1, column ")), "{said}");
            let look = permitted(text, Purpose::Look).expect_err(text);
            assert!(look.contains(&format!("did you mean `{meant}`?")), "{look}");
        }
    }

    #[test]
    fn what_is_no_typo_is_told_with_its_place_and_what_is_accepted() {
        let said = query("-- drop it\nDROP TABLE t").expect_err("no query");
        let place = "(line 2, column 1)\n 2 | DROP TABLE t\n   | ^";
        assert!(said.starts_with("`DROP` isn't accepted here: the answer is one query"), "{said}");
        assert!(said.ends_with(place), "{said}");
        let said = permitted("CREATE OR REPLACE FUNCTION f() AS ''", Purpose::Script);
        let said = said.expect_err("no function");
        let head =
            "`CREATE OR REPLACE FUNCTION` isn't accepted here; tables, indexes and views are";
        assert!(said.starts_with(head), "{said}");
        let own = permitted("DORP t", Purpose::OwnRows).expect_err("no row");
        assert!(!own.contains("line 1"), "one line, and not the answer's: {own}");
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
