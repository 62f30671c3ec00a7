//! What PostgreSQL found wrong, as a candidate reads it: with the line, a caret and its hint.

use super::dialect::hints;
use crate::bank::sql::bare;
use crate::engine::verdict::Outcome;
use crate::grade::excerpt::excerpt;
use crate::text::{Invisible, invisible};

/// An error of PostgreSQL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SqlError {
    /// SQLSTATE, five letters.
    pub code: String,
    pub message: String,
    pub detail: Option<String>,
    pub hint: Option<String>,
    /// The character it is about in the text that was sent, from 1.
    pub position: Option<usize>,
}

impl SqlError {
    /// Something that PostgreSQL itself does not say.
    pub fn own(message: impl Into<String>) -> SqlError {
        SqlError { code: "mock".to_owned(), message: message.into(), ..SqlError::default() }
    }

    /// Moves the position by the characters that were sent before the candidate's own.
    pub fn shifted(mut self, sent_before: usize) -> SqlError {
        self.position =
            self.position.and_then(|at| at.checked_sub(sent_before)).filter(|at| *at > 0);
        self
    }

    /// How a statement ends that meets this.
    pub fn outcome(&self) -> Outcome {
        let code = self.code.as_str();
        match code {
            "57014" => Outcome::TimeLimit,
            "53200" => Outcome::MemoryLimit,
            "54000" => Outcome::MemoryLimit,
            "53400" | "53100" => Outcome::FileLimit,
            "XX000" if self.message.starts_with("invalid memory alloc") => Outcome::MemoryLimit,
            "mock" | "0A000" | "25006" => Outcome::Invalid,
            // Syntax, unknown names, and rights.
            _ if code.starts_with("42") => Outcome::Invalid,
            _ => Outcome::RuntimeError,
        }
    }

    /// The whole for a candidate who may see the data. Where the fault is not in `code` that is
    /// empty, and no place is shown.
    pub fn shown(&self, code: &str) -> String {
        let mut shown = self.message.clone();
        let position = self.position.filter(|_| !code.is_empty());
        if let Some(placed) = position.and_then(|position| placed(&shown, code, position)) {
            shown = placed;
        }
        let notes = [("DETAIL", &self.detail), ("HINT", &self.hint)];
        for (name, note) in notes {
            if let Some(note) = note {
                shown = format!("{shown}\n{name}: {note}");
            }
        }
        let is_misread = matches!(self.code.as_str(), "22P02" | "22007" | "22008");
        if let Some(line) = position.filter(|_| is_misread).and_then(|at| line_of(code, at)) {
            // Within quotes they are the text's own, and may be why it can't be read.
            for unseen in invisible(&line).take(UNSEEN) {
                shown = format!("{shown}\n{unseen}");
            }
        }
        if self.outcome() == Outcome::Invalid {
            for line in unseen(code).into_iter().chain(hints(
                &self.code,
                &self.message,
                self.position,
                code,
            )) {
                shown = format!("{shown}\n{line}");
            }
        }
        shown
    }

    /// In the words of someone who wrote an answer, where PostgreSQL speaks of how it is run.
    #[must_use]
    pub fn for_candidates(mut self) -> SqlError {
        let says = |part: &str| self.message.contains(part);
        let only_reads = self.code == "25006"
            || says("DECLARE CURSOR must not contain data-modifying statements")
            || says("DECLARE CURSOR cannot specify INTO")
            || says("INTO is not allowed here");
        // relation "sales.orders" does not exist
        let is_path = self.code == "42P01" && self.message.split('"').nth(1).is_some_and(is_dotted);
        let is_schema = self.code == "42501" && says("permission denied for schema ");
        if only_reads {
            self.message = "the answer only reads: leave out what changes rows, makes a table or \
                            locks (INSERT, UPDATE, DELETE, MERGE, INTO, FOR UPDATE)"
                .to_owned();
            self.hint = None;
            self.code = "25006".to_owned();
        } else if self.code == "42704" && says("collation ") {
            self.hint =
                Some("there are no collations of ICU in the embedded PostgreSQL".to_owned());
        } else if is_schema || is_path || self.code == "3F000" {
            self.hint = Some("write the table without a schema: `FROM t`".to_owned());
        }
        self
    }

