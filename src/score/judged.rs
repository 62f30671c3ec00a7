//! What stands for a point: a person's mark, what was computed, or nothing yet.
//!
//! A person's mark always stands; where a peer judged, theirs before the candidate's. A question
//! that closed empty is "not answered", unless a peer heard the answer: left out in practice, 1 in
//! exam mode. Of what nobody marked, rules 1 and 2 took bands of words in exam mode and left it out
//! in practice; from rules 3 on it is open, unless it is computed.

use crate::bank::question::Mode;
use crate::engine::State;
use crate::engine::command::Seat;
use crate::engine::event::{
    About, Grounds, Mark, PointReading, Reader, Reading, Said, Scope, Shown,
};
use crate::engine::places::{Standing, standing};
use crate::engine::state::ItemState;

use super::best::{best, best_in};
use super::dimension::Basis;
use super::facts::{Decided, mark_of};
use super::outline::links;
use super::rules::{JudgementRules, Rules};

/// What stands for a point of a question that was put.
#[must_use]
pub fn of_question(
    rules: &Rules,
    state: &State,
    (slot, item): (usize, usize),
    about: &About,
) -> Option<Decided> {
    let (question, found) = (state.question_of(slot, item)?, state.item_state(slot, item)?);
    let scope = Scope::Question { slot, item };
    let is_point = matches!(about, About::Item(_) | About::Number(_) | About::Fault(_));
    let decided = marked(rules, state, scope, about);
    // What a peer heard stands, whether or not anybody wrote it down.
    let was_heard = decided.is_some_and(|decided| decided.basis == Basis::Peer);
    if is_not_answered(found) && !was_heard {
        let missed = Decided::by(Mark::Missed, Basis::NotAnswered);
        return (state.is_exam() && is_point).then_some(missed);
    }
    let by_band = || mark_of(best(&found.evidence, about));
    let is_quiz = question.judge.as_ref().is_some_and(|judge| !judge.options.is_empty());
    if is_quiz && is_point {
        return Some(Decided::by(by_band(), Basis::Computed));
    }
    if decided.is_some() {
        return decided;
    }
    let Some(judgement) = &rules.judgement else {
        // Notes of a spoken answer are no answer: only a person who heard it can tell.
        let is_band = state.is_exam() && !found.spoken;
        return is_band.then(|| Decided::by(by_band(), Basis::Band));
    };
    if matches!(about, About::Number(_) | About::Fault(_)) && !found.spoken {
        return Some(Decided::by(by_band(), Basis::Computed));
    }
    let read = read(judgement, state, &[found], about);
    read.or_else(|| open(about))
}

/// What stands for a point of a round's own.
#[must_use]
pub fn of_round(rules: &Rules, state: &State, slot: usize, about: &About) -> Option<Decided> {
    let scope = Scope::Round { slot };
    if let Some(decided) = marked(rules, state, scope, about) {
        return Some(decided);
    }
    let Some(judgement) = &rules.judgement else {
        // How somebody talks shows in few words: without a match it was not seen.
        let (_, found) = best_in(state, scope, about).filter(|_| state.is_exam())?;
        let decided = Decided::by(mark_of(Some(found)), Basis::Band);
        return Some(decided).filter(|decided| decided.mark != Mark::Missed);
    };
    let answers: Vec<&ItemState> = answers_of(state, slot).collect();
    // Of who answered nothing, nothing can be said.
    if answers.is_empty() && !state.has_peer() {
        return None;
    }
    read(judgement, state, &answers, about).or_else(|| open(about))
}

/// A red flag is raised by a person or not at all; anything else waits.
fn open(about: &About) -> Option<Decided> {
    let is_flag = matches!(about, About::RedFlag(_));
    (!is_flag).then_some(Decided::by(Mark::Missed, Basis::Open))
}

/// Whether a question closed without a word. One still open is neither answered nor not.
#[must_use]
pub fn is_not_answered(found: &ItemState) -> bool {
    found.closed.is_some() && found.is_blank() && !found.spoken
}

fn answers_of(state: &State, slot: usize) -> impl Iterator<Item = &ItemState> {
    let questions = state.opened_questions().filter(move |(of, _)| *of == slot);
    let found = questions.filter_map(|(slot, item)| state.item_state(slot, item));
    found.filter(|found| !is_not_answered(found))
}

/// The mark of a person: the peer's, where one judges, before the candidate's.
fn marked(rules: &Rules, state: &State, scope: Scope, about: &About) -> Option<Decided> {
    let of = |seat: Seat| state.marks.get(&(scope, seat, about.mark_id()));
    let peer = of(Seat::Interviewer).filter(|_| state.has_peer());
    let peer = peer.map(|mark| (mark, Basis::Peer));
    let (given, basis) = peer.or_else(|| Some((of(Seat::Candidate)?, Basis::Own)))?;
    if rules.judgement.is_none() || !matches!(given.mark, Mark::Met | Mark::Partly) {
        return Some(Decided::by(given.mark, basis));
    }
    // A flag counts or doesn't; what it rests on is for the reader of the report.
    let shown = shown(state, scope, &given.grounds);
    let is_whole = shown != Shown::Unwritten || matches!(about, About::RedFlag(_));
    let mark = if is_whole { given.mark } else { Mark::Partly };
    Some(Decided { mark, basis, shown: Some(shown) })
}

