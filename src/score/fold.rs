//! Scores of a session: its marks, evidence, hints and follow-ups folded under a set of rules.
//!
//! A person's mark always stands; where a peer judged, theirs before the candidate's. In exam mode
//! what nobody marked counts by its band and the score says "unconfirmed"; in practice it is left
//! out. A question that closed empty is "not answered", unless a peer heard the answer: left out in
//! practice, 1 in exam mode.

use std::collections::BTreeMap;

use crate::bank::question::{Kind, Level};
use crate::engine::State;
use crate::engine::checklist::{points_of_round, question_points};
use crate::engine::command::Seat;
use crate::engine::event::{
    About, DimensionScore, Event, Header, Mark, MarkCounts, Recommended, Scope, ScoreSheet, Stamped,
};
use crate::engine::state::ItemState;

use super::best::{best, best_in};
use super::dimension::{Basis, Facts, dimensions};
use super::facts::{Decided, add, mark_of};
use super::graded::add_graded;
use super::recommendation::{
    HIRE, LoopFacts, LoopRound, LoopScore, RoundScore, loop_score, round_score,
};
use super::rules::{self, Rules};

/// The round's own items are numbered past any question.
pub const ROUND: usize = usize::MAX;

/// The score of a question, a round or the loop as its marks now stand, under the latest rules.
#[must_use]
pub fn sheet(state: &State, scope: Scope) -> ScoreSheet {
    sheet_under(rules::latest(), state, scope)
}

/// The same under rules of one's choice.
#[must_use]
pub fn sheet_under(rules: &Rules, state: &State, scope: Scope) -> ScoreSheet {
    match scope {
        Scope::Question { slot, item } => round_sheet(rules, &question(rules, state, slot, item)),
        Scope::Round { slot } => round_sheet(rules, &round(rules, state, slot)),
        Scope::Loop => loop_sheet(rules, state),
    }
}

/// The score under the rules it was shown with, and its reasons; nothing for a loop, and under
/// rules that this program does not know.
#[must_use]
pub fn with_reasons(state: &State, scope: Scope, sheet: &ScoreSheet) -> Option<RoundScore> {
    let rules = rules::rules(sheet.rules)?;
    match scope {
        Scope::Question { slot, item } => Some(question(rules, state, slot, item)),
        Scope::Round { slot } => Some(round(rules, state, slot)),
        Scope::Loop => None,
    }
}

/// The rules a session is read under: those of its scores, the newest where it went on under a
/// later program, and before the first score those that will make it.
#[must_use]
pub fn rules_of(state: &State) -> &'static Rules {
    let newest = state.scores.values().map(|sheet| sheet.rules).max();
    newest.and_then(rules::rules).unwrap_or_else(rules::latest)
}

/// One question's dimensions, with what spoke for and against each.
#[must_use]
pub fn question(rules: &Rules, state: &State, slot: usize, item: usize) -> RoundScore {
    let level = state.level();
    let mut facts = Facts::default();
    add_question(&mut facts, state, slot, item, level);
    let kind = state.question_of(slot, item).map(|question| question.ask.kind);
    scored(rules, kind, &facts, &BTreeMap::new())
}

/// A round: its questions' items pooled, and its own.
#[must_use]
pub fn round(rules: &Rules, state: &State, slot: usize) -> RoundScore {
    round_at(rules, state, slot, state.level())
}

/// A round held against another level, for a senior who may be hired at mid.
#[must_use]
pub fn round_at(rules: &Rules, state: &State, slot: usize, level: Level) -> RoundScore {
    let mut facts = Facts::default();
    for (_, item) in state.opened_questions().filter(|(of, _)| *of == slot) {
        add_question(&mut facts, state, slot, item, level);
    }
    let Some(plan) = state.round_plan(slot) else {
        return scored(rules, None, &facts, &BTreeMap::new());
    };
    let points = points_of_round(&plan.rubric, level);
    add(&mut facts, ROUND, &points, &[], |about| {
        let scope = Scope::Round { slot };
        marked(state, scope, about).or_else(|| {
            // How somebody talks shows in few words: without a match it was not seen.
            let (_, found) = best_in(state, scope, about).filter(|_| state.is_exam())?;
            Some((mark_of(Some(found)), Basis::Band)).filter(|(mark, _)| *mark != Mark::Missed)
        })
    });
    scored(rules, plan.kind, &facts, &plan.weights)
}

