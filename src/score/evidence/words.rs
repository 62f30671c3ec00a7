//! Words of a text, with their byte ranges: lower case, stop words marked, English stems.
//!
//! Source of the method: docs/rules.md, "Evidence for free text", step 1. Stems are Snowball's
//! English ones (<https://snowballstem.org/algorithms/english/stemmer.html>).

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Bytes of the word in the text it came from.
    pub range: Range<usize>,
    /// The word in lower case, with straight apostrophes.
    pub lower: String,
    /// Its stem, or nothing where the word is a stop word or a negator.
    pub stem: Option<String>,
}

/// Splits a text into words. Letters and digits make a word; so do an apostrophe between
/// letters (`don't`) and a point or comma between digits (`1.5`, `10,000`). Underscores and
/// hyphens part words, so that `row_number`, `row-number` and `row number` agree.
#[must_use]
pub fn words(text: &str) -> Vec<Word> {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut found = Vec::new();
    let mut start = None;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, next)| next);
        if c.is_alphanumeric() || joins(before, c, after) {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            found.push(word(&stemmer, text, from..at));
        }
        before = c;
    }
    if let Some(from) = start {
        found.push(word(&stemmer, text, from..text.len()));
    }
    found
}

fn joins(before: char, c: char, after: char) -> bool {
    match c {
        '\'' | '\u{2019}' => before.is_alphabetic() && after.is_alphabetic(),
        '.' | ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

fn word(stemmer: &Stemmer, text: &str, range: Range<usize>) -> Word {
    let lower = text[range.clone()].to_lowercase().replace('\u{2019}', "'");
    let stem = stem_of(stemmer, &lower);
    Word { range, lower, stem }
}

fn stem_of(stemmer: &Stemmer, lower: &str) -> Option<String> {
    if is_stop_word(lower) || super::polarity::is_negator(lower) {
        return None;
    }
    // What follows an apostrophe ('s, 're, 'll) carries no content of its own.
    let bare = lower.split('\'').next().unwrap_or(lower);
    if is_stop_word(bare) {
        return None;
    }
    let plain = if bare.starts_with(|c: char| c.is_ascii_digit()) {
        bare.replace(',', "")
    } else {
        bare.to_owned()
    };
    Some(stemmer.stem(&plain).into_owned())
}

/// The stems of a text, in order and as often as they are there.
#[must_use]
pub fn stems(text: &str) -> Vec<String> {
    words(text).into_iter().filter_map(|word| word.stem).collect()
}

/// The distinct stems of a text, in the order they first appear.
#[must_use]
pub fn distinct_stems(text: &str) -> Vec<String> {
    distinct(self::stems(text))
}

pub(super) fn distinct(stems: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for stem in stems {
        if !found.contains(&stem) {
            found.push(stem);
        }
    }
    found
}

/// Whether two stems are one word: equal, or of 5 letters and more and one edit apart (a letter
/// added, left out, changed, or two neighbours swapped). Digits never bend: 10000 is not 10001.
#[must_use]
pub fn same_stem(a: &str, b: &str) -> bool {
    a == b || (bends(a) && bends(b) && one_edit_apart(a.as_bytes(), b.as_bytes()))
}

/// Only plain letters bend, so that bytes are letters and an edit of a byte is one of a letter.
fn bends(stem: &str) -> bool {
    stem.len() >= 5 && stem.bytes().all(|byte| byte.is_ascii_lowercase())
}

fn one_edit_apart(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (short, long) = (&short[same..], &long[same..]);
    if short.len() < long.len() {
        return short == &long[1..];
    }
    match (short, long) {
        ([], []) => true,
        ([_, x @ ..], [_, y @ ..]) if x == y => true,
        ([p, q, x @ ..], [r, s, y @ ..]) => p == s && q == r && x == y,
        _ => false,
    }
}

/// Words that carry grammar and no content. A short list on purpose: words such as "once",
/// "only", "before" and "between" decide many answers here, and idf weighs the rest.
fn is_stop_word(lower: &str) -> bool {
    STOP_WORDS.contains(lower)
}

static STOP_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "a about also am an and any are as at be because been being but by can could did \
         do does doing done either etc for from had has have having he her here him his \
         how i if in into is it its itself just let lets like may me might more most much \
         must my of on or our ours really s shall she should since so some such t than that the \
         their them then there these they this those though to too up us very was we were \
         what when where which while who why will with would you your yours"
        .split(' ')
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_fold_inflections_together() {
        assert_eq!(distinct_stems("partitions partitioned partitioning"), ["partit"]);
    }

    #[test]
    fn identifiers_fall_into_their_words() {
        assert_eq!(distinct_stems("row_number"), distinct_stems("row number"));
        assert_eq!(distinct_stems("in-flight"), ["flight"]);
    }

    #[test]
    fn numbers_stay_whole() {
        assert_eq!(distinct_stems("1.5 and 10,000."), ["1.5", "10000"]);
    }

    #[test]
    fn contractions_lose_their_tail() {
        assert_eq!(distinct_stems("it's Kafka\u{2019}s"), ["kafka"]);
    }

    #[test]
    fn negators_are_no_content() {
        assert_eq!(distinct_stems("it doesn't and cannot never order"), ["order"]);
    }

    #[test]
    fn ranges_point_into_the_text() {
        let text = "Äpfel, don\u{2019}t 1.5!";
        let cut: Vec<&str> = words(text).iter().map(|w| &text[w.range.clone()]).collect();
        assert_eq!(cut, ["Äpfel", "don\u{2019}t", "1.5"]);
    }

    #[test]
    fn one_edit_joins_long_stems_only() {
        assert!(same_stem("idempot", "idempt"));
        assert!(same_stem("kafka", "kakfa"));
        assert!(same_stem("order", "ordes"));
        assert!(!same_stem("sort", "port"), "four letters must agree");
        assert!(!same_stem("order", "oldest"));
        assert!(!same_stem("abcde", "abdec"), "a swap is of two, not a move of one past two");
        assert!(!same_stem("10000", "10001"));
    }
}
