//! The four letters in a story's text, and what stands beside them.
//!
//! A heading that is a letter's name begins it, `## Situation` or `# Result: what came of it`, and the
//! next heading of its level or above ends it. Where there is no such heading, `Situation: …` at the
//! beginning of a line does, as in model answers. Comments (`<!-- … -->`) are nobody's words.

use crate::score::star::{LETTERS, split_letters};

/// The letters of a text, and its other lines.
pub fn read(body: &str) -> ([String; 4], String) {
    let body = without_comments(body);
    let headings = headings(&body);
    if !headings.iter().any(|heading| heading.letter.is_some()) {
        return match has_letters(&body) {
            true => (split_letters(&body).map(|text| unescaped(&text)), String::new()),
            false => (Default::default(), unescaped(body.trim())),
        };
    }
    let mut letters: [Vec<&str>; 4] = Default::default();
    let mut notes: Vec<&str> = Vec::new();
    let mut at = 0;
    // The letter that is open, and the level of its heading.
    let mut open: Option<(usize, usize)> = None;
    for heading in &headings {
        put(&mut letters, &mut notes, open, &body[at..heading.from]);
        at = heading.to;
        match (heading.letter, open) {
            (Some(letter), _) => open = Some((letter, heading.level)),
            // What stands under a letter belongs to it, its heading too.
            (None, Some((_, level))) if heading.level > level => {
                put(&mut letters, &mut notes, open, &body[heading.from..heading.to]);
            }
            (None, _) => {
                open = None;
                notes.push(&body[heading.from..heading.to]);
            }
        }
    }
    put(&mut letters, &mut notes, open, &body[at..]);
    (letters.map(|pieces| joined(&pieces)), joined(&notes))
}

/// Whether a text names a letter at the beginning of a line.
fn has_letters(text: &str) -> bool {
    let names = |line: &str| {
        let line = line.trim_start();
        LETTERS.iter().any(|letter| {
            line.get(..letter.len()).is_some_and(|head| head.eq_ignore_ascii_case(letter))
                && line[letter.len()..].starts_with(':')
        })
    };
    text.lines().any(names)
}

fn put<'t>(
    letters: &mut [Vec<&'t str>; 4],
    notes: &mut Vec<&'t str>,
    open: Option<(usize, usize)>,
    text: &'t str,
) {
    match open {
        Some((letter, _)) => letters[letter].push(text),
        None => notes.push(text),
    }
}

fn joined(pieces: &[&str]) -> String {
    unescaped(pieces.concat().trim())
}

struct Heading {
    from: usize,
    /// Behind its line.
    to: usize,
    level: usize,
    letter: Option<usize>,
}

fn headings(body: &str) -> Vec<Heading> {
    let mut at = 0;
    let mut found = Vec::new();
    for line in body.split_inclusive('\n') {
        let (from, to) = (at, at + line.len());
        at = to;
        if let Some((level, text)) = heading(line) {
            found.push(Heading { from, to, level, letter: letter(text) });
        }
    }
    found
}

/// Its level and words: `## Situation` is 2.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let text = &line[level..];
    let is_heading = (1..=6).contains(&level) && (text.trim().is_empty() || text.starts_with(' '));
    is_heading.then(|| (level, text.trim()))
}

/// `Result`, `RESULT:`, `Result – what came of it`; not `Results`.
fn letter(text: &str) -> Option<usize> {
    LETTERS.iter().position(|letter| {
        let head = text.get(..letter.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(letter))
            && !text[letter.len()..].trim_start().starts_with(char::is_alphanumeric)
    })
}

/// One without an end is no comment.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(from) = rest.find(COMMENT) {
        let Some(length) = rest[from..].find("-->") else { break };
        kept.push_str(&rest[..from]);
        rest = &rest[from + length + "-->".len()..];
    }
    kept.push_str(rest);
    kept
}

const COMMENT: &str = "<!--";

/// How a text is written so that none of it is taken for a heading or a comment.
pub(super) fn escaped(text: &str) -> String {
    let line = |line: &str| {
        // A backslash more also where some are there, so that they come back as they were.
        let slashes = line.bytes().take_while(|byte| *byte == b'\\').count();
        let is_heading = heading(&line[slashes..]).is_some();
        let line = line.replace("<\\", "<\\\\").replace(COMMENT, "<\\!--");
        if is_heading { format!("\\{line}") } else { line }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn unescaped(text: &str) -> String {
    let line = |line: &str| {
        let slashes = line.bytes().take_while(|byte| *byte == b'\\').count();
        let is_heading = slashes > 0 && heading(&line[slashes..]).is_some();
        let line = if is_heading { &line[1..] } else { line };
        let mut clean = String::with_capacity(line.len());
        let mut rest = line;
        while let Some(at) = rest.find("<\\") {
            clean.push_str(&rest[..=at]);
            rest = &rest[at + "<\\".len()..];
            // `<\!--` is a comment's beginning, `<\\` a backslash behind `<`.
            if rest.starts_with('\\') {
                clean.push('\\');
                rest = &rest[1..];
            } else if !rest.starts_with("!--") {
                clean.push('\\');
            }
        }
        clean.push_str(rest);
        clean
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}
