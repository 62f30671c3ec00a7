//! One phrasing, stemmed and weighed for one prompt.

use super::idf::IdfTable;
use super::{PROMPT_TENTHS, polarity, words};

/// A mask has a bit a term; a phrasing has 5–12 words, and terms past this are left out.
const MOST_TERMS: usize = 128;

/// A phrasing ready to be looked for.
#[derive(Debug, Clone)]
pub(super) struct Phrasing {
    pub(super) terms: Vec<Term>,
    /// Sum of the terms' weights.
    total: u64,
    /// A bit for each term that stands in a negated clause of the phrasing.
    pub(super) negated: u128,
}

/// A distinct stem of a phrasing and what it weighs, in ten-thousandths.
#[derive(Debug, Clone)]
pub(super) struct Term {
    pub(super) stem: String,
    weight: u64,
}

impl Phrasing {
    pub(super) fn read(text: &str, prompt: &[String], idf: &IdfTable) -> Self {
        let terms: Vec<Term> = words::distinct_stems(text)
            .into_iter()
            .take(MOST_TERMS)
            .map(|stem| {
                let in_prompt = prompt.iter().any(|known| words::same_stem(known, &stem));
                let tenths = if in_prompt { PROMPT_TENTHS } else { 10 };
                let weight = u64::from(idf.weight(&stem)) * u64::from(tenths);
                Term { stem, weight }
            })
            .collect();
        let total = terms.iter().map(|term| term.weight).sum();
        let all = words::words(text);
        let flags = polarity::negated(text, &all);
        let stands_negated = |term: &Term| {
            let mut places = all.iter().zip(&flags);
            places.any(|(word, flag)| *flag && word.stem.as_deref() == Some(&term.stem))
        };
        let negated = terms
            .iter()
            .enumerate()
            .filter(|(_, term)| stands_negated(term))
            .fold(0, |mask, (bit, _)| mask | 1_u128 << bit);
        Self { terms, total, negated }
    }

    /// Thousandths of the weight that the terms in `found` carry, one bit a term. A phrasing
    /// without content words proves nothing.
    pub(super) fn score(&self, found: u128) -> u32 {
        let matched: u64 = self
            .terms
            .iter()
            .enumerate()
            .filter(|(bit, _)| found >> bit & 1 == 1)
            .map(|(_, term)| term.weight)
            .sum();
        u32::try_from((matched * 1000).checked_div(self.total).unwrap_or(0)).unwrap_or(1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrasing(text: &str, prompt: &str) -> Phrasing {
        Phrasing::read(text, &words::distinct_stems(prompt), &IdfTable::parse(""))
    }

    #[test]
    fn all_terms_make_a_thousand_and_none_make_nothing() {
        let read = phrasing("key by account", "");
        assert_eq!((read.score(0), read.score(0b01), read.score(0b11)), (0, 500, 1000));
        assert_eq!(phrasing("it is the", "").score(u128::MAX), 0);
    }

    #[test]
    fn a_term_of_the_prompt_weighs_three_tenths() {
        // "account" stands in the prompt: 3 of 13.
        let read = phrasing("key account", "one account");
        assert_eq!((read.score(0b01), read.score(0b10)), (769, 230));
    }

    #[test]
    fn a_phrasing_knows_what_it_negates() {
        assert_eq!(phrasing("there is no order across partitions", "").negated, 0b111);
        assert_eq!(phrasing("order holds inside a partition", "").negated, 0);
        assert_eq!(phrasing("sort first, since order is not kept", "").negated, 0b1100);
    }
}
