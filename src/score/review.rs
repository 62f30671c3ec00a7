//! Which lines of a reviewed file an answer names.
//!
//! A line of the notes that begins with a number and a colon (`12: …`, `12-14: …`, `- L12: …`)
//! names that line, and so does "line 12" anywhere. Naming is pointing: whether the reason beside
//! it is right, a person says. Whoever names everything points at nothing.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use crate::bank::review::{Lines, Review};
use crate::format::plan::{CASES_FIELD, CODE_FIELD};

/// How a line of the notes names a line of the file.
pub const FORM: &str = "12: what it does, and why that hurts";

/// A span of more lines than this points at nothing.
const SPAN_MOST: usize = 10;
/// Words that a line needs beside its number: a number alone says nothing.
const WORDS_LEAST: usize = 2;
/// A span that holds lines of more faults than these doesn't say which is meant.
pub const FAULTS_MOST: usize = 2;
/// From this many lines of the notes on that say the same, they say nothing.
pub const COPIES_LEAST: usize = 3;
/// Places without a fault that an answer may name for each fault that was planted.
pub const IN_VAIN_MOST: usize = 2;

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

/// What the words of an answer name in a reviewed file, and which of it points at something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointing<'t> {
    places: Vec<Place<'t>>,
    /// Places that were named and hold no fault, or too many.
    pub in_vain: usize,
    /// How many of these there may be.
    pub in_vain_most: usize,
    /// Lines of the notes that say the same as others do.
    pub copied: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Place<'t> {
    field: &'t str,
    text: &'t str,
    named: Named,
    points: bool,
}

/// The words that name a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words<'t> {
    pub field: &'t str,
    /// In bytes of the field.
    pub at: Range<usize>,
    pub said: &'t str,
}

impl<'t> Pointing<'t> {
    /// Of the fields of an answer, by name and text. Code and own cases name nothing.
    pub fn of(review: &Review, fields: impl IntoIterator<Item = (&'t str, &'t str)>) -> Self {
        let words =
            fields.into_iter().filter(|(name, _)| ![CODE_FIELD, CASES_FIELD].contains(name));
        let mut places = Vec::new();
        // Lines of the notes by what they say.
        let mut lines: BTreeMap<String, Vec<(&str, usize)>> = BTreeMap::new();
        for (field, text) in words {
            for named in named(text) {
                let same = lines.entry(reason(&text[named.at.clone()])).or_default();
                let line = (field, named.at.start);
                if !same.contains(&line) {
                    same.push(line);
                }
                places.push(Place { field, text, named, points: true });
            }
        }
        let copied = |said: &str| lines.get(&reason(said)).map_or(0, Vec::len) >= COPIES_LEAST;
        let (mut in_vain, mut seen) = (0, Vec::new());
        for place in &mut places {
            let span = &place.named.lines;
            let faults = review.faults.iter().filter(|fault| fault.lines.overlaps(span)).count();
            let is_clear = (1..=FAULTS_MOST).contains(&faults);
            if !is_clear && !seen.contains(span) {
                seen.push(span.clone());
                in_vain += 1;
            }
            place.points = is_clear && !copied(&place.text[place.named.at.clone()]);
        }
        let copied: usize = lines.values().map(Vec::len).filter(|same| *same >= COPIES_LEAST).sum();
        let in_vain_most = review.faults.len() * IN_VAIN_MOST;
        Pointing { places, in_vain, in_vain_most, copied }
    }

    /// Whether so much was named in vain that nothing of it counts.
    #[must_use]
    pub fn is_guessing(&self) -> bool {
        self.in_vain > self.in_vain_most
    }

    /// The first words that point at these lines.
    #[must_use]
    pub fn at(&self, lines: &Lines) -> Option<Words<'t>> {
        let place = self.places.iter().find(|place| place.points && place.is_in(lines));
        place.filter(|_| !self.is_guessing()).map(Place::words)
    }

    /// The first words that name these lines, whether or not they count.
    #[must_use]
    pub fn naming(&self, lines: &Lines) -> Option<Words<'t>> {
        self.places.iter().find(|place| place.is_in(lines)).map(Place::words)
    }

    /// What was named beside these.
    #[must_use]
    pub fn besides(&self, lines: &[&Lines]) -> Vec<Words<'t>> {
        let besides = |place: &&Place<'t>| !lines.iter().any(|lines| place.is_in(lines));
        self.places.iter().filter(besides).map(Place::words).collect()
    }
}

