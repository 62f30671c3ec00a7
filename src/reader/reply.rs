//! What a model replied, read strictly, and bound to sentences that exist.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::asked::{Asked, Call, Calls, Sentence, id};
use crate::engine::event::{PointReading, RankedPlace, Said};

/// One sentence shows at most so many points.
pub const POINTS_A_SENTENCE: usize = 3;

/// What a model says about one point: its place among the points, and sentences by their places
/// from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub point: usize,
    pub verdict: Said,
    pub at: Vec<usize>,
}

/// Why a reply can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nonsense {
    /// Nothing but blanks.
    Empty,
    NotJson,
    /// JSON of another form.
    NoPoints,
    /// Not one entry about a point that was asked for.
    NothingKnown,
}

impl Nonsense {
    pub const fn why(self) -> &'static str {
        match self {
            Nonsense::Empty => "the model replied with nothing",
            Nonsense::NotJson => "the model's reply is no JSON",
            Nonsense::NoPoints => "the model's reply has no list of points",
            Nonsense::NothingKnown => "the model's reply is about none of the points",
        }
    }
}

/// Reads the reply to a call. An entry that isn't as it was asked for is no reading of its point;
/// of two that contradict each other neither is.
///
/// # Errors
/// Where no entry can be used.
pub fn claims(text: &str, call: &Call) -> Result<Vec<Claim>, Nonsense> {
    let json = bare(text);
    if json.is_empty() {
        return Err(Nonsense::Empty);
    }
    let reply: Value = serde_json::from_str(json).map_err(|_| Nonsense::NotJson)?;
    let entries = reply.get("points").and_then(Value::as_array).ok_or(Nonsense::NoPoints)?;
    let mut found: BTreeMap<usize, Option<Claim>> = BTreeMap::new();
    for claim in entries.iter().filter_map(|entry| claim(entry, call)) {
        found
            .entry(claim.point)
            .and_modify(|before| {
                if before.as_ref() != Some(&claim) {
                    *before = None;
                }
            })
            .or_insert(Some(claim));
    }
    let claims: Vec<Claim> = found.into_values().flatten().collect();
    if claims.is_empty() { Err(Nonsense::NothingKnown) } else { Ok(claims) }
}

/// The JSON of a reply without what chat models put around it: the thinking before, and a fence.
fn bare(text: &str) -> &str {
    let mut text = text.trim();
    if let Some(rest) = text.strip_prefix("<think>")
        && let Some((_, after)) = rest.split_once("</think>")
    {
        text = after.trim();
    }
    if let Some(rest) = text.strip_prefix("```")
        && let Some(body) = rest.trim_end().strip_suffix("```")
    {
        let (language, body) = body.split_once('\n').unwrap_or(("", body));
        if matches!(language.trim(), "" | "json" | "JSON") {
            text = body.trim();
        }
    }
    text
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    verdict: Said,
    #[serde(default)]
    at: Vec<usize>,
}

fn claim(entry: &Value, call: &Call) -> Option<Claim> {
    let entry = Entry::deserialize(entry).ok()?;
    let point = call.points.clone().find(|&point| id(point) == entry.id)?;
    let mut at = Vec::new();
    for number in entry.at {
        let place = number.checked_sub(1).filter(|place| call.sentences.contains(place));
        at.extend(place.filter(|place| !at.contains(place)));
    }
    if entry.verdict == Said::No {
        at.clear();
    } else if at.is_empty() {
        // A verdict counts only with a sentence that exists.
        return None;
    }
    Some(Claim { point, verdict: entry.verdict, at })
}

/// The readings of all points that have one, from the claims of all calls; a call that failed has
/// none.
///
/// A sentence that speaks to a grader shows nothing, and one sentence shows three points at most:
/// those that name it first, and of these the ones said outright. A point left without a sentence
/// has no reading.
#[must_use]
pub fn bind(
    asked: &Asked,
    sentences: &[Sentence],
    calls: &Calls,
    claims: &[Option<Vec<Claim>>],
) -> Vec<PointReading> {
    let mut found: Vec<Option<Claim>> =
        (0..asked.points.len()).map(|point| merged(point, calls, claims, sentences)).collect();
    share_sentences(&mut found, sentences.len());
    let readings = found.into_iter().zip(&asked.points).filter_map(|(claim, point)| {
        let claim = claim?;
        let at = claim.at.iter().take(PointReading::MOST).enumerate();
        let at = at.map(|(rank, &at)| {
            let sentence = &sentences[at];
            RankedPlace {
                field: asked.fields[sentence.field].0.clone(),
                from: sentence.range.start,
                to: sentence.range.end,
                score: 1000 - 100 * u32::try_from(rank).unwrap_or(0),
            }
        });
        let about = point.about.clone();
        Some(PointReading { about, verdict: Some(claim.verdict), at: at.collect() })
    });
    readings.collect()
}

/// What all calls say about a point: the best of the verdicts, with its sentences first. That it
/// was not said holds only if the whole answer was read.
fn merged(
    point: usize,
    calls: &Calls,
    claims: &[Option<Vec<Claim>>],
    sentences: &[Sentence],
) -> Option<Claim> {
    let mut about = Vec::new();
    let mut is_whole = calls.is_whole;
    for (call, claims) in calls.all.iter().zip(claims) {
        if call.points.contains(&point) {
            let claim = claims.iter().flatten().find(|claim| claim.point == point);
            is_whole &= claim.is_some();
            about.extend(claim);
        }
    }
    let strength = |claim: &Claim| match claim.verdict {
        Said::Said => 0,
        Said::Half => 1,
        Said::Opposite => 2,
        Said::No => 3,
    };
    let shown = |claim: &&Claim| claim.at.iter().any(|&at| !sentences[at].is_plea);
    let shows = about.iter().copied().filter(shown).min_by_key(|claim| strength(claim));
    let Some(best) = shows else {
        let is_no = is_whole && !about.is_empty() && about.iter().all(|it| it.verdict == Said::No);
        return is_no.then_some(Claim { point, verdict: Said::No, at: Vec::new() });
    };
    let same = about.iter().filter(|claim| claim.verdict == best.verdict);
    let at = same.flat_map(|claim| &claim.at).copied().filter(|&at| !sentences[at].is_plea);
    Some(Claim { point, verdict: best.verdict, at: at.collect() })
}

fn share_sentences(found: &mut [Option<Claim>], sentences: usize) {
    let mut used = vec![0; sentences];
    let mut kept: Vec<Vec<usize>> = vec![Vec::new(); found.len()];
    let longest = found.iter().flatten().map(|claim| claim.at.len()).max().unwrap_or(0);
    for rank in 0..longest {
        for verdict in [Said::Said, Said::Half] {
            for (claim, kept) in found.iter().zip(&mut kept) {
                let Some(claim) = claim.as_ref().filter(|it| it.verdict == verdict) else {
                    continue;
                };
                if let Some(&at) = claim.at.get(rank).filter(|&&at| used[at] < POINTS_A_SENTENCE) {
                    used[at] += 1;
                    kept.push(at);
                }
            }
        }
    }
    for (place, kept) in found.iter_mut().zip(kept) {
        let Some(claim) = place.as_mut() else { continue };
        if matches!(claim.verdict, Said::Said | Said::Half) {
            claim.at = kept;
            if claim.at.is_empty() {
                *place = None;
            }
        }
    }
}

#[cfg(test)]
#[path = "reply_tests.rs"]
mod tests;
