//! What the built-in reader makes of a question's model answer and natural samples. Rule 15.

use super::trial::{Finding, Weight};
use crate::bank::question::Question;
use crate::score::ranks::{AMONG, Ranks, ranks};

/// Whether words judge it: it has points that are looked for in an answer.
pub fn is_read(question: &Question) -> bool {
    question.judge.rubric.iter().any(|item| !item.phrasings.is_empty())
}

pub fn read(question: &Question) -> Option<Ranks> {
    is_read(question).then(|| ranks(question))
}

/// A model answer in which the reader doesn't find a point has a point that is not in it, or
/// phrasings that say it in other words than people do. Until a question has natural samples that
/// is only worth a look.
pub fn findings(question: &Question, ranks: Option<&Ranks>) -> Vec<Finding> {
    let unshown = ranks.into_iter().flat_map(|ranks| &ranks.unshown);
    let weight = if question.natural.is_empty() { Weight::Warning } else { Weight::Failure };
    unshown
        .map(|id| Finding {
            weight,
            what: "model".to_owned(),
            message: format!("`{id}` has no sentence of it among the reader's first {AMONG}"),
            verdict: None,
        })
        .collect()
}
