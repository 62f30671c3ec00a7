//! What decided an item, for the people who write phrasings: the evidence, and the checks that
//! held something back.

use std::ops::Range;

use super::answer::Answer;
use super::found::{Evidence, Polarity};
use super::phrasing::Phrasing;
use super::search::{Best, Candidate, Refusal};

/// One item's evidence and what bore on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    pub evidence: Evidence,
    pub checks: Vec<Check>,
}

/// A rule of the matcher that bore on an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// "Not" is on one side only: at most "maybe".
    Negation,
    /// A better window, here in bytes of the answer, has no verb: a list of terms proves nothing.
    List(Range<usize>),
    /// A better window would prove more than three items, and so proves none.
    Stuffing(Range<usize>),
    /// Stems of the phrasing that were found and are in the prompt: they weigh three tenths.
    PromptWords(Vec<String>),
}

pub(super) fn trace(
    answer: &Answer,
    phrasings: &[Phrasing],
    best: Best,
    evidence: Evidence,
) -> Trace {
    let mut checks = Vec::new();
    // What was found may lie below every band and say nothing; the doubt is the window's own.
    if best.kept.is_some_and(|kept| kept.polarity == Polarity::Check) {
        checks.push(Check::Negation);
    }
    let kept = best.kept.map_or((0, 0), |kept| kept.rank());
    if let Some((refused, why)) = best.refused
        && refused.rank() > kept
    {
        let range = answer.range(refused.window);
        checks.push(match why {
            Refusal::List => Check::List(range),
            Refusal::Stuffing => Check::Stuffing(range),
        });
    }
    let seen: Option<Candidate> = best.kept.or(best.refused.map(|(refused, _)| refused));
    if let Some(seen) = seen
        && let Some(phrasing) = phrasings.get(seen.phrasing)
    {
        let stems: Vec<String> =
            phrasing.terms_in(seen.found & phrasing.in_prompt).map(str::to_owned).collect();
        if !stems.is_empty() {
            checks.push(Check::PromptWords(stems));
        }
    }
    Trace { evidence, checks }
}
