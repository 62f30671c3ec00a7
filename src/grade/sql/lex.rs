//! SQL cut into statements, and what of it may be run.
//!
//! PostgreSQL itself refuses what a role may not do; this refuses what would end the transaction,
//! shed the role or change the session, and says so in words a candidate can act on.

/// One statement: where it is in the text, in bytes, its semicolon left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement<'t> {
    pub start: usize,
    pub text: &'t str,
}

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

/// The statements of a text; empty ones are left out.
pub fn statements(text: &str) -> Vec<Statement<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        let next = token_end(text, at);
        if &text[at..next] == ";" {
            found.push(Statement { start, text: &text[start..at] });
            start = next;
        }
        at = next;
    }
    found.push(Statement { start, text: &text[start..] });
    found.retain(|statement| !words(statement.text, 1).is_empty());
    found
}

/// Where the token, comment or single letter that begins at `at` ends. What is never closed
/// reaches to the end; PostgreSQL says so better.
fn token_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let end = |length: Option<usize>| length.map_or(text.len(), |length| at + length);
    if rest.starts_with("--") {
        return end(rest.find('\n'));
    }
    if rest.starts_with("/*") {
        return end(comment_length(rest));
    }
    let first = rest.chars().next().unwrap_or(' ');
    match first {
        '\'' => end(quoted_length(rest, '\'', is_escape_string(text, at))),
        '"' => end(quoted_length(rest, '"', false)),
        '$' => match dollar_tag(text, at) {
            Some(tag) => end(rest[tag.len()..].find(tag).map(|found| found + 2 * tag.len())),
            None => at + 1,
        },
        _ => at + first.len_utf8(),
    }
}

/// `/* a /* b */ c */` nests.
fn comment_length(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        if rest.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += 1;
        }
    }
    None
}

/// A doubled quote stands for itself, as does anything after a backslash in `E'…'`.
fn quoted_length(text: &str, quote: char, with_escapes: bool) -> Option<usize> {
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if with_escapes && letter == '\\' {
            letters.next();
        } else if letter == quote && letters.next_if(|next| next.1 == quote).is_none() {
            return Some(at + 1);
        }
    }
    None
}

fn is_escape_string(text: &str, quote_at: usize) -> bool {
    let mut before = text[..quote_at].chars().rev();
    let is_e = matches!(before.next(), Some('e' | 'E'));
    is_e && !before.next().is_some_and(is_word)
}

/// `$$` or `$tag$`, where it does not go on a word.
fn dollar_tag(text: &str, at: usize) -> Option<&str> {
    if text[..at].chars().next_back().is_some_and(is_word) {
        return None;
    }
    let rest = &text[at + 1..];
    let length = rest.find(|c: char| !is_word(c))?;
    let is_tag = rest[length..].starts_with('$') && !rest.starts_with(|c: char| c.is_ascii_digit());
    is_tag.then(|| &text[at..at + length + 2])
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The first `most` words and signs of a statement in capitals, comments left out.
fn words(text: &str, most: usize) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() && found.len() < most {
        let rest = &text[at..];
        let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        let next = if length > 0 { at + length } else { token_end(text, at) };
        let token = &text[at..next];
        at = next;
        let is_comment = token.starts_with("--") || token.starts_with("/*");
        if !is_comment && !token.trim().is_empty() {
            found.push(token.to_uppercase());
        }
    }
    found
}

/// The statements of a text, if all of them may be run for this purpose.
///
/// # Errors
/// What is there that may not, and what may.
pub fn permitted(text: &str, purpose: Purpose) -> Result<Vec<Statement<'_>>, String> {
    if text.contains('\0') {
        return Err("there is a zero byte in it, which PostgreSQL does not take".to_owned());
    }
    let found = statements(text);
    if purpose == Purpose::Query && found.len() > 1 {
        let seconds = words(found[1].text, 1).concat();
        return Err(format!(
            "{} statements, the second a `{seconds}`: write one query, with WITH for its steps",
            found.len()
        ));
    }
    if found.is_empty() && matches!(purpose, Purpose::Query | Purpose::Script) {
        return Err("there is no statement in it yet, only comments".to_owned());
    }
    for statement in &found {
        permit(statement, purpose)?;
    }
    Ok(found)
}

