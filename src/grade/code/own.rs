//! Cases that the candidate added: one a line, `[arguments] -> result`.

mod form;
mod literal;

use literal::is_comment;

use crate::bank::task::{CodeCase, Language};
use crate::engine::verdict::UnreadLine;

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
/// exception; what a test of the language looks like is read too (`form`). A line that neither calls
/// nor has an arrow is a case in words: it counts for the score, and cannot be run.
pub fn own_cases(text: &str, entry: &str, language: Language) -> OwnCases {
    let mut own = OwnCases::default();
    let mut lines = text.lines().map(str::trim).enumerate().peekable();
    while let Some((index, line)) = lines.next() {
        if is_comment(line) {
            continue;
        }
        let parsed = match line.strip_prefix(">>>") {
            // What a session of Python shows: the call, and below it what came back.
            Some(call) => match lines.next_if(|(_, next)| is_shown(next)) {
                Some((_, shown)) => {
                    form::parse(&format!("{} -> {shown}", call.trim()), entry, language)
                }
                None => Err("the result is missing in the next line".to_owned()),
            },
            None => form::parse(line, entry, language),
        };
        match parsed {
            Ok((args, expect)) => {
                let name = format!("own {}", index + 1);
                let case =
                    CodeCase { name, visible: true, args, expect, float_tol: None, folders: None };
                own.cases.push(case);
            }
            Err(why) if form::looks_like_a_case(line, entry, language) => {
                own.unread.push(unread(index + 1, line, why));
            }
            Err(_) => {}
        }
    }
    own
}

fn is_shown(line: &str) -> bool {
    !line.starts_with(">>>") && !is_comment(line)
}

/// A line that isn't run, as a verdict tells of it.
pub fn unread(line: usize, text: &str, why: String) -> UnreadLine {
    let mut quoted: String = text.chars().take(QUOTED).collect();
    if quoted.len() < text.len() {
        quoted.push('…');
    }
    UnreadLine { line, text: quoted, why }
}

#[cfg(test)]
#[path = "own_tests.rs"]
mod tests;
