//! Cases that the candidate added: one a line, `[arguments] -> result`.

mod literal;

use literal::{Reader, Why};

use crate::bank::task::{CodeCase, Expected};
use crate::engine::verdict::UnreadLine;

/// What stands between arguments and result, longer ones first.
const ARROWS: [&str; 5] = ["->", "=>", "===", "==", "→"];

/// Letters of a line that a message quotes.
const QUOTED: usize = 60;

/// The lines of the own cases, read.
#[derive(Debug, Default)]
pub struct OwnCases {
    /// Those that can be run.
    pub cases: Vec<CodeCase>,
    /// Those that look like cases and can't be.
    pub unread: Vec<UnreadLine>,
}

/// `entry(1, 2) -> 3` says the same as `[1, 2] -> 3`, and `[0] -> raises ValueError` expects an
/// exception. A line without an arrow is a case in words: it counts for the score, and cannot be
/// run.
pub fn own_cases(text: &str, entry: &str) -> OwnCases {
    let mut own = OwnCases::default();
    for (index, line) in text.lines().map(str::trim).enumerate() {
        if is_comment(line) {
            continue;
        }
        match parse(line, entry) {
            Ok((args, expect)) => {
                let name = format!("own {}", index + 1);
                let case = CodeCase { name, visible: true, args, expect, float_tol: None };
                own.cases.push(case);
            }
            Err(why) if looks_like_a_case(line, entry) => {
                own.unread.push(unread(index + 1, line, why));
            }
            Err(_) => {}
        }
    }
    own
}

/// A line that isn't run, as a verdict tells of it.
pub fn unread(line: usize, text: &str, why: String) -> UnreadLine {
    let mut quoted: String = text.chars().take(QUOTED).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    UnreadLine { line, text: quoted, why }
}

fn is_comment(line: &str) -> bool {
    line.is_empty() || line.starts_with('#') || line.starts_with("//")
}

fn looks_like_a_case(line: &str, entry: &str) -> bool {
    let is_call = line.strip_prefix(entry).is_some_and(|rest| rest.trim_start().starts_with('('));
    is_call || ARROWS.iter().any(|arrow| line.contains(arrow))
}

fn parse(line: &str, entry: &str) -> Result<(Vec<serde_json::Value>, Expected), Why> {
    let mut reader = Reader::new(line);
    let args = arguments(&mut reader, entry)?;
    if !ARROWS.iter().any(|arrow| reader.take(arrow)) {
        return Err(reader.expected("`->` and the result"));
    }
    let expect = result(&mut reader)?;
    reader.skip_blanks();
    match is_comment(reader.rest()) {
        true => Ok((args, expect)),
        false => Err(reader.expected("the end of the line")),
    }
}

fn arguments(reader: &mut Reader<'_>, entry: &str) -> Result<Vec<serde_json::Value>, Why> {
    let mut called = Reader::new(reader.rest());
    if called.take_name() == Some(entry) && called.take("(") {
        let args = called.values(")")?;
        *reader = called;
        return Ok(args);
    }
    let is_list = reader.rest().starts_with(['[', '(']);
    match reader.value()? {
        serde_json::Value::Array(args) if is_list => Ok(args),
        _ => Err(format!("the arguments are a list, as in `[1, 2] -> 3`, or `{entry}(1, 2) -> 3`")),
    }
}

fn result(reader: &mut Reader<'_>) -> Result<Expected, Why> {
    let mut raised = Reader::new(reader.rest());
    if raised.take_name() == Some("raises") {
        let name = raised.take_name().map(str::to_owned);
        let name = name.ok_or_else(|| raised.expected("the exception's name"))?;
        *reader = raised;
        return Ok(Expected::Raises(name));
    }
    reader.value().map(Expected::Value)
}

#[cfg(test)]
#[path = "own_tests.rs"]
mod tests;
