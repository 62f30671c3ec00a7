//! One phrasing, stemmed and weighed for one prompt.

use super::found::PROMPT_TENTHS;
use super::idf::IdfTable;
use super::{polarity, words};

/// A mask has a bit a term; a phrasing has 5–12 words, and terms past this are left out.
const MOST_TERMS: usize = 128;

/// A phrasing ready to be looked for.
#[derive(Debug, Clone)]
pub(super) struct Phrasing {
    pub(super) terms: Vec<Term>,
    /// Sum of the terms' weights.
    total: u64,
    /// A bit for each term that is in a negated clause of the phrasing.
    pub(super) negated: u128,
    /// A bit for each term that is in the prompt.
    pub(super) in_prompt: u128,
}

/// A distinct stem of a phrasing and what it weighs, in ten-thousandths.
#[derive(Debug, Clone)]
pub(super) struct Term {
    pub(super) stem: String,
    weight: u64,
}

impl Phrasing {
    pub(super) fn read(text: &str, prompt: &[String], idf: &IdfTable) -> Self {
        let all = words::words(text);
        let terms: Vec<Term> = words::distinct(all.iter().filter_map(|word| word.stem.clone()))
            .into_iter()
            .take(MOST_TERMS)
            .map(|stem| Term { weight: weight(&stem, prompt, idf), stem })
            .collect();
        let total = terms.iter().map(|term| term.weight).sum();
        let flags = polarity::negated(text, &all);
        let stands_negated = |term: &Term| {
            let mut places = all.iter().zip(&flags);
            places.any(|(word, flag)| *flag && word.stem.as_deref() == Some(&term.stem))
        };
        let bits = |holds: &dyn Fn(&Term) -> bool| {
            let held = terms.iter().enumerate().filter(|(_, term)| holds(term));
            held.fold(0, |mask, (bit, _)| mask | 1_u128 << bit)
        };
        let negated = bits(&stands_negated);
        let in_prompt = bits(&|term| stands_in(&term.stem, prompt));
        Self { terms, total, negated, in_prompt }
    }

    /// The terms of a mask.
    pub(super) fn terms_in(&self, mask: u128) -> impl Iterator<Item = &str> {
        let terms = self.terms.iter().enumerate();
        terms.filter(move |(bit, _)| mask >> bit & 1 == 1).map(|(_, term)| term.stem.as_str())
    }

    /// Thousandths of the weight that the terms in `found` carry, one bit a term. A phrasing
    /// without content words proves nothing.
    pub(super) fn share(&self, found: u128) -> u32 {
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

/// What a stem weighs where the prompt has these stems, in ten-thousandths.
pub(super) fn weight(stem: &str, prompt: &[String], idf: &IdfTable) -> u64 {
    let tenths = if stands_in(stem, prompt) { PROMPT_TENTHS } else { 10 };
    u64::from(idf.weight(stem)) * u64::from(tenths)
}

fn stands_in(stem: &str, prompt: &[String]) -> bool {
    prompt.iter().any(|known| words::same_stem(known, stem))
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
        assert_eq!((read.share(0), read.share(0b01), read.share(0b11)), (0, 500, 1000));
        assert_eq!(phrasing("it is the", "").share(u128::MAX), 0);
    }

    #[test]
    fn a_term_of_the_prompt_weighs_three_tenths() {
        // "account" is in the prompt: 3 of 13.
        let read = phrasing("key account", "one account");
        assert_eq!((read.share(0b01), read.share(0b10)), (769, 230));
    }

    #[test]
    fn a_phrasing_knows_what_it_negates() {
        assert_eq!(phrasing("there is no order across partitions", "").negated, 0b111);
        assert_eq!(phrasing("order holds inside a partition", "").negated, 0);
        assert_eq!(phrasing("sort first, since order is not kept", "").negated, 0b1100);
    }
}
