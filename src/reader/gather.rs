//! What a model is asked about a closed part, from what the state holds.

use super::asked::{Asked, Point};
use crate::engine::State;
use crate::engine::checklist::{points_of_round, question_points};
use crate::engine::command::Seat;
use crate::engine::event::{About, FollowupRef, Reader, Reading};
use crate::engine::state::{ItemState, What};
use crate::message::PartRead;

/// One closed part of the scored attempt: 0 the answer, n its n-th follow-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartId {
    pub slot: usize,
    pub item: usize,
    pub part: usize,
}

impl PartId {
    pub fn outcome(self, reading: Result<Reading, String>) -> PartRead {
        PartRead { slot: self.slot, item: self.item, part: self.part, reading }
    }
}

/// Closed parts that no model has read, oldest first.
pub fn unread(state: &State) -> impl Iterator<Item = PartId> + '_ {
    state.opened_questions().flat_map(move |(slot, item)| {
        let found = state.item_state(slot, item);
        let parts = found.and_then(ItemState::scored_attempt).map_or(0, |attempt| attempt.parts);
        let is_read = move |part: usize| {
            found.is_some_and(|found| found.readings.contains_key(&(part, Reader::Model)))
        };
        (0..parts).filter(move |&part| !is_read(part)).map(move |part| PartId { slot, item, part })
    })
}

/// The question, what was said about it, and the points: the texts of their file, none of the
/// phrasings. `None` where nothing was written, or nothing is looked for.
#[must_use]
pub fn asked(state: &State, PartId { slot, item, part }: PartId) -> Option<Asked> {
    let question = state.question_of(slot, item)?;
    let judge = question.judge.as_ref()?;
    let found = state.item_state(slot, item)?;
    let attempt = found.scored_attempt()?;
    let is_quiz = !question.ask.options.is_empty();
    if is_quiz && part == 0 {
        return None;
    }
    let fields: Vec<(String, String)> =
        attempt.part(part).map(|field| (field.name.clone(), field.text.clone())).collect();
    if fields.iter().all(|(_, text)| text.trim().is_empty()) {
        return None;
    }
    let followup = found.followups().find_map(|(which, _, field)| {
        let FollowupRef::Followup(index) = which else { return None };
        fields.iter().any(|(name, _)| *name == field).then(|| judge.followups.get(index))?
    });
    let level = state.level();
    let mut points = question_points(state, slot, item, level);
    let of_round = state.round_plan(slot).map_or(&[][..], |round| &round.rubric);
    points.extend(points_of_round(of_round, level));
    let is_sought = |about: &About| match about {
        About::Followup(id) => followup.is_some_and(|script| script.id == *id),
        // Computed, or drawn for the session and not to be told.
        About::Number(_) | About::Fault(_) | About::Cause => false,
        About::Item(_) | About::RoundItem(_) | About::RedFlag(_) | About::Curveball(_) => true,
    };
    let points: Vec<Point> = points
        .into_iter()
        .filter(|point| is_sought(&point.about) && !point.is_choice())
        .map(|point| Point { about: point.about, text: point.text.to_owned() })
        .collect();
    let question = question.ask.prompt.clone();
    let remarks = remarks(found, &fields, part);
    (!points.is_empty()).then_some(Asked { question, remarks, points, fields })
}

/// What the interviewer said: before the answer closed, or with the follow-up that the part answers.
fn remarks(found: &ItemState, fields: &[(String, String)], part: usize) -> Vec<String> {
    let said = found.happenings.iter().filter_map(|happening| match &happening.what {
        What::Followup { ask, field, .. } => {
            fields.iter().any(|(name, _)| name == field).then_some(ask)
        }
        What::Answered { text, .. }
        | What::Revealed { text, .. }
        | What::Hint { text, .. }
        | What::Curveball { text, .. }
        | What::Said { by: Seat::Interviewer, text } => (part == 0).then_some(text),
        _ => None,
    });
    said.cloned().collect()
}
