//! What `words` 3 suggests for a closed part: for each point the sentences that may show it.

use super::evidence::ranker::{Ranked, Ranker, Sought, VERSION};
use super::evidence::sentences::sentences;
use super::reading::{Part, groups};
use crate::bank::question::Cause;
use crate::engine::checklist::Point;
use crate::engine::event::{About, PointReading, RankedPlace, Reader, Reading};
use crate::format::plan::{CASES_FIELD, CODE_FIELD};

/// From this score on (thousandths) a point was probably made: of 537 such points of the bank's
/// natural samples .80 were (`cargo bench -- matcher`). A follow-up to a hit is asked from here.
///
/// There is no such cut for points that were not made: of those below 180 three in four were
/// missed, but of the ones that follow-ups wait for, which most answers make, only half.
pub const HIT: u32 = 700;

/// From this score on a red flag is put to the person who marks. The phrasings of a flag are whole
/// claims, of which a sentence that makes it seldom says as much as it says of a short one.
const RAISED: u32 = 400;

/// The suggestions for every point that the part may show, in the checklist's order.
#[must_use]
pub fn suggest(part: &Part<'_>) -> Reading {
    let is_quiz = !part.judge.options.is_empty() && part.followup.is_none();
    let points = if is_quiz { Vec::new() } else { points(part) };
    Reading {
        reader: Reader::Words,
        version: VERSION,
        model: String::new(),
        instructions: String::new(),
        proof: None,
        points,
    }
}

fn points(part: &Part<'_>) -> Vec<PointReading> {
    let sought: Vec<&Point<'_>> =
        part.sought().filter(|point| !point.phrasings.is_empty()).collect();
    // The code of a review holds its faults, and shows none of their reasons.
    let is_mute =
        |name: &str| part.judge.review.is_some() && [CODE_FIELD, CASES_FIELD].contains(&name);
    let texts = part.fields.iter().map(|&(name, text)| if is_mute(name) { "" } else { text });
    let texts: Vec<&str> = texts.collect();
    let is_code =
        |name: &str| part.judge.task.is_some() && [CODE_FIELD, CASES_FIELD].contains(&name);
    let prose = part.fields.iter().map(|&(name, text)| if is_code(name) { "" } else { text });
    let prose: Vec<&str> = prose.collect();
    let prompt = part.answers();
    let mut found: Vec<PointReading> = Vec::new();
    for (prompt, group) in groups(&prompt, &sought) {
        // A round's own points are about how one works with people: no line of code shows that.
        let of_round = group.iter().any(|point| matches!(point.about, About::RoundItem(_)));
        let texts = if of_round { &prose } else { &texts };
        for (point, ranked) in group.iter().zip(ranked(prompt, &group, texts)) {
            found.push(reading(part, point.about.clone(), ranked));
        }
    }
    let place = |about: &About| sought.iter().position(|point| point.about == *about);
    found.sort_by_key(|reading| place(&reading.about));
    found.extend(
        part.cause
            .map(|(cause, _)| reading(part, About::Cause, ranked_cause(&prompt, cause, &texts))),
    );
    found
}

/// For each point of a group its best places in the texts.
#[must_use]
pub fn ranked(prompt: &str, group: &[&Point<'_>], texts: &[&str]) -> Vec<Vec<Ranked>> {
    let sought: Vec<Sought<'_>> = group.iter().map(|point| sought(point)).collect();
    let ranker = Ranker::new(prompt, &sought);
    let is_flags = group.iter().all(|point| matches!(point.about, About::RedFlag(_)));
    if !is_flags {
        return ranker.rank(texts);
    }
    // A flag speaks against the candidate: it is only raised where it was probably said, and never
    // at its own denial.
    let mut found = ranker.rank_asserted(texts);
    found.iter_mut().for_each(|places| places.retain(|place| place.score >= RAISED));
    found
}

/// What was put later is a question: its text says nothing of what a good answer holds.
fn sought<'q>(point: &Point<'q>) -> Sought<'q> {
    let is_question = matches!(point.about, About::Followup(_) | About::Curveball(_));
    Sought { text: if is_question { "" } else { point.text }, phrasings: point.phrasings }
}

/// The hidden cause, by the sentences of its truth and its fix.
fn ranked_cause(prompt: &str, cause: &Cause, texts: &[&str]) -> Vec<Ranked> {
    let told = [&cause.truth, &cause.fix].into_iter();
    let phrasings: Vec<String> = told
        .flat_map(|told| sentences(told).into_iter().map(move |range| told[range].to_owned()))
        .collect();
    let sought = [Sought { text: "", phrasings: &phrasings }];
    Ranker::new(prompt, &sought).rank(texts).pop().unwrap_or_default()
}

fn reading(part: &Part<'_>, about: About, ranked: Vec<Ranked>) -> PointReading {
    let place = |ranked: Ranked| {
        let (name, _) = part.fields.get(ranked.field)?;
        let Ranked { range, score, .. } = ranked;
        Some(RankedPlace { field: (*name).to_owned(), from: range.start, to: range.end, score })
    };
    let at = ranked.into_iter().filter_map(place).take(PointReading::MOST).collect();
    PointReading { about, verdict: None, at }
}

#[cfg(test)]
#[path = "suggest_tests.rs"]
mod tests;
