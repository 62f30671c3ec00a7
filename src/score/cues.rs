//! Cues: fixed words and phrases that show how somebody talks. Evidence to read, never a mark.

use std::ops::Range;

/// A cue as it is in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    pub cue: &'static str,
    /// Bytes in the text.
    pub range: Range<usize>,
}

/// The cues of a comma-separated list that are in a text as whole words, in the list's order,
/// each at its first place. `*` at a cue's end takes any ending: `in 20*`.
#[must_use]
pub fn cues(text: &str, list: &'static str) -> Vec<Cue> {
    let folded = Folded::of(text);
    list.split(',').map(str::trim).filter_map(|cue| folded.find(cue)).collect()
}

/// Whether any cue of the list is in a text.
#[must_use]
pub fn has_cue(text: &str, list: &'static str) -> bool {
    !cues(text, list).is_empty()
}

/// A text in lower case, blanks and apostrophes alike, with the way back to the original.
struct Folded {
    text: String,
    /// For every byte of `text`, and its end, the byte it came from.
    origin: Vec<usize>,
}

impl Folded {
    fn of(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut origin = Vec::with_capacity(original.len() + 1);
        for (at, c) in original.char_indices() {
            let folded = match c {
                '\u{2019}' => '\'',
                c if c.is_whitespace() => ' ',
                c => c,
            };
            for lower in folded.to_lowercase() {
                text.push(lower);
                origin.resize(text.len(), at);
            }
        }
        origin.push(original.len());
        Self { text, origin }
    }

    fn find(&self, cue: &'static str) -> Option<Cue> {
        let stem = cue.trim_end_matches('*');
        let is_open = stem.len() < cue.len();
        let found = self.text.match_indices(stem).find(|(at, _)| {
            let before = self.text[..*at].chars().next_back();
            let after = self.text[at + stem.len()..].chars().next();
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !is_word(before) && (is_open || !is_word(after))
        })?;
        let (start, end) = (found.0, found.0 + stem.len());
        Some(Cue { cue, range: self.origin[start]..self.origin[end] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str, list: &'static str) -> Vec<&'static str> {
        cues(text, list).into_iter().map(|cue| cue.cue).collect()
    }

    #[test]
    fn cues_are_whole_words_in_any_case() {
        assert_eq!(found("Two weeks AGO, a pagoda", "ago, weeks ago, week"), ["ago", "weeks ago"]);
    }

    #[test]
    fn a_star_takes_any_ending() {
        assert_eq!(found("in 2023", "in 20*, in 19*"), ["in 20*"]);
    }

    #[test]
    fn lines_and_curly_apostrophes_are_no_hindrance() {
        let text = "Ä, I don\u{2019}t\nknow";
        let found = cues(text, "i don't know");
        assert_eq!(&text[found[0].range.clone()], "I don\u{2019}t\nknow");
        assert!(has_cue(text, "know") && !has_cue("", "know"));
    }

    proptest! {
        #[test]
        fn ranges_lie_on_letters_of_the_text(text in "\\PC{0,60}") {
            for cue in cues(&text, "a, i, the, e*, 1*") {
                prop_assert!(text.get(cue.range).is_some());
            }
        }
    }
}