/// The loop's recommendation; nothing where no round was scored.
#[must_use]
pub fn whole_loop(rules: &Rules, state: &State) -> Option<LoopScore> {
    let level = state.level();
    let at = |level: Level| {
        state.scored_rounds().into_iter().filter_map(move |slot| {
            let score = round_at(rules, state, slot, level);
            let plan = state.round_plan(slot)?;
            Some(LoopRound { slot, kind: plan.kind?, mean: score.mean?, band: score.band? })
        })
    };
    let at_level_below = level.below().map(|below| at(below).collect()).unwrap_or_default();
    let rounds = at(level).collect();
    let is_vetoed = is_vetoed(rules, state, level);
    loop_score(rules, &LoopFacts { level, rounds, at_level_below, is_vetoed })
}

/// The bar raiser of a loop vetoes where their own round is below "hire".
fn is_vetoed(rules: &Rules, state: &State, level: Level) -> bool {
    let slot = state.plan.as_ref().and_then(|plan| plan.bar_raiser);
    let band = slot.and_then(|slot| round_at(rules, state, slot, level).band);
    band.is_some_and(|band| band < HIRE)
}

fn scored(
    rules: &Rules,
    kind: Option<Kind>,
    facts: &Facts,
    weights: &BTreeMap<String, u32>,
) -> RoundScore {
    let dimensions = kind.map(|kind| dimensions(rules, kind, facts)).unwrap_or_default();
    round_score(rules, dimensions, weights)
}

/// Adds the facts of a question that was put; one whose judge is not disclosed has none.
fn add_question(facts: &mut Facts, state: &State, slot: usize, item: usize, level: Level) {
    let (Some(question), Some(found)) =
        (state.question_of(slot, item), state.item_state(slot, item))
    else {
        return;
    };
    let Some(judge) = &question.judge else { return };
    let scope = Scope::Question { slot, item };
    let points = question_points(state, slot, item, level);
    let is_quiz = !judge.options.is_empty();
    let hints: Vec<u32> = found.hint_costs().collect();
    add(facts, item, &points, &hints, |about| decide(state, scope, found, is_quiz, about));
    let is_run = state.item_plan(slot, item).is_some_and(|plan| plan.what.language().is_some());
    if is_run && !is_not_answered(found) {
        add_graded(facts, item, found);
    }
}

fn decide(
    state: &State,
    scope: Scope,
    found: &ItemState,
    is_quiz: bool,
    about: &About,
) -> Option<Decided> {
    let is_point = matches!(about, About::Item(_) | About::Number(_));
    let decided = marked(state, scope, about);
    // What a peer heard stands, whether or not anybody wrote it down.
    let was_heard = matches!(decided, Some((_, Basis::Peer)));
    if is_not_answered(found) && !was_heard {
        return (state.is_exam() && is_point).then_some((Mark::Missed, Basis::NotAnswered));
    }
    let by_band = || mark_of(best(&found.evidence, about));
    if is_quiz && is_point {
        return Some((by_band(), Basis::Computed));
    }
    if decided.is_some() {
        return decided;
    }
    // Notes of a spoken answer are no answer: only a person who heard it can tell.
    (state.is_exam() && !found.spoken).then(|| (by_band(), Basis::Band))
}

/// Whether a question closed without a word. One still open is neither answered nor not.
#[must_use]
pub fn is_not_answered(found: &ItemState) -> bool {
    found.closed.is_some() && found.is_blank() && !found.spoken
}

