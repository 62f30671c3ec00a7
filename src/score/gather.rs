//! Evidence for a handed-in part of an answer: the matcher run over what the state holds.

use super::evidence::{Evidence as Found, ItemPhrasings, Matcher, Polarity};
use crate::bank::question::Judge;
use crate::engine::State;
use crate::engine::event::{About, Band, Evidence, FollowupRef};

/// What the matcher finds in one part of the scored attempt: 0 the answer, n its n-th follow-up.
///
/// The answer is held against the question's items, its red flags and the round's own items; the
/// answer to a follow-up against that follow-up as well. Of several fields the best counts.
pub fn gather(state: &State, slot: usize, item: usize, part: usize) -> Vec<Evidence> {
    let (Some(question), Some(found)) =
        (state.question_of(slot, item), state.item_state(slot, item))
    else {
        return Vec::new();
    };
    let (Some(judge), Some(attempt)) = (&question.judge, found.scored_attempt()) else {
        return Vec::new();
    };
    let mut targets = targets(judge);
    if let Some(round) = state.round_plan(slot) {
        let own = round.rubric.iter();
        targets.extend(own.map(|item| (About::RoundItem(item.id.clone()), item.phrasings.clone())));
    }
    let mut best: Vec<Option<Evidence>> = vec![None; targets.len()];
    for field in attempt.part(part) {
        let prompt = prompt_of(state, slot, item, &field.name);
        let mut wanted = targets.clone();
        wanted.extend(followup_target(found, judge, &field.name));
        best.resize(best.len().max(wanted.len()), None);
        for (place, evidence) in matched(&prompt, &field.name, &field.text, &wanted) {
            let held = &mut best[place];
            if held.as_ref().is_none_or(|held| is_better(&evidence, held)) {
                *held = Some(evidence);
            }
        }
    }
    best.into_iter().flatten().collect()
}

fn is_better(new: &Evidence, held: &Evidence) -> bool {
    // `Band` is ordered from likely to none.
    (std::cmp::Reverse(new.band), new.score) > (std::cmp::Reverse(held.band), held.score)
}

fn targets(judge: &Judge) -> Vec<(About, Vec<String>)> {
    let items = judge.rubric.iter();
    let flags = judge.red_flags.iter().enumerate();
    items
        .map(|item| (About::Item(item.id.clone()), item.phrasings.clone()))
        .chain(flags.map(|(index, flag)| (About::RedFlag(index), flag.phrasings.clone())))
        .collect()
}

fn followup_target(
    found: &crate::engine::state::ItemState,
    judge: &Judge,
    field: &str,
) -> Option<(About, Vec<String>)> {
    let (which, ..) = found.followups().find(|(_, _, name)| *name == field)?;
    let FollowupRef::Followup(index) = which else { return None };
    let script = judge.followups.get(index)?;
    Some((About::Followup(script.id.clone()), script.phrasings.clone()))
}

/// Words of the question prove little; a follow-up is a question of its own.
fn prompt_of(state: &State, slot: usize, item: usize, field: &str) -> String {
    let asked = state
        .item_state(slot, item)
        .and_then(|found| found.followups().find(|(_, _, name)| *name == field))
        .map(|(_, ask, _)| ask.to_owned());
    asked
        .or_else(|| state.question_of(slot, item).map(|question| question.ask.prompt.clone()))
        .unwrap_or_default()
}

fn matched(
    prompt: &str,
    field: &str,
    text: &str,
    targets: &[(About, Vec<String>)],
) -> Vec<(usize, Evidence)> {
    let ids: Vec<String> = (0..targets.len()).map(|place| place.to_string()).collect();
    let items: Vec<ItemPhrasings<'_>> = ids
        .iter()
        .zip(targets)
        .map(|(id, (_, phrasings))| ItemPhrasings { id, phrasings })
        .collect();
    let found = Matcher::builtin().find(prompt, text, &items);
    found
        .into_iter()
        .enumerate()
        .filter(|(_, found)| found.band != Band::None)
        .map(|(place, found)| (place, evidence(field, targets[place].0.clone(), &found)))
        .collect()
}

fn evidence(field: &str, about: About, found: &Found) -> Evidence {
    Evidence {
        about,
        field: field.to_owned(),
        range: (found.range.start, found.range.end),
        words: found.words.iter().map(|word| (word.start, word.end)).collect(),
        phrasing: found.phrasing,
        score: found.score,
        band: found.band,
        polarity: found.polarity == Polarity::Check,
    }
}