    /// Without any value of hidden data: what kind of error it was.
    pub fn hidden(&self) -> String {
        let known = match self.code.as_str() {
            "22012" => "division by zero",
            "21000" => "a subquery in place of a value gave more than one row",
            "22003" => "a number out of its type's range",
            "22P02" | "22007" | "22008" => "a text that cannot be read as its new type",
            "57014" => "it took too long",
            "53200" | "54000" => "it needed too much memory",
            _ => return format!("an error of PostgreSQL, SQLSTATE {}", self.code),
        };
        format!("{known} (SQLSTATE {})", self.code)
    }
}

fn is_dotted(name: &str) -> bool {
    name.contains('.')
}

/// Invisible letters that a message names; one copied text may hold hundreds.
const UNSEEN: usize = 5;

/// Letters of the statements that nobody sees, one a line. In a text in quotes, or in a comment,
/// they are the candidate's own business.
fn unseen(code: &str) -> Vec<String> {
    let found: Vec<Invisible> = invisible(&bare(code)).collect();
    let mut lines: Vec<String> = found.iter().take(UNSEEN).map(Invisible::to_string).collect();
    if found.len() > UNSEEN {
        lines.push(format!("and {} more like these", found.len() - UNSEEN));
    }
    lines
}

/// The line that a character is in, and empty ones for those before it, so that its number is right.
fn line_of(code: &str, position: usize) -> Option<String> {
    let number = code.chars().take(position.checked_sub(1)?).filter(|c| *c == '\n').count();
    let line = code.split('\n').nth(number)?;
    Some(format!("{}{line}", "\n".repeat(number)))
}

