//! An answer, read once: its sentences, their words, and which windows state something.

use std::collections::BTreeMap;
use std::ops::Range;

use super::echo::is_echo;
use super::phrasing::Phrasing;
use super::words::{self, Word};
use super::{polarity, sentences, verbs};

/// Sentences that may say a thing together. Measured on SAF, whose answers run over several
/// sentences: .65 with two, .68 with three, no more with four; Beetle's are short and stay as
/// they are.
pub const WIDEST_WINDOW: usize = 3;

/// Commas from which a sentence without a verb is a list, and no heading or note.
const LIST_COMMAS: usize = 2;

/// An answer cut into sentences and words.
#[derive(Debug)]
pub(super) struct Answer {
    sentences: Vec<Sentence>,
    words: Vec<Word>,
    stems: Vec<Stem>,
}

/// A distinct stem of the answer and where it stands: the sentence, and whether its clause
/// negates.
#[derive(Debug)]
struct Stem {
    text: String,
    places: Vec<(usize, bool)>,
}

/// The terms of a phrasing that are in a sentence, a bit for each.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hits {
    pub(super) affirmed: u128,
    pub(super) negated: u128,
}

/// Where an answer says the terms of one phrasing.
#[derive(Debug)]
pub(super) struct Said {
    /// One entry a sentence.
    hits: Vec<Hits>,
    /// One entry a stem of the answer: whether it is a term of the phrasing.
    is_term: Vec<bool>,
}

impl Said {
    pub(super) fn hits(&self, window: Window) -> Hits {
        self.hits[window.sentences()].iter().fold(Hits::default(), |sum, hits| Hits {
            affirmed: sum.affirmed | hits.affirmed,
            negated: sum.negated | hits.negated,
        })
    }

    /// Whether all that a window says of the terms is in lists. Beside a sentence about
    /// something else a list of terms is still one.
    pub(super) fn is_listed(&self, window: Window, answer: &Answer) -> bool {
        window.sentences().all(|index| {
            let Hits { affirmed, negated } = self.hits[index];
            answer.sentences[index].is_list || affirmed | negated == 0
        })
    }

    /// Thousandths of the weight of what a window says that are terms of the phrasing.
    pub(super) fn focus(&self, content: &Content) -> u32 {
        let terms = content.stems.iter().filter(|(stem, _)| self.is_term[*stem]);
        let matched: u64 = terms.map(|(_, weight)| weight).sum();
        let share = (matched * 1000).checked_div(content.total).unwrap_or(0);
        u32::try_from(share).unwrap_or(1000)
    }
}

/// What a window says: its distinct stems with their weights, and the sum of these.
#[derive(Debug)]
pub(super) struct Content {
    stems: Vec<(usize, u64)>,
    total: u64,
}

#[derive(Debug)]
struct Sentence {
    range: Range<usize>,
    /// Its words among the answer's.
    words: Range<usize>,
    /// Its distinct stems among the answer's, in order.
    stems: Vec<usize>,
    has_verb: bool,
    /// Terms between commas, without a verb.
    is_list: bool,
    /// It is in the prompt, word by word: it says nothing of the candidate's own.
    is_echo: bool,
}

