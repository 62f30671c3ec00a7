//! An answer, read once: its sentences, their words, and which windows state something.

use std::collections::BTreeMap;
use std::ops::Range;

use super::phrasing::Phrasing;
use super::words::{self, Word};
use super::{polarity, sentences, verbs};

/// An answer cut into sentences and words.
#[derive(Debug)]
pub(super) struct Answer {
    sentences: Vec<Sentence>,
    words: Vec<Word>,
    /// Each distinct stem and where it stands: the sentence, and whether its clause negates.
    stems: Vec<(String, Vec<(usize, bool)>)>,
}

/// The terms of a phrasing that stand in a sentence, a bit for each.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hits {
    pub(super) affirmed: u128,
    pub(super) negated: u128,
}

#[derive(Debug)]
struct Sentence {
    range: Range<usize>,
    /// Its words among the answer's.
    words: Range<usize>,
    has_verb: bool,
}

/// One sentence, or two that follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    first: usize,
    count: usize,
}

impl Window {
    pub(super) const fn sentences(self) -> Range<usize> {
        self.first..self.first + self.count
    }
}

impl Answer {
    pub(super) fn read(text: &str) -> Self {
        let words = words::words(text);
        let mut from = 0;
        let sentences: Vec<Sentence> = sentences::sentences(text)
            .into_iter()
            .map(|range| {
                let upto = |end: usize| words.partition_point(|word| word.range.start < end);
                let its = upto(range.start).max(from)..upto(range.end);
                from = its.end;
                Sentence {
                    has_verb: verbs::has_verb(&words[its.clone()])
                        || has_arrow(&text[range.clone()]),
                    words: its,
                    range,
                }
            })
            .collect();
        let stems = stems_of(text, &sentences, &words);
        Self { sentences, words, stems }
    }

    /// The windows that state something, one sentence before two, in order.
    pub(super) fn windows(&self) -> impl Iterator<Item = Window> {
        let of = |count: usize| {
            (0..(self.sentences.len() + 1).saturating_sub(count))
                .map(move |first| Window { first, count })
        };
        of(1)
            .chain(of(2))
            .filter(|window| self.sentences[window.sentences()].iter().any(|s| s.has_verb))
    }

    /// For each sentence, the terms of the phrasing that stand in it.
    pub(super) fn hits(&self, phrasing: &Phrasing) -> Vec<Hits> {
        let mut hits = vec![Hits::default(); self.sentences.len()];
        for (bit, term) in phrasing.terms.iter().enumerate() {
            for (stem, places) in &self.stems {
                if words::same_stem(&term.stem, stem) {
                    for &(sentence, is_negated) in places {
                        let Hits { affirmed, negated } = &mut hits[sentence];
                        *(if is_negated { negated } else { affirmed }) |= 1_u128 << bit;
                    }
                }
            }
        }
        hits
    }

    /// Byte ranges of the words of a window that match a phrasing.
    pub(super) fn matched_words(&self, window: Window, phrasing: &Phrasing) -> Vec<Range<usize>> {
        let is_term =
            |stem: &String| phrasing.terms.iter().any(|t| words::same_stem(&t.stem, stem));
        self.sentences[window.sentences()]
            .iter()
            .flat_map(|sentence| &self.words[sentence.words.clone()])
            .filter(|word| word.stem.as_ref().is_some_and(is_term))
            .map(|word| word.range.clone())
            .collect()
    }

    /// Bytes of the window in the answer.
    pub(super) fn range(&self, window: Window) -> Range<usize> {
        let sentences = &self.sentences[window.sentences()];
        match (sentences.first(), sentences.last()) {
            (Some(first), Some(last)) => first.range.start..last.range.end,
            _ => 0..0,
        }
    }
}

/// A line of a diagram, `source -> ingest: kafka`, states that one feeds the other.
fn has_arrow(sentence: &str) -> bool {
    ["->", "\u{2192}", "=>"].iter().any(|arrow| sentence.contains(arrow))
}

fn stems_of(
    text: &str,
    sentences: &[Sentence],
    words: &[Word],
) -> Vec<(String, Vec<(usize, bool)>)> {
    let mut stems: BTreeMap<&str, Vec<(usize, bool)>> = BTreeMap::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let its = &words[sentence.words.clone()];
        for (word, is_negated) in its.iter().zip(polarity::negated(text, its)) {
            if let Some(stem) = &word.stem {
                stems.entry(stem).or_default().push((index, is_negated));
            }
        }
    }
    stems.into_iter().map(|(stem, at)| (stem.to_owned(), at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn windows(text: &str) -> Vec<(usize, usize)> {
        Answer::read(text).windows().map(|w| (w.first, w.count)).collect()
    }

    #[test]
    fn windows_are_of_one_and_of_two_sentences() {
        assert_eq!(windows("I sort. I key it. I stop."), [(0, 1), (1, 1), (2, 1), (0, 2), (1, 2)]);
        assert!(windows("").is_empty());
    }

    #[test]
    fn a_window_without_a_verb_is_none() {
        assert_eq!(windows("Kafka, partition, order. I key it."), [(1, 1), (0, 2)]);
    }

    #[test]
    fn a_line_of_a_diagram_states_something() {
        assert_eq!(windows("source -> queue: kafka"), [(0, 1)]);
    }

    #[test]
    fn a_window_spans_its_sentences_and_the_blank_between() {
        let answer = Answer::read("  I sort.  I key it. ");
        assert_eq!(answer.range(Window { first: 0, count: 2 }), 2..20);
    }
}
