//! Which lines of a reviewed file an answer names.
//!
//! A line of the notes that begins with a number and a colon (`12: …`, `12-14: …`, `- L12: …`)
//! names that line, and so does "line 12" anywhere. Naming is pointing: whether the reason beside
//! it is right, a person says.

use std::ops::{Range, RangeInclusive};

use crate::bank::review::Lines;

/// A span of more lines than this points at nothing.
const SPAN_MOST: usize = 10;
/// Words that a line needs beside its number: a number alone says nothing.
const WORDS_LEAST: usize = 2;

/// Lines that a sentence names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    pub lines: RangeInclusive<usize>,
    /// The line of the notes that names them, in bytes of the whole text.
    pub at: Range<usize>,
}

/// Every span of lines that a text names, in its order.
#[must_use]
pub fn named(text: &str) -> Vec<Named> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let said = line.trim_end();
        let at = start + (said.len() - said.trim_start().len())..start + said.len();
        start += line.len();
        if words(said) < WORDS_LEAST {
            continue;
        }
        for lines in spans(said) {
            let is_span = *lines.start() > 0 && lines.start() <= lines.end();
            let is_short = lines.end().saturating_sub(*lines.start()) < SPAN_MOST;
            let named = Named { lines, at: at.clone() };
            if is_span && is_short && !found.contains(&named) {
                found.push(named);
            }
        }
    }
    found
}

/// The first of these that names one of the lines.
#[must_use]
pub fn pointing<'n>(named: &'n [Named], lines: &Lines) -> Option<&'n Named> {
    named.iter().find(|named| lines.overlaps(&named.lines))
}

/// Words with letters, the one that says "line" left out.
fn words(line: &str) -> usize {
    let words = line.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let says = |word: &&str| {
        word.chars().filter(|c| c.is_alphabetic()).count() > 1
            && line_word(word).is_none_or(|rest| !rest.is_empty())
    };
    words.filter(says).count()
}

fn spans(line: &str) -> Vec<RangeInclusive<usize>> {
    let mut found = at_the_beginning(line);
    let mut rest = line;
    while let Some(at) = next_word(rest) {
        rest = &rest[at..];
        match line_word(rest) {
            Some(after) => {
                let (spans, left) = listed(after.trim_start_matches([' ', '.', '#', '\u{a0}']));
                found.extend(spans);
                rest = left;
            }
            None => rest = rest.trim_start_matches(char::is_alphanumeric),
        }
    }
    found
}

/// `12: …`, `12-14 - …`, `* L12, 20: …`.
fn at_the_beginning(line: &str) -> Vec<RangeInclusive<usize>> {
    let head = line.trim_start().trim_start_matches(['-', '*', '+', '•', '>', ' ', '#', '`', '[']);
    // `L12` and `l.12`; the word itself is looked for everywhere.
    let head = match head.strip_prefix(['L', 'l']) {
        Some(after) => after.strip_prefix('.').unwrap_or(after),
        None => head,
    };
    let (spans, rest) = listed(head);
    let rest = rest.trim_start_matches([' ', '`', ']']);
    let parts = [':', '-', '–', '—', '=', '|', '→', ')'];
    if rest.starts_with(parts) { spans } else { Vec::new() }
}

/// Where the next word begins.
fn next_word(text: &str) -> Option<usize> {
    text.find(char::is_alphanumeric)
}

/// What follows the word "line" or "lines", if the text begins with it.
fn line_word(text: &str) -> Option<&str> {
    let begins = |word: &str| {
        let (head, rest) = text.split_at_checked(word.len())?;
        let ends = !rest.starts_with(|c: char| c.is_alphabetic());
        (head.eq_ignore_ascii_case(word) && ends).then_some(rest)
    };
    begins("lines").or_else(|| begins("line"))
}

/// `12`, `12-14`, `3, 12 to 14 and 20`: the spans, and what follows them.
fn listed(text: &str) -> (Vec<RangeInclusive<usize>>, &str) {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((from, after)) = number(rest) {
        let to = ["-", "–", "to", "..", "through"].iter().find_map(|sign| {
            let second = after.trim_start().strip_prefix(sign)?;
            number(second.trim_start())
        });
        let (to, after) = to.unwrap_or((from, after));
        found.push(from..=to);
        rest = after;
        let next = [",", "and", "&", "/"].iter().find_map(|sign| {
            let next = after.trim_start().strip_prefix(sign)?.trim_start();
            number(next).map(|_| next)
        });
        match next {
            Some(next) => rest = next,
            None => break,
        }
    }
    (found, rest)
}

/// A number of up to six digits that is no part of a word, and what follows it.
fn number(text: &str) -> Option<(usize, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let is_whole = !rest.starts_with(|c: char| c.is_alphanumeric());
    let number = digits.parse().ok().filter(|_| is_whole && digits.len() <= 6);
    number.map(|number| (number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<(usize, usize)> {
        named(text).iter().map(|named| (*named.lines.start(), *named.lines.end())).collect()
    }

    #[test]
    fn a_number_before_a_colon_names_its_line() {
        for (text, expected) in [
            ("12: drops the late rows", (12, 12)),
            ("12-14: the join fans out", (12, 14)),
            ("12–14 – the join fans out", (12, 14)),
            ("  - 12: drops late rows", (12, 12)),
            ("* L12: drops late rows", (12, 12)),
            ("l.12 - drops late rows", (12, 12)),
            ("#12: drops late rows", (12, 12)),
            ("line 12 drops late rows", (12, 12)),
            ("Line 12: drops late rows", (12, 12)),
            ("I'd look at line 12, it drops rows", (12, 12)),
            ("lines 12 to 14 fan out the join", (12, 14)),
        ] {
            assert_eq!(lines(text), [expected], "{text}");
        }
        assert_eq!(lines("3, 12-14 and 20: same mistake here"), [(3, 3), (12, 14), (20, 20)]);
        assert_eq!(lines("12: it drops rows, see line 20"), [(12, 12), (20, 20)]);
    }

    #[test]
    fn other_numbers_name_nothing() {
        for text in [
            "12",
            "12:",
            "12: bad",
            "12 rows are lost every night",
            "1. it drops rows",
            "it takes 12: minutes or hours",
            "3x: slower than before",
            "the pipeline 12 times a day",
            "deadline 12 is too early for this",
            "1-400: all of it is wrong somehow",
            "0: there is no such line",
            "14-12: backwards is no span at all",
        ] {
            assert_eq!(lines(text), [], "{text}");
        }
    }

    #[test]
    fn a_span_of_ten_lines_is_the_longest() {
        assert_eq!(lines("1-10: all of this block"), [(1, 10)]);
        assert_eq!(lines("1-11: all of this block"), []);
    }

    #[test]
    fn what_names_a_line_is_the_whole_line_of_the_notes() {
        let text = "Two things.\n  12: drops late rows \nlines 3 and 4 hide errors";
        let found = named(text);
        assert_eq!(&text[found[0].at.clone()], "12: drops late rows");
        assert_eq!(&text[found[2].at.clone()], "lines 3 and 4 hide errors");
        let fault: Lines = "4-5".parse().expect("lines");
        assert_eq!(pointing(&found, &fault), Some(&found[2]));
        assert_eq!(pointing(&found, &"13".parse().expect("lines")), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in r"([0-9lLine :,\-–to\n]|line){0,40}") {
            for named in named(&text) {
                proptest::prop_assert!(text.get(named.at).is_some());
            }
        }
    }
}