/// One sentence, or a few that follow each other.
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
    /// `prompt` is the prompt's stems, in order and as often as they are there.
    pub(super) fn read(text: &str, prompt: &[String]) -> Self {
        let words = words::words(text);
        let mut from = 0;
        let mut sentences: Vec<Sentence> = sentences::sentences(text)
            .into_iter()
            .map(|range| {
                let upto = |end: usize| words.partition_point(|word| word.range.start < end);
                let its = upto(range.start).max(from)..upto(range.end);
                from = its.end;
                // One word alone states nothing, whatever it is.
                let has_verb = its.len() > 1 && verbs::has_verb(&words[its.clone()]);
                let has_verb = has_verb || has_arrow(&text[range.clone()]);
                Sentence {
                    has_verb,
                    is_list: !has_verb && text[range.clone()].matches(',').count() >= LIST_COMMAS,
                    is_echo: is_echo(&words[its.clone()], prompt),
                    words: its,
                    stems: Vec::new(),
                    range,
                }
            })
            .collect();
        let stems = stems_of(text, &sentences, &words);
        for (index, stem) in stems.iter().enumerate() {
            for &(sentence, _) in &stem.places {
                let its = &mut sentences[sentence].stems;
                if its.last() != Some(&index) {
                    its.push(index);
                }
            }
        }
        Self { sentences, words, stems }
    }

    /// The sentences that only say the prompt back, in bytes of the answer.
    pub(super) fn echoes(&self) -> impl Iterator<Item = Range<usize>> {
        self.sentences.iter().filter(|sentence| sentence.is_echo).map(|s| s.range.clone())
    }

    /// The weight of each of its stems, as `weigh` says, in their order.
    pub(super) fn weights(&self, weigh: impl Fn(&str) -> u64) -> Vec<u64> {
        self.stems.iter().map(|stem| weigh(&stem.text)).collect()
    }

    /// The windows, shorter ones first, in order.
    pub(super) fn windows(&self) -> impl Iterator<Item = Window> {
        (1..=WIDEST_WINDOW).flat_map(|count| {
            (0..(self.sentences.len() + 1).saturating_sub(count))
                .map(move |first| Window { first, count })
        })
    }

    /// Whether a window states something, and is no list of terms.
    pub(super) fn states(&self, window: Window) -> bool {
        self.sentences[window.sentences()].iter().any(|sentence| sentence.has_verb)
    }

    /// What a window says, under the weights of the answer's stems.
    pub(super) fn content(&self, window: Window, weights: &[u64]) -> Content {
        let sentences = &self.sentences[window.sentences()];
        let mut ids: Vec<usize> = sentences.iter().flat_map(|s| s.stems.iter().copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        let stems: Vec<(usize, u64)> = ids.into_iter().map(|id| (id, weights[id])).collect();
        let total = stems.iter().map(|(_, weight)| weight).sum();
        Content { stems, total }
    }

    /// Where the terms of the phrasing stand.
    pub(super) fn find(&self, phrasing: &Phrasing) -> Said {
        let mut hits = vec![Hits::default(); self.sentences.len()];
        let mut is_term = vec![false; self.stems.len()];
        for (bit, term) in phrasing.terms.iter().enumerate() {
            for (index, stem) in self.stems.iter().enumerate() {
                if !words::same_stem(&term.stem, &stem.text) {
                    continue;
                }
                is_term[index] = true;
                for &(sentence, is_negated) in &stem.places {
                    let Hits { affirmed, negated } = &mut hits[sentence];
                    *(if is_negated { negated } else { affirmed }) |= 1_u128 << bit;
                }
            }
        }
        Said { hits, is_term }
    }

    /// Byte ranges of the words of a window that match a phrasing.
    pub(super) fn matched_words(&self, window: Window, phrasing: &Phrasing) -> Vec<Range<usize>> {
        let is_term =
            |stem: &String| phrasing.terms.iter().any(|t| words::same_stem(&t.stem, stem));
        self.sentences[window.sentences()]
            .iter()
            .filter(|sentence| !sentence.is_echo)
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

fn stems_of(text: &str, sentences: &[Sentence], words: &[Word]) -> Vec<Stem> {
    let mut stems: BTreeMap<&str, Vec<(usize, bool)>> = BTreeMap::new();
    for (index, sentence) in sentences.iter().enumerate().filter(|(_, s)| !s.is_echo) {
        let its = &words[sentence.words.clone()];
        for (word, is_negated) in its.iter().zip(polarity::negated(text, its)) {
            if let Some(stem) = &word.stem {
                stems.entry(stem).or_default().push((index, is_negated));
            }
        }
    }
    stems.into_iter().map(|(stem, places)| Stem { text: stem.to_owned(), places }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn windows(text: &str) -> Vec<(usize, usize)> {
        let answer = Answer::read(text, &[]);
        let stating = answer.windows().filter(|window| answer.states(*window));
        stating.map(|window| (window.first, window.count)).collect()
    }

    #[test]
    fn windows_are_of_one_to_three_sentences() {
        assert_eq!(
            windows("I sort. I key it. I stop."),
            [(0, 1), (1, 1), (2, 1), (0, 2), (1, 2), (0, 3)]
        );
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
    fn a_window_says_each_stem_once() {
        let answer = Answer::read("I sort keys. I sort rows.", &[]);
        let weights = answer.weights(|_| 10);
        let content = answer.content(Window { first: 0, count: 2 }, &weights);
        assert_eq!((content.stems.len(), content.total), (3, 30));
    }

    #[test]
    fn a_sentence_of_the_prompt_says_nothing() {
        let prompt =
            words::stems("Steps may be nested, also under one name, and each is measured.");
        let text =
            "Steps may be nested under one name. Each name is measured once, nested steps too.";
        let answer = Answer::read(text, &prompt);
        assert_eq!(answer.echoes().next(), Some(0..35));
        assert!(answer.sentences[0].stems.is_empty() && !answer.sentences[1].stems.is_empty());
        assert_eq!(
            Answer::read("Under one name.", &prompt).echoes().count(),
            0,
            "too short to tell"
        );
    }

    #[test]
    fn a_window_spans_its_sentences_and_the_blank_between() {
        let answer = Answer::read("  I sort.  I key it. ", &[]);
        assert_eq!(answer.range(Window { first: 0, count: 2 }), 2..20);
    }
}