fn permit(statement: &Statement, purpose: Purpose) -> Result<(), String> {
    // A query may be in parentheses.
    let all = words(statement.text.trim_start_matches(|c: char| c == '(' || c.is_whitespace()), 4);
    let head = all.first().map_or("", String::as_str);
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
        };
        return Err(format!("`{head}` isn't accepted here: {what}"));
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

    fn texts(text: &str) -> Vec<&str> {
        statements(text).iter().map(|statement| statement.text.trim()).collect()
    }

    fn query(text: &str) -> Result<(), String> {
        permitted(text, Purpose::Query).map(|_| ())
    }

    #[test]
    fn semicolons_end_statements_outside_of_quotes_and_comments() {
        assert_eq!(texts("SELECT 1; SELECT 2"), ["SELECT 1", "SELECT 2"]);
        assert_eq!(texts("SELECT ';'';'; SELECT 2;").len(), 2);
        assert_eq!(texts("SELECT \";\" -- ; no\n;"), ["SELECT \";\" -- ; no"]);
        assert_eq!(texts("/* ; /* ; */ ; */ SELECT 1").len(), 1);
        assert_eq!(texts("SELECT $$;$$, $a$;$$;$a$; SELECT 2").len(), 2);
        assert_eq!(texts(r"SELECT E'\';'; SELECT 2").len(), 2);
        assert_eq!(texts(r"SELECT '\'; SELECT 2").len(), 2);
        assert_eq!(texts("SELECT a$1$ ; SELECT 2").len(), 2);
        assert_eq!(texts(";; -- nothing\n ; /* none */"), [""; 0]);
    }

    #[test]
    fn what_is_never_closed_reaches_to_the_end() {
        assert_eq!(texts("SELECT 'a; SELECT 2").len(), 1);
        assert_eq!(texts("SELECT 1 /* ; SELECT 2").len(), 1);
        assert_eq!(texts("SELECT $$; SELECT 2").len(), 1);
    }

    #[test]
    fn a_statement_knows_where_it_stands() {
        let text = "SELECT 1;\nSELECT 2";
        let found = statements(text);
        assert_eq!(&text[found[1].start..], "\nSELECT 2");
    }

    #[test]
    fn a_query_only_reads() {
        for fine in [
            "SELECT 1",
            "select 1;",
            "-- note\n WITH a AS (SELECT 1) TABLE a",
            "((SELECT 1) UNION (SELECT 2))",
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
        ] {
            assert!(query(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn a_refusal_says_what_may_stand_there() {
        let two = query("SELECT 1; DELETE FROM t").expect_err("two");
        assert_eq!(
            two,
            "2 statements, the second a `DELETE`: write one query, with WITH for its steps"
        );
        let delete = query("delete from t").expect_err("delete");
        assert!(delete.starts_with("`DELETE` isn't accepted here: the answer is one query"));
    }

    #[test]
    fn a_script_defines_but_leaves_role_and_session_alone() {
        let script = |text| permitted(text, Purpose::Script).map(|found| found.len());
        assert_eq!(script("CREATE UNIQUE INDEX a ON t (b); ANALYZE t"), Ok(2));
        assert_eq!(script("CREATE OR REPLACE VIEW v AS SELECT 1"), Ok(1));
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
        fn any_text_is_cut_without_loss(text in r"([a-zé;'\\$/*\n -]|E'|\$a\$|/\*){0,40}") {
            for statement in statements(&text) {
                let end = statement.start + statement.text.len();
                prop_assert_eq!(&text[statement.start..end], statement.text);
            }
            let _any = permitted(&text, Purpose::Query);
        }
    }
}
