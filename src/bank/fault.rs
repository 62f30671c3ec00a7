//! What is wrong with a file of the bank, and where.

use std::ops::Range;

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::bank::rule::Rule;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The rule is broken: `mock bank lint` fails.
    Error,
    /// Worth a look; nothing fails.
    Warning,
}

/// One broken rule at one place of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub path: String,
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// Bytes of the file.
    pub span: Range<usize>,
    pub rule: Rule,
    pub severity: Severity,
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl Fault {
    /// A fault of a whole file, shown at its beginning.
    pub fn of_file(path: &str, rule: Rule, message: String, help: Option<&str>) -> Fault {
        Fault {
            path: path.to_owned(),
            line: 1,
            column: 1,
            span: 0..0,
            rule,
            severity: Severity::Error,
            message,
            help: help.map(str::to_owned),
        }
    }

    /// The same complaint at a place of `text`.
    #[must_use]
    pub fn at(mut self, text: &str, span: Range<usize>) -> Fault {
        (self.line, self.column) = line_and_column(text, span.start);
        self.span = span;
        self
    }

    /// In the order a reader walks the files.
    pub fn order(&self) -> (&str, usize, u32, &str) {
        (&self.path, self.span.start, self.rule.number, &self.message)
    }
}

/// Line and column, both from 1, the column in characters.
fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Fault", 9)?;
        out.serialize_field("path", &self.path)?;
        out.serialize_field("line", &self.line)?;
        out.serialize_field("column", &self.column)?;
        out.serialize_field("start", &self.span.start)?;
        out.serialize_field("end", &self.span.end)?;
        out.serialize_field("rule", &self.rule.number)?;
        out.serialize_field("name", self.rule.name)?;
        out.serialize_field("severity", &self.severity)?;
        out.serialize_field("message", &self.message)?;
        out.serialize_field("help", &self.help)?;
        out.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::rule;

    #[test]
    fn columns_count_characters() {
        let text = "a = 1\nü = 2\n";
        let fault = Fault::of_file("x", rule::SCHEMA, String::new(), None);
        let fault = fault.at(text, 9..10);
        assert_eq!((fault.line, fault.column), (2, 3));
    }

    #[test]
    fn a_place_inside_a_character_or_past_the_end_is_no_panic() {
        assert_eq!(line_and_column("ü", 1), (1, 1));
        assert_eq!(line_and_column("a\n", 99), (2, 1));
    }
}
