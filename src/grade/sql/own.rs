//! Cases that the candidate added to a query: rows put in, changed or taken out, a line each.

use super::judge::without_mark;
use crate::bank::sql::tokens;
use crate::engine::verdict::UnreadLine;
use crate::grade::code::own::unread;

/// What an own case does.
const STATEMENTS: [&str; 3] = ["INSERT", "UPDATE", "DELETE"];

/// How other statements begin; words do not end as they do.
const OTHERS: [&str; 8] =
    ["truncate ", "create ", "drop ", "alter ", "copy ", "merge into ", "select ", "with "];

/// The lines that can be run. Others are cases in words.
pub fn rows(cases: &str) -> String {
    let lines = without_mark(cases).lines();
    lines.filter(|line| is_statement(line)).collect::<Vec<_>>().join("\n")
}

/// The lines that are SQL and still no case.
pub fn unread_lines(cases: &str) -> Vec<UnreadLine> {
    let lines = without_mark(cases).lines().map(str::trim).enumerate();
    let told = lines.filter_map(|(index, line)| Some(unread(index + 1, line, why(line)?)));
    told.collect()
}

fn is_statement(line: &str) -> bool {
    let first = tokens(line).next();
    first.is_some_and(|first| STATEMENTS.iter().any(|word| first.is(word)))
}

fn why(line: &str) -> Option<String> {
    if line.starts_with('#') || line.starts_with("--") || is_statement(line) {
        return None;
    }
    let small = line.to_lowercase();
    let is_other = OTHERS.iter().any(|word| small.starts_with(word));
    let goes_on = line.starts_with('(') || small.starts_with("values ");
    match line.ends_with(';') || (goes_on && line.ends_with([',', ')'])) {
        true if is_other => Some("expected INSERT, UPDATE or DELETE".to_owned()),
        true => Some("expected a whole INSERT, UPDATE or DELETE in one line".to_owned()),
        false => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_cases_in_words_are_no_statements() {
        let cases = "\u{feff}# mine\n  Insert INTO t VALUES (1)\nupdated rows\ntwo with the same total\n\
                     delete from t where id = 2\n\
                     /* mine */ INSERT INTO t VALUES (2)\n-- insert into t";
        assert_eq!(
            rows(cases),
            "  Insert INTO t VALUES (1)\ndelete from t where id = 2\n\
                                      /* mine */ INSERT INTO t VALUES (2)"
        );
        assert_eq!(unread_lines(cases), []);
        assert_eq!(rows("\u{feff}DELETE FROM t"), "DELETE FROM t");
    }

    #[test]
    fn other_sql_is_told_of() {
        let cases =
            "-- mine;\nTRUNCATE t;\nINSERT INTO t\nVALUES (1, 2),\n(3, 4);\nselect a region";
        let told = unread_lines(cases);
        let lines: Vec<usize> = told.iter().map(|line| line.line).collect();
        assert_eq!(lines, [2, 4, 5]);
        assert_eq!(told[0].why, "expected INSERT, UPDATE or DELETE");
        assert_eq!(told[1].why, "expected a whole INSERT, UPDATE or DELETE in one line");
    }
}
