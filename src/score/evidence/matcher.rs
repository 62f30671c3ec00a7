//! The matcher of sessions of rules 1 and 2: frozen, so that their journals can be made again.

use std::iter;
use std::ops::Range;
use std::sync::LazyLock;

use super::answer::Answer;
use super::found::{Evidence, ItemPhrasings, Polarity};
use super::idf::IdfTable;
use super::phrasing::{self, Phrasing};
use super::search::{Best, search};
use super::trace::{self, Trace};
use super::words;
use crate::engine::event::Band;

/// The reference matcher: an idf table and the method above.
#[derive(Debug, Clone)]
pub struct Matcher {
    pub(super) idf: IdfTable,
}

/// Items with their phrasings already stemmed and weighed for one prompt: one answer costs far
/// less than a millisecond with it.
#[derive(Debug, Clone)]
pub struct Prepared<'m> {
    idf: &'m IdfTable,
    /// The prompt's stems, in order and as often as they are there.
    prompt: Vec<String>,
    items: Vec<(String, Vec<Phrasing>)>,
}

impl Matcher {
    /// The matcher with the committed table `idf-1.tsv`, made once a process.
    #[must_use]
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Matcher> =
            LazyLock::new(|| Matcher::with_table(IdfTable::parse(include_str!("../idf-1.tsv"))));
        &BUILTIN
    }

    /// A matcher with a table of its own, for measuring on other data. Never for a session.
    #[must_use]
    pub const fn with_table(idf: IdfTable) -> Self {
        Self { idf }
    }

    /// Stems and weighs the items' phrasings for a prompt.
    #[must_use]
    pub fn prepare(&self, prompt: &str, items: &[ItemPhrasings<'_>]) -> Prepared<'_> {
        let prompt = words::stems(prompt);
        let read = |text: &String| Phrasing::read(text, &prompt, &self.idf);
        let items = items
            .iter()
            .map(|item| (item.id.to_owned(), item.phrasings.iter().map(read).collect()))
            .collect();
        Prepared { idf: &self.idf, prompt, items }
    }

    /// What of the items an answer may cover: [`Self::prepare`] and [`Prepared::find`] in one.
    #[must_use]
    pub fn find(&self, prompt: &str, answer: &str, items: &[ItemPhrasings<'_>]) -> Vec<Evidence> {
        self.prepare(prompt, items).find(answer)
    }
}

impl Prepared<'_> {
    /// The best evidence for each item, in the items' order.
    #[must_use]
    pub fn find(&self, answer: &str) -> Vec<Evidence> {
        let answer = Answer::read(answer, &self.prompt);
        let best = self.search(&answer);
        let found = self.items.iter().zip(best);
        found.map(|((id, phrasings), best)| evidence(&answer, id, phrasings, best)).collect()
    }

    /// The best evidence for one item, by its number, as if there were no others.
    #[must_use]
    pub fn find_one(&self, item: usize, answer: &str) -> Option<Evidence> {
        let (id, phrasings) = self.items.get(item)?;
        let answer = Answer::read(answer, &self.prompt);
        let weights = self.weights(&answer);
        let best = search(&answer, iter::once(phrasings.as_slice()), &weights).pop()?;
        Some(evidence(&answer, id, phrasings, best))
    }

    /// The same, with the checks that bore on each item: for people who write phrasings.
    #[must_use]
    pub fn trace(&self, answer: &str) -> Vec<Trace> {
        let answer = Answer::read(answer, &self.prompt);
        let best = self.search(&answer);
        let found = self.items.iter().zip(best);
        found
            .map(|((id, phrasings), best)| {
                let evidence = evidence(&answer, id, phrasings, best);
                trace::trace(&answer, phrasings, best, evidence)
            })
            .collect()
    }

    /// The sentences of an answer that only say the prompt back, and so prove nothing.
    #[must_use]
    pub fn echoes(&self, answer: &str) -> Vec<Range<usize>> {
        Answer::read(answer, &self.prompt).echoes().collect()
    }

    fn search(&self, answer: &Answer) -> Vec<Best> {
        let weights = self.weights(answer);
        search(answer, self.items.iter().map(|(_, phrasings)| phrasings.as_slice()), &weights)
    }

    fn weights(&self, answer: &Answer) -> Vec<u64> {
        answer.weights(|stem| phrasing::weight(stem, &self.prompt, self.idf))
    }
}

fn evidence(answer: &Answer, id: &str, phrasings: &[Phrasing], best: Best) -> Evidence {
    let best = best.kept;
    let unseen = Evidence {
        item: id.to_owned(),
        phrasing: best.map_or(0, |best| best.phrasing),
        range: 0..0,
        share: best.map_or(0, |best| best.share),
        score: best.map_or(0, |best| best.score),
        band: Band::None,
        polarity: Polarity::Agrees,
        words: Vec::new(),
    };
    match best {
        Some(best) if best.band() != Band::None => Evidence {
            range: answer.range(best.window),
            band: best.band(),
            polarity: best.polarity,
            words: answer.matched_words(best.window, &phrasings[best.phrasing]),
            ..unseen
        },
        _ => unseen,
    }
}

#[cfg(test)]
#[path = "matcher_tests.rs"]
mod tests;
