//! What the seed's tips and pitfalls look like in this session, and the shape of an answer.

use super::{HabitPart, LetterPart, ShapeCheck, ShapePart};
use crate::bank::question::Mode;
use crate::engine::state::ItemState;
use crate::engine::{Stamped, State};
use crate::score::detectors::{Finding, Sign, detect, observe};
use crate::score::fold::rules_of;
use crate::score::outline::unconnected;
use crate::score::rules::Rules;
use crate::score::star;
use crate::text::SafeText;

/// Every detector that had an occasion; none before the session is over, since signs name what
/// an exam still hides.
pub(super) fn habits(state: &State, events: &[Stamped]) -> Vec<HabitPart> {
    if state.ended.is_none() {
        return Vec::new();
    }
    let observed = observe(&state.header, events);
    let found = detect(&rules_of(state).detectors, &observed);
    found.into_iter().filter_map(|finding| habit(state, finding)).collect()
}

fn habit(state: &State, finding: Finding) -> Option<HabitPart> {
    let seen = finding.seen?;
    Some(HabitPart {
        id: finding.id,
        kind: finding.kind,
        seen,
        rule: SafeText::line(&finding.rule),
        signs: finding.signs.iter().map(|sign| words(state, sign)).collect(),
    })
}

fn words(state: &State, sign: &Sign) -> SafeText {
    let question = sign.at.and_then(|(slot, item)| state.question_of(slot, item));
    match question {
        Some(question) => SafeText::line(&format!("{}: {}", question.ask.title, sign.text)),
        None => SafeText::line(&sign.text),
    }
}

/// The measured shape of a STAR answer, or what a diagram leaves unjoined. It informs; no score
/// rests on it.
pub(super) fn shape(state: &State, slot: usize, item: usize) -> Option<ShapePart> {
    let question = state.question_of(slot, item)?;
    let found = state.item_state(slot, item)?;
    if found.is_blank() && !found.spoken {
        return None;
    }
    match question.ask.mode {
        Mode::Star => Some(letters(rules_of(state), found)),
        Mode::Outline => {
            let pairs = &question.judge.as_ref()?.outline.as_ref()?.must_connect;
            let fields = found.scored_attempt().into_iter().flat_map(|attempt| &attempt.fields);
            let text: Vec<&str> = fields.map(|field| field.text.as_str()).collect();
            let open = unconnected(pairs, &text.join("\n"));
            let line = |(from, to): &(String, String)| SafeText::line(&format!("{from} → {to}"));
            let unjoined: Vec<SafeText> = open.into_iter().map(line).collect();
            (!unjoined.is_empty()).then(|| ShapePart { unjoined, ..ShapePart::default() })
        }
        _ => None,
    }
}

fn letters(rules: &Rules, found: &ItemState) -> ShapePart {
    let report = star::of_item(&rules.star, found);
    let letters = report.shares.iter().map(LetterPart::of);
    let checks = report.checks.iter().filter(|check| check.holds == Some(false));
    ShapePart {
        letters: letters.collect(),
        checks: checks
            .map(|check| ShapeCheck {
                rule: SafeText::line(check.rule),
                source: SafeText::line(check.source),
                evidence: SafeText::line(&check.evidence),
            })
            .collect(),
        unjoined: Vec::new(),
    }
}