/// Where a letter stands, from 1, and its line with a caret below.
pub(super) fn placed(said: &str, code: &str, position: usize) -> Option<String> {
    let before: String = code.chars().take(position.checked_sub(1)?).collect();
    let line = before.matches('\n').count();
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    let excerpt = excerpt(line + 1, code.split('\n').nth(line)?, column);
    let excerpt = excerpt.replace('\n', "\n ");
    Some(format!("{said} (line {}, column {column})\n {excerpt}", line + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_that_keeps_a_text_from_being_read_is_named() {
        let error = SqlError {
            position: Some(16),
            code: "22007".to_owned(),
            ..SqlError::own("invalid input syntax for type date: \"2026-06-30\"")
        };
        let shown = error.shown("SELECT\n1, DATE '\u{202e}2026-06-30'");
        assert!(shown.contains("line 2 has U+202E"), "{shown}");
        let other = SqlError { code: "22012".to_owned(), ..error };
        assert!(!other.shown("SELECT\n1, DATE '\u{202e}2026-06-30'").contains("U+202E"));
    }

    fn at(position: usize) -> SqlError {
        SqlError { position: Some(position), ..SqlError::own("column \"b\" does not exist") }
    }

    #[test]
    fn a_position_becomes_a_line_and_a_caret() {
        let shown = at(18).shown("SELECT a,\n\tcount(b) AS n\nFROM t");
        assert_eq!(
            shown,
            "column \"b\" does not exist (line 2, column 8)\n 2 | \tcount(b) AS n\n   | \t      ^"
        );
        assert!(at(1).shown("SELEC 1").ends_with(" 1 | SELEC 1\n   | ^"));
    }

    #[test]
    fn letters_are_counted_not_bytes() {
        assert!(at(12).shown("SELECT 'é', b").contains("(line 1, column 12)"));
    }

    #[test]
    fn a_position_past_the_end_or_before_the_start_harms_nothing() {
        assert_eq!(at(0).shown("SELECT 1"), "column \"b\" does not exist");
        assert!(at(99).shown("SELECT 1").contains("line 1"));
        assert_eq!(at(5).shifted(7).position, None);
        assert_eq!(at(9).shifted(7).position, Some(2));
    }

    #[test]
    fn a_long_line_is_cut_around_the_caret() {
        let code = format!("SELECT {} b, {}", "a, ".repeat(100), "c".repeat(300));
        let position = code.find('b').expect("a b") + 1;
        let shown = at(position).shown(&code);
        let lines: Vec<&str> = shown.lines().collect();
        let caret = lines[2].chars().position(|c| c == '^').expect("a caret");
        assert_eq!(lines[1].chars().nth(caret), Some('b'), "{shown}");
        assert!(lines[1].starts_with(" 1 | …") && lines[1].ends_with('…'), "{shown}");
    }

    #[test]
    fn a_fault_outside_of_the_answer_has_no_excerpt() {
        assert_eq!(at(8).shown(""), "column \"b\" does not exist");
    }

    #[test]
    fn letters_that_nobody_sees_are_named_outside_of_quotes() {
        let fault = SqlError { code: "42601".into(), ..at(1) };
        let shown = fault.shown("SELECT\u{a0}c, '\u{a0}'\nFROM t /* \u{200b} */\u{200b}");
        let lines: Vec<&str> = shown.lines().skip(3).collect();
        assert_eq!(
            lines,
            [
                "line 1 has U+00A0 (no-break space) at column 7",
                "line 2 has U+200B (zero-width space) at column 15"
            ]
        );
        let many = fault.shown(&"\u{3000}".repeat(40));
        assert_eq!(many.lines().count(), 3 + UNSEEN + 1);
        assert!(many.ends_with("and 35 more like these"));
        let division = SqlError { code: "22012".into(), ..at(1) };
        assert!(!division.shown("SELECT\u{a0}c").contains("U+00A0"));
    }

    #[test]
    fn nobody_is_told_of_a_cursor_or_of_rights() {
        let said = |code: &str, message: &str| {
            let fault = SqlError { code: code.into(), message: message.into(), ..at(1) };
            fault.for_candidates().shown("")
        };
        let writes = "DECLARE CURSOR must not contain data-modifying statements in WITH";
        assert!(said("0A000", writes).starts_with("the answer only reads"));
        let locks = "cannot execute SELECT FOR UPDATE in a read-only transaction";
        assert!(said("25006", locks).starts_with("the answer only reads"));
        let schema = said("42501", "permission denied for schema public");
        assert!(schema.ends_with("HINT: write the table without a schema: `FROM t`"), "{schema}");
        assert_eq!(said("42501", "permission denied for table x"), "permission denied for table x");
    }

    #[test]
    fn hints_are_kept() {
        let fault = SqlError { hint: Some("Perhaps you meant \"a\".".into()), ..at(8) };
        assert!(fault.shown("SELECT b").ends_with("HINT: Perhaps you meant \"a\"."));
    }

    #[test]
    fn what_is_hidden_names_no_value() {
        let fault = SqlError {
            code: "22P02".into(),
            message: "invalid input syntax for type integer: \"secret\"".into(),
            ..SqlError::default()
        };
        assert!(!fault.hidden().contains("secret"));
        let other = SqlError { code: "23505".into(), detail: Some("secret".into()), ..fault };
        assert_eq!(other.hidden(), "an error of PostgreSQL, SQLSTATE 23505");
    }

    #[test]
    fn codes_become_outcomes() {
        let of = |code: &str| SqlError { code: code.into(), ..SqlError::default() }.outcome();
        assert_eq!(of("42601"), Outcome::Invalid);
        assert_eq!(of("25006"), Outcome::Invalid);
        assert_eq!(of("22012"), Outcome::RuntimeError);
        assert_eq!(of("57014"), Outcome::TimeLimit);
        assert_eq!(of("53400"), Outcome::FileLimit);
        assert_eq!(of("54000"), Outcome::MemoryLimit);
    }
}
