//! Natural samples: whole sets, and marks that stand on the answer's own words. Rule 16.

use std::collections::BTreeSet;

use super::page::Inspection;
use crate::bank::rule;
use crate::bank::sample::{NaturalSample, SampleKind, Writer};
use crate::bank::walk::did_you_mean;
use crate::score::evidence::sentences::sentences;
use crate::score::evidence::{ItemPhrasings, Matcher, Prepared};

/// How many samples of each kind a question has at least.
const LEAST: [(SampleKind, usize); 3] =
    [(SampleKind::Strong, 1), (SampleKind::Middling, 2), (SampleKind::Weak, 1)];

/// The same where the answer is run, which tells the middle from both ends by itself.
const LEAST_BESIDE_CODE: [(SampleKind, usize); 2] =
    [(SampleKind::Strong, 1), (SampleKind::Weak, 1)];

/// From this score (thousandths; it counts what is said of the phrasing, and what else the sentence
/// says) on a sentence is a phrasing said again. That a short phrasing is among other words is no
/// copy: it is there because people say it.
const COPIED: u32 = 800;

pub fn check(page: &mut Inspection) {
    let question = page.question;
    let least: &[(SampleKind, usize)] = match question.judge.task {
        Some(_) => &LEAST_BESIDE_CODE,
        None => &LEAST,
    };
    for (kind, least) in least.iter().copied() {
        let count = question.natural.iter().filter(|sample| sample.kind == kind).count();
        if count < least {
            let message =
                format!("{count} natural samples are `{kind}`, and at least {least} should be");
            let help =
                "write one that has seen the prompt and the clarifications, and nothing else";
            page.error(rule::SAMPLES, "samples", message, Some(help));
        }
    }
    let items = question.judge.rubric.iter();
    let items = items.map(|item| ItemPhrasings { id: &item.id, phrasings: &item.phrasings });
    let items: Vec<ItemPhrasings> = items.collect();
    // Once for all samples: it is most of what they cost.
    let phrasings = Matcher::builtin().prepare(&question.ask.prompt, &items);
    for sample in &question.natural {
        marks(page, sample);
        copies(page, &phrasings, sample);
        if sample.writer == Writer::Informed {
            let message = "whoever wrote this sample had seen the rubric".to_owned();
            page.warning(
                rule::SAMPLES,
                &at(sample, "writer"),
                message,
                Some("have it written again, blind"),
            );
        }
        if !question.ask.levels.contains(&sample.level) {
            let message = format!("the question isn't asked at {}", sample.level);
            page.error(rule::SAMPLES, &at(sample, "level"), message, None);
        }
    }
}

fn at(sample: &NaturalSample, key: &str) -> String {
    format!("samples[{}].{key}", sample.index)
}

fn marks(page: &mut Inspection, sample: &NaturalSample) {
    let ids: BTreeSet<&str> =
        page.question.judge.rubric.iter().map(|item| item.id.as_str()).collect();
    for (id, mark) in &sample.marks {
        let place = at(sample, &format!("marks.{id}"));
        if !ids.contains(id.as_str()) {
            let message = format!("`{id}` is marked, but there is no such rubric item");
            let help = did_you_mean(id, ids.iter().copied());
            page.error(rule::REFERENCES, &place, message, help.as_deref());
        }
        match (mark.is_said(), mark.quotes.is_empty()) {
            (true, true) => {
                let message = format!("`{id}` is {} without a sentence", mark.mark);
                let help =
                    format!("write `{id} = [\"{}\", \"the words that show it\"]`", mark.mark);
                page.error(rule::SAMPLES, &place, message, Some(&help));
            }
            (false, false) => {
                let message = format!("`{id}` is missed, so no sentence shows it");
                page.error(
                    rule::SAMPLES,
                    &place,
                    message,
                    Some(&format!("write `{id} = \"missed\"`")),
                );
            }
            _ => {}
        }
        for (number, quote) in mark.quotes.iter().enumerate() {
            if !sample.text.contains(quote.as_str()) {
                let message =
                    format!("the answer doesn't say \u{201c}{}\u{201d}", shortened(quote));
                let help = "copy the words from `text`, letter by letter";
                let place = format!("{place}[{}]", number + 1);
                page.error(rule::SAMPLES, &place, message, Some(help));
            }
        }
    }
    let unmarked: Vec<&str> =
        ids.into_iter().filter(|id| !sample.marks.contains_key(*id)).collect();
    if !unmarked.is_empty() {
        let message = format!("not marked: {}", unmarked.join(", "));
        page.error(rule::SAMPLES, &at(sample, "marks"), message, None);
    }
}

fn shortened(quote: &str) -> String {
    const MOST: usize = 60;
    let line = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    line.chars().take(MOST - 1).chain(['\u{2026}']).collect()
}

/// The whole sentence or line that a quote begins in.
fn sentence_of<'t>(text: &'t str, quote: &'t str) -> &'t str {
    let at = text.find(quote);
    let range = at.and_then(|at| sentences(text).into_iter().find(|range| range.contains(&at)));
    range.and_then(|range| text.get(range)).unwrap_or(quote)
}

/// A sample made of phrasings tests nothing: every reader that knows them finds them.
fn copies(page: &mut Inspection, phrasings: &Prepared, sample: &NaturalSample) {
    let rubric = page.question.judge.rubric.iter().enumerate();
    let marks = rubric.filter_map(|(index, item)| {
        let mark = sample.marks.get(&item.id).filter(|mark| mark.is_said())?;
        Some((index, item.id.as_str(), &mark.quotes))
    });
    let marks: Vec<(usize, &str, &Vec<String>)> = marks.collect();
    let said = marks.len();
    let mut copied = Vec::new();
    for (done, (index, id, quotes)) in marks.into_iter().enumerate() {
        // The rest can make no more than half of them: of most samples half need not be read.
        if (copied.len() + said - done) * 2 <= said {
            return;
        }
        let is_copy = |quote: &String| {
            let sentence = sentence_of(&sample.text, quote);
            phrasings.find_one(index, sentence).is_some_and(|found| found.score >= COPIED)
        };
        if quotes.iter().any(is_copy) {
            copied.push(id);
        }
    }
    if said > 0 && copied.len() * 2 > said {
        let message = format!(
            "{} of {said} points are made in the words of a phrasing: {}",
            copied.len(),
            copied.join(", ")
        );
        let help = "a natural sample is written by somebody who has not seen the phrasings";
        page.error(rule::SAMPLES, &at(sample, "text"), message, Some(help));
    }
}
