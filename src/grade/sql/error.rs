//! What PostgreSQL found wrong, as a candidate reads it: with the line, a caret and its hint.

use crate::engine::verdict::Outcome;

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

/// Columns that an excerpt takes at most.
const WIDTH: usize = 72;

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

    /// The whole for a candidate who may see the data.
    pub fn shown(&self, code: &str) -> String {
        let mut shown = self.message.clone();
        if let Some(place) = self.position.and_then(|position| place(code, position)) {
            shown = format!(
                "{shown} (line {}, column {})\n{}",
                place.line, place.column, place.excerpt
            );
        }
        let notes = [("DETAIL", &self.detail), ("HINT", &self.hint)];
        for (name, note) in notes {
            if let Some(note) = note {
                shown = format!("{shown}\n{name}: {note}");
            }
        }
        shown
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

struct Caret {
    line: usize,
    column: usize,
    excerpt: String,
}

/// Where a character stands, and its line with a caret below.
fn place(code: &str, position: usize) -> Option<Caret> {
    let before: String = code.chars().take(position.checked_sub(1)?).collect();
    let line = before.matches('\n').count();
    let column = before.chars().rev().take_while(|c| *c != '\n').count();
    let text: Vec<char> = code.split('\n').nth(line)?.chars().map(plain).collect();
    let from = (column + 8).saturating_sub(WIDTH);
    let part: String = text.iter().skip(from).take(WIDTH).collect();
    let number = (line + 1).to_string();
    let margin = " ".repeat(number.len());
    let caret = " ".repeat(column - from);
    let part = part.trim_end();
    let excerpt = format!(" {number} | {part}\n {margin} | {caret}^");
    Some(Caret { line: line + 1, column: column + 1, excerpt })
}

/// One column for each character, so that the caret stands right.
fn plain(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(position: usize) -> SqlError {
        SqlError { position: Some(position), ..SqlError::own("column \"b\" does not exist") }
    }

    #[test]
    fn a_position_becomes_a_line_and_a_caret() {
        let shown = at(18).shown("SELECT a,\n\tcount(b) AS n\nFROM t");
        assert_eq!(
            shown,
            "column \"b\" does not exist (line 2, column 8)\n 2 |  count(b) AS n\n   |        ^"
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
        let code = format!("SELECT {} b", "a, ".repeat(100));
        let shown = at(code.len()).shown(&code);
        assert!(shown.lines().all(|line| line.chars().count() <= WIDTH + 8), "{shown}");
        let caret = shown.lines().last().and_then(|line| line.find('^'));
        let letter = shown.lines().nth(1).and_then(|line| line.rfind('b'));
        assert_eq!(caret, letter);
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
