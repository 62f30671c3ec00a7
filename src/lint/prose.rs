//! What is spoken: the prompt, its briefs and the hints. Rules 8, 19, 20, 34, 39.

use std::collections::HashSet;

use super::page::{Inspection, plain_words};
use crate::bank::question::{Mode, Question};
use crate::bank::rule;
use crate::figures::short;

/// As many words in a row are no coincidence.
const RUN: usize = 8;

pub fn check(page: &mut Inspection) {
    length(page);
    briefs(page);
    hint_costs(page);
    hints_reveal(page);
    hints_ask(page);
}

fn length(page: &mut Inspection) {
    let words = page.question.ask.prompt.split_whitespace().count();
    if !(8..=120).contains(&words) {
        let message = format!("the prompt has {words} words, outside 8 to 120");
        page.error(rule::PROMPT, "prompt", message, None);
        return;
    }
    for (level, brief) in &page.question.briefs {
        let words = words + brief.split_whitespace().count();
        if words > 120 {
            let message = format!("prompt and brief together have {words} words, over 120");
            page.error(rule::PROMPT, &format!("brief.{level}"), message, None);
        }
    }
}

/// A quiz is the same for everybody: its level is how hard it is.
fn briefs(page: &mut Inspection) {
    let Question { ask, briefs, .. } = page.question;
    let bare: Vec<&str> = ask
        .levels
        .iter()
        .filter(|level| !briefs.contains_key(level))
        .map(|level| level.word())
        .collect();
    if ask.mode != Mode::Quiz && bare.len() > 1 {
        let message = format!("{} hear the same question", bare.join(" and "));
        let help = "add `brief = { junior = \"…\" }`: what is added to the prompt for that level";
        page.error(rule::BRIEF, "levels", message, Some(help));
    }
    let texts: HashSet<&String> = briefs.values().collect();
    if texts.len() < briefs.len() {
        let message = "two levels have the same brief".to_owned();
        page.error(rule::BRIEF, "brief", message, None);
    }
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
    // Words in a row between blanks: a solution is long, and a hint is not.
    let texts: Vec<String> =
        texts.map(|text| format!(" {} ", plain_words(text).join(" "))).collect();
    let is_in = |run: &String| texts.iter().any(|text| text.contains(&format!(" {run} ")));
    for (index, hint) in question.judge.hints.iter().enumerate() {
        if let Some(run) = runs_of(&hint.text).find(is_in) {
            let message = format!("the hint gives the solution away: `{run}`");
            page.error(rule::HINT_REVEALS, &format!("hints[{index}].text"), message, None);
        }
    }
}

/// A hint costs; the same question as a follow-up is free.
fn hints_ask(page: &mut Inspection) {
    let judge = &page.question.judge;
    let asked = judge.followups.iter().map(|script| script.ask.as_str());
    let asked: Vec<&str> = asked.chain(judge.probes.iter().map(|p| p.ask.as_str())).collect();
    for (index, hint) in judge.hints.iter().enumerate() {
        let its = content(&hint.text);
        let is_same = |ask: &&&str| {
            let other = content(ask);
            let both = its.intersection(&other).count();
            both >= SAME_LEAST && both * 100 >= its.len().min(other.len()) * SAME_PERCENT
        };
        if let Some(ask) = asked.iter().find(is_same) {
            let message = format!("the hint asks what a follow-up asks for nothing: `{ask}`");
            let help = Some("lead to the point without asking it, or drop one of the two");
            page.warning(rule::HINT_ASKS, &format!("hints[{index}].text"), message, help);
        }
    }
}

/// Words in common from which a hint and a follow-up are one question, and their share of the
/// shorter one.
const SAME_LEAST: usize = 3;
const SAME_PERCENT: usize = 75;

/// The words of a question that say what it is about.
fn content(text: &str) -> HashSet<String> {
    const EMPTY: [&str; 16] = [
        "what", "your", "with", "that", "this", "when", "from", "have", "does", "would", "they",
        "them", "there", "which", "were", "about",
    ];
    let words = plain_words(text).into_iter();
    words.filter(|word| word.len() >= 4 && !EMPTY.contains(&word.as_str())).collect()
}

fn runs_of(text: &str) -> impl Iterator<Item = String> + use<> {
    let words = plain_words(text);
    (RUN..=words.len()).map(move |end| words[end - RUN..end].join(" "))
}
