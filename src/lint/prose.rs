//! What is spoken: the prompt and the hints. Rules 8, 19, 20.

use std::collections::HashSet;

use super::page::{Inspection, plain_words};
use crate::bank::rule;
use crate::figures::short;

/// As many words in a row are no coincidence.
const RUN: usize = 8;

pub fn check(page: &mut Inspection) {
    let words = page.question.ask.prompt.split_whitespace().count();
    if !(8..=120).contains(&words) {
        let message = format!("the prompt has {words} words, outside 8 to 120");
        page.error(rule::PROMPT, "prompt", message, None);
    }
    hint_costs(page);
    hints_reveal(page);
}

fn hint_costs(page: &mut Inspection) {
    let hints = &page.question.judge.hints;
    for index in 1..hints.len() {
        if hints[index].cost < hints[index - 1].cost {
            let message = "a hint costs less than the one before it".to_owned();
            page.error(rule::HINTS, &format!("hints[{index}].cost"), message, None);
        }
    }
    let sum: u32 = hints.iter().map(|hint| hint.cost).sum();
    if sum > 500 {
        let message = format!("the hints cost {} together, over .5", short(sum));
        page.error(rule::HINTS, "hints", message, None);
    }
}

fn hints_reveal(page: &mut Inspection) {
    let question = page.question;
    let solutions = question
        .files
        .iter()
        .filter(|(name, _)| name.starts_with("reference.") || name.starts_with("alternative."));
    let texts = solutions.map(|(_, text)| text.as_str()).chain([question.judge.model.as_str()]);
    let runs: HashSet<Vec<String>> = texts.flat_map(runs_of).collect();
    for (index, hint) in question.judge.hints.iter().enumerate() {
        if let Some(run) = runs_of(&hint.text).find(|run| runs.contains(run)) {
            let message = format!("the hint gives the solution away: `{}`", run.join(" "));
            page.error(rule::HINT_REVEALS, &format!("hints[{index}].text"), message, None);
        }
    }
}

fn runs_of(text: &str) -> impl Iterator<Item = Vec<String>> + use<> {
    let words = plain_words(text);
    (RUN..=words.len()).map(move |end| words[end - RUN..end].to_vec())
}