/// The mark of a person: the peer's, where one judges, before the candidate's.
fn marked(state: &State, scope: Scope, about: &About) -> Option<Decided> {
    let mark_by = |seat: Seat| {
        let mark = state.marks.get(&(scope, seat, about.mark_id()))?;
        Some(mark.mark)
    };
    let peer = mark_by(Seat::Interviewer).filter(|_| state.has_peer());
    let own = || mark_by(Seat::Candidate).map(|mark| (mark, Basis::Own));
    peer.map(|mark| (mark, Basis::Peer)).or_else(own)
}

fn round_sheet(rules: &Rules, score: &RoundScore) -> ScoreSheet {
    let dimensions = score
        .dimensions
        .iter()
        .map(|dimension| DimensionScore {
            dim: dimension.dim.clone(),
            score: dimension.score,
            coverage: dimension.coverage,
            open: 0,
            range: None,
            verdicts: 0,
        })
        .collect();
    ScoreSheet {
        rules: rules.number,
        dimensions,
        mean: score.mean,
        band: score.band,
        range: None,
        open: 0,
        basis: MarkCounts::default(),
        interval: None,
        recommended: None,
        unconfirmed: score.unconfirmed,
    }
}

fn loop_sheet(rules: &Rules, state: &State) -> ScoreSheet {
    let score = whole_loop(rules, state);
    let unconfirmed =
        state.scored_rounds().into_iter().any(|slot| round(rules, state, slot).unconfirmed);
    ScoreSheet {
        rules: rules.number,
        dimensions: Vec::new(),
        mean: score.as_ref().map(|score| score.mean),
        band: score.as_ref().map(|score| score.band),
        range: None,
        open: 0,
        basis: MarkCounts::default(),
        interval: score.as_ref().and_then(|score| score.interval),
        recommended: score.map(|score| score.recommended),
        unconfirmed,
    }
}

/// What a loop's score recommends: as it holds it or, where an earlier format held a sentence
/// instead, folded once more under the score's own rules.
#[must_use]
pub fn recommended(state: &State, scope: Scope, sheet: &ScoreSheet) -> Option<Recommended> {
    let again = || {
        let rules = rules::rules(sheet.rules).filter(|_| scope == Scope::Loop)?;
        Some(whole_loop(rules, state)?.recommended)
    };
    sheet.recommended.clone().or_else(again)
}

/// A score as it was shown, and as the fold makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rescored {
    pub scope: Scope,
    /// Place of the event among the events given.
    pub place: usize,
    /// An earlier format's sentence cannot be compared: the recommendation is then the one of
    /// `again`.
    pub shown: ScoreSheet,
    /// Under the number it was shown with; nothing where this program does not know that number.
    pub again: Option<ScoreSheet>,
    /// Under the latest rules.
    pub latest: ScoreSheet,
}

impl Rescored {
    /// Whether later rules say anything but what was shown.
    #[must_use]
    pub fn differs_under_latest(&self) -> bool {
        let latest = ScoreSheet { rules: self.shown.rules, ..self.latest.clone() };
        latest != self.shown && self.latest.rules != self.shown.rules
    }

    /// Whether the journal's own rules give what was shown.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.again.as_ref() == Some(&self.shown)
    }
}

/// Folds a session from its first event, and every score it showed once more from what stood
/// before it.
#[must_use]
pub fn rescore(header: &Header, events: &[Stamped]) -> Vec<Rescored> {
    let mut state = State::new(header.clone());
    let mut found = Vec::new();
    for (place, stamped) in events.iter().enumerate() {
        if let Event::ScoreShown { scope, sheet: shown } = &stamped.event {
            let recommended = recommended(&state, *scope, shown);
            found.push(Rescored {
                scope: *scope,
                place,
                shown: ScoreSheet { recommended, ..shown.clone() },
                again: rules::rules(shown.rules).map(|rules| sheet_under(rules, &state, *scope)),
                latest: sheet(&state, *scope),
            });
        }
        state.apply(stamped);
    }
    found
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;