/// What a mark rests on, as it counts. Said aloud holds only where something was spoken, in the
/// diagram only where one was drawn; a place that is not in the answer shows nothing. A mark that
/// says nothing of all this, as before format 1.3, was heard where something was spoken.
#[must_use]
pub fn shown(state: &State, scope: Scope, grounds: &Grounds) -> Shown {
    let standing = standing(state, scope, grounds);
    if standing.iter().any(|place| matches!(place, Standing::At(..))) {
        return Shown::Written;
    }
    let is_gone = standing.contains(&Standing::Gone);
    let is_aloud = match grounds.shown {
        None | Some(Shown::Aloud) => true,
        // The words were there when the mark was given.
        Some(Shown::Written) => is_gone,
        Some(Shown::Diagram | Shown::Unwritten) => false,
    };
    if is_aloud && was_spoken(state, scope) {
        return Shown::Aloud;
    }
    if grounds.shown == Some(Shown::Diagram) && has_diagram(state, scope) {
        return Shown::Diagram;
    }
    Shown::Unwritten
}

/// Whether there was anything to hear: a peer, or an answer or a talk that was spoken.
#[must_use]
pub fn was_spoken(state: &State, scope: Scope) -> bool {
    let spoken = |slot: usize, is_of: &dyn Fn(usize) -> bool| {
        let items = state.slots.get(slot).map_or(&[][..], |slot| &slot.items);
        items.iter().enumerate().any(|(item, found)| is_of(item) && found.spoken)
    };
    state.has_peer()
        || match scope {
            Scope::Question { slot, item } => spoken(slot, &|of| of == item),
            Scope::Round { slot } => spoken(slot, &|_| true),
            Scope::Loop => false,
        }
}

/// Whether an answer that is an outline draws at least one line.
fn has_diagram(state: &State, scope: Scope) -> bool {
    let draws = |(slot, item): (usize, usize)| {
        let is_outline = state.question_of(slot, item).is_some_and(|q| q.ask.mode == Mode::Outline);
        let attempt = state.item_state(slot, item).and_then(ItemState::scored_attempt);
        let mut fields = attempt.into_iter().flat_map(|attempt| &attempt.fields);
        is_outline && fields.any(|field| !links(&field.text).is_empty())
    };
    state.opened_questions().filter(|&(slot, item)| scope.covers(slot, item)).any(draws)
}

/// What a model that proved itself makes of a point that nobody marked, in exam mode. It finds
/// what is said anywhere; that something is nowhere said it can tell only once it has read all.
fn read(
    rules: &JudgementRules,
    state: &State,
    answers: &[&ItemState],
    about: &About,
) -> Option<Decided> {
    if !state.is_exam() || matches!(about, About::RedFlag(_)) {
        return None;
    }
    let (mut best, mut is_all_read) = (Mark::Missed, true);
    for found in answers {
        // Notes of a spoken answer are no answer.
        if found.spoken {
            return None;
        }
        for part in 0..found.scored_attempt()?.parts {
            let reading = found.readings.get(&(part, Reader::Model));
            let point = reading
                .filter(|reading| is_proven(rules, reading))
                .and_then(|reading| reading.points.iter().find(|point| point.about == *about));
            match said(point) {
                Some(mark) => best = best.min(mark),
                None => is_all_read &= is_blank(found, part),
            }
        }
    }
    (is_all_read || best == Mark::Met).then_some(Decided::by(best, Basis::Read))
}

/// A verdict counts only with sentences that exist.
fn said(point: Option<&PointReading>) -> Option<Mark> {
    let point = point?;
    Some(match point.verdict? {
        Said::Said if !point.at.is_empty() => Mark::Met,
        Said::Half if !point.at.is_empty() => Mark::Partly,
        Said::Said | Said::Half => return None,
        Said::No | Said::Opposite => Mark::Missed,
    })
}

fn is_proven(rules: &JudgementRules, reading: &Reading) -> bool {
    reading.proof.as_ref().is_some_and(|proof| {
        proof.model == reading.model
            && proof.instructions == reading.instructions
            && proof.points >= rules.proven_points
            && proof.agreement >= rules.proven_agreement
    })
}

fn is_blank(found: &ItemState, part: usize) -> bool {
    let attempt = found.scored_attempt();
    let mut fields = attempt.into_iter().flat_map(|attempt| attempt.part(part));
    fields.all(|field| field.text.trim().is_empty())
}

#[cfg(test)]
#[path = "judged_tests.rs"]
mod tests;
