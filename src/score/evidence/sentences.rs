//! Sentences of an answer as people type it: prose, lists, wrapped lines, code.

use std::ops::Range;

/// A line at least this long (bytes) whose next line goes on in lower case is wrapped prose.
/// Shorter ones are list entries, of people or of code. Editors wrap at 72 or 80.
const WRAPPED_LINE: usize = 48;

/// Byte ranges of the sentences of a text, in order, without blanks or list marks around them.
///
/// A sentence ends at `.`, `!`, `?` before a blank, at `;`, at an empty line, before a list mark,
/// and at the end of a line that is not wrapped prose. Semicolons end one because they part whole
/// clauses, and a window should hold few of those.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        let ends = match c {
            '.' | '!' | '?' => ends_here(&text[start..at], c, &text[after..]),
            ';' => true,
            '\n' => line_ends_sentence(&text[..at], &text[after..]),
            _ => false,
        };
        if ends {
            push_trimmed(text, start..after, &mut found);
            start = after;
        }
    }
    push_trimmed(text, start..text.len(), &mut found);
    found
}

fn ends_here(before: &str, mark: char, after: &str) -> bool {
    let next = after.chars().next();
    // Also the closing quote or bracket of a quoted sentence, and the mark's own repetition.
    let stops =
        next.is_none_or(|c| c.is_whitespace() || matches!(c, '"' | '\'' | ')' | '\u{201d}'));
    if !stops {
        return false;
    }
    if mark != '.' {
        return true;
    }
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
    let is_list_number =
        !last.is_empty() && before.trim() == last && last.bytes().all(|b| b.is_ascii_digit());
    !is_list_number && !ABBREVIATIONS.contains(&last.to_ascii_lowercase().as_str())
}

const ABBREVIATIONS: &[&str] = &["e.g", "i.e", "eg", "ie", "vs", "approx", "resp", "cf", "fig"];

fn line_ends_sentence(before: &str, after: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or("").trim();
    let next_line = after.split('\n').next().unwrap_or("").trim_start();
    let goes_on = line.len() >= WRAPPED_LINE
        && next_line.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
        && list_mark(next_line) == 0;
    !goes_on
}

/// Bytes of the list mark at the start of a line: `-`, `*`, `•`, `1.`, `2)`, `a)` and a blank.
fn list_mark(line: &str) -> usize {
    let head = line.split(char::is_whitespace).next().unwrap_or("");
    let is_bullet = matches!(head, "-" | "*" | "+" | "\u{2022}" | "\u{2013}" | "\u{2014}");
    let numbered = head.strip_suffix(['.', ')']).is_some_and(|body| {
        let is_number = body.len() <= 2 && body.bytes().all(|b| b.is_ascii_digit());
        let is_letter = body.len() == 1 && body.bytes().all(|b| b.is_ascii_alphabetic());
        !body.is_empty() && (is_number || (is_letter && head.ends_with(')')))
    });
    if is_bullet || numbered { head.len() } else { 0 }
}

fn push_trimmed(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let piece = &text[range.clone()];
    let lead = piece.len() - piece.trim_start().len();
    let mark = list_mark(piece.trim_start());
    let body = &piece[lead + mark..];
    let start = range.start + lead + mark + (body.len() - body.trim_start().len());
    let end = start + body.trim().len();
    if text[start..end].chars().any(char::is_alphanumeric) {
        found.push(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn full_stops_end_sentences_but_not_numbers_or_abbreviations() {
        assert_eq!(
            cut("It took 1.5 s, e.g. at noon. Then v2.0 came! Did it? yes"),
            ["It took 1.5 s, e.g. at noon.", "Then v2.0 came!", "Did it?", "yes"]
        );
    }

    #[test]
    fn semicolons_part_clauses() {
        assert_eq!(
            cut("order holds per partition; key by account"),
            ["order holds per partition;", "key by account"]
        );
    }

    #[test]
    fn lists_need_no_full_stops() {
        assert_eq!(
            cut("I would\n- key by account\n- read in order\n1. retry\n2) stop\n"),
            ["I would", "key by account", "read in order", "retry", "stop"]
        );
    }

    #[test]
    fn a_numbered_first_line_keeps_its_words() {
        assert_eq!(cut("1. Partition it. 2. Retry it."), ["Partition it.", "Retry it."]);
    }

    #[test]
    fn wrapped_prose_is_one_sentence() {
        let text = "I would key every payment by its account id because the\nbroker keeps order inside a partition.";
        assert_eq!(cut(text).len(), 1);
    }

    #[test]
    fn short_lines_are_entries_of_a_list() {
        assert_eq!(cut("select a\nfrom b\nwhere c = 1").len(), 3);
    }

    #[test]
    fn an_empty_line_parts_even_long_lines() {
        let long = "we kept on going with the old pipeline for many weeks";
        assert_eq!(cut(&format!("{long}\n\n{long}")).len(), 2);
    }

    #[test]
    fn marks_alone_are_no_sentence() {
        assert!(cut("... \n - \n ;; ").is_empty());
        assert!(cut("").is_empty());
    }
}