impl<'t> Place<'t> {
    fn is_in(&self, lines: &Lines) -> bool {
        lines.overlaps(&self.named.lines)
    }

    fn words(&self) -> Words<'t> {
        let at = self.named.at.clone();
        Words { field: self.field, said: &self.text[at.clone()], at }
    }
}

/// What a line of the notes says, without its numbers.
fn reason(line: &str) -> String {
    let words = line.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let says = |word: &&str| {
        let is_line = line_word(word).is_some_and(str::is_empty);
        !word.is_empty() && !word.contains(|c: char| c.is_ascii_digit()) && !is_line
    };
    words.filter(says).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
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
    use crate::bank::review::Planted;

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
    }

    /// Faults on these lines.
    fn review(faults: &[&str]) -> Review {
        let fault = |lines: &&str| Planted {
            id: format!("on-{lines}"),
            lines: lines.parse().expect("lines"),
            text: String::new(),
            weight: 2,
            must: false,
            case: None,
        };
        let faults = faults.iter().map(fault).collect();
        Review { file: "starter.sql".to_owned(), faults, sound: Vec::new() }
    }

    /// Which of these faults the notes point at.
    fn found(faults: &[&str], notes: &str) -> Vec<bool> {
        let review = review(faults);
        let pointing = Pointing::of(&review, [("code", "line 1 is mine"), ("notes", notes)]);
        review.faults.iter().map(|fault| pointing.at(&fault.lines).is_some()).collect()
    }

    const FAULTS: [&str; 4] = ["17-19, 23", "20", "25", "28"];

    #[test]
    fn the_first_words_on_a_fault_point_at_it() {
        let review = review(&["4-5"]);
        let notes = "3: not this one\n4 and 5: hides errors\n5: and again here";
        let pointing = Pointing::of(&review, [("cases", "4: a case of mine"), ("notes", notes)]);
        let words = pointing.at(&review.faults[0].lines).expect("pointed at");
        assert_eq!((words.field, words.said), ("notes", "4 and 5: hides errors"));
        assert_eq!(&notes[words.at], words.said);
        assert_eq!(pointing.at(&"13".parse().expect("lines")), None);
        assert_eq!((pointing.in_vain, pointing.in_vain_most), (1, 2));
    }

    #[test]
    fn honest_notes_point_whatever_else_they_name() {
        let notes = "17: the join multiplies refunds\n20: integer division\n25: drops the last day\n\
                     28: an inner join loses months\n1: typo in the comment\n5: could be a CTE\n\
                     9: an alias would help\n12: why not a view";
        assert_eq!(found(&FAULTS, notes), [true; 4]);
        let twice = "20: integer division\n25: integer division";
        assert_eq!(found(&FAULTS, twice), [false, true, true, false]);
        let spans = "17-20: refunds are joined twice and cut\n24-26: the end is lost";
        assert_eq!(found(&FAULTS, spans), [true, true, true, false]);
    }

    #[test]
    fn the_same_words_on_many_lines_point_at_nothing() {
        for phrase in ["this looks wrong", "Line looks wrong!", "looks WRONG, l."] {
            let notes: Vec<String> = (17..=28).map(|at| format!("{at}: {phrase}")).collect();
            assert_eq!(found(&FAULTS, &notes.join("\n")), [false; 4], "{phrase}");
        }
        let mixed = "17: looks wrong\n20: looks wrong\n25: looks wrong\n28: loses months";
        assert_eq!(found(&FAULTS, mixed), [false, false, false, true]);
        // One line that names several is one reason.
        assert_eq!(found(&FAULTS, "17, 20, 25 and 28: the same mistake"), [true; 4]);
    }

    #[test]
    fn whoever_names_everything_points_at_nothing() {
        let line = |at: usize| format!("{at}: it {} off here", "is ".repeat(at));
        let every: Vec<String> = (1..=29).map(line).collect();
        assert_eq!(found(&FAULTS, &every.join("\n")), [false; 4]);
        let listed: Vec<String> = (1..=29).map(|at| at.to_string()).collect();
        assert_eq!(found(&FAULTS, &format!("{}: wrong somehow", listed.join(", "))), [false; 4]);
        assert_eq!(found(&FAULTS, "17-26: all of this is off"), [false; 4], "three at once");
        let halves = "11-20: wrong in here\n21-29: and here too";
        assert_eq!(found(&FAULTS, halves), [true, true, false, false]);
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
