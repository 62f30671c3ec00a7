//! What the debrief asks next: a function of the state, so it goes on where it stopped.

use super::{Debrief, checks, evidence};
use crate::bank::question::Kind;
use crate::engine::checklist::Check;
use crate::engine::decide::OVERALL;
use crate::engine::event::{About, Band, Mark, Scope};
use crate::engine::{Seat, Stage, State};

#[derive(Debug, PartialEq, Eq)]
pub(in crate::ui) enum Step {
    /// This seat's guess of a dimension.
    Guess(Seat, String),
    Seal(Seat, Scope, Vec<(String, u32)>),
    /// Place in the checklist, its length, the point.
    Check(usize, usize, Check),
    /// Mark and band disagree.
    Doubt(Check, Mark),
    Confirm,
    /// The score is being computed.
    Await,
    /// The score is on the screen.
    Look,
    Done,
}

/// Who sits at this terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Table {
    /// The candidate, with the program as interviewer.
    Solo,
    /// Candidate and interviewer, one keyboard.
    Shared,
    /// The interviewer; the candidate is elsewhere.
    Alone,
}

impl Table {
    /// Whose guesses are sealed here, in this order.
    fn sealing(self) -> &'static [Seat] {
        match self {
            Table::Solo => &[Seat::Candidate],
            Table::Shared => &[Seat::Candidate, Seat::Interviewer],
            Table::Alone => &[Seat::Interviewer],
        }
    }
}

impl Step {
    /// Whose step it is; nobody's where there is nothing to do.
    pub(in crate::ui) fn seat(&self, state: &State) -> Option<Seat> {
        match self {
            Step::Guess(seat, _) | Step::Seal(seat, ..) => Some(*seat),
            Step::Check(..) | Step::Doubt(..) | Step::Confirm => Some(state.judge_seat()),
            Step::Look => Some(Seat::Candidate),
            Step::Await | Step::Done => None,
        }
    }
}

impl Debrief {
    pub(in crate::ui) fn table(&self, state: &State) -> Table {
        match (self.is_alone, state.has_peer()) {
            (true, _) => Table::Alone,
            (false, true) => Table::Shared,
            (false, false) => Table::Solo,
        }
    }

    /// What is to be judged now, if anything.
    pub(in crate::ui) fn scope(&self, state: &State, judging_only: bool) -> Option<Scope> {
        if self.left || state.paused.is_some() && !judging_only {
            return None;
        }
        if self.current.is_some() {
            return self.current;
        }
        let is_waiting = |scope: &Scope| self.is_waiting(state, *scope);
        match state.stage {
            Stage::Finished => all_scopes(state).into_iter().find(is_waiting),
            _ if judging_only => all_scopes(state).into_iter().find(is_waiting),
            // A peer judges at the end of the round, with everything at hand.
            Stage::Between if state.has_peer() => None,
            Stage::Between => Some(state.current_scope())
                .filter(|scope| !self.postponed.contains(scope) && is_waiting(scope)),
            Stage::RoundOver => round_scopes(state, state.cursor.slot)
                .into_iter()
                .find(|scope| !self.postponed.contains(scope) && is_waiting(scope)),
            _ => None,
        }
    }

    /// Whose guess of a scope is sealed next.
    pub(in crate::ui) fn sealing(&self, state: &State, scope: Scope) -> Seat {
        let seats = self.table(state).sealing();
        let open = seats.iter().find(|seat| !is_sealed(state, scope, **seat));
        open.copied().unwrap_or(Seat::Candidate)
    }

    /// How many scopes have no score yet and could have one.
    pub(in crate::ui) fn left_open(&self, state: &State) -> usize {
        all_scopes(state).into_iter().filter(|scope| is_open(state, *scope)).count()
    }

    fn is_waiting(&self, state: &State, scope: Scope) -> bool {
        !self.seen.contains(&scope) && is_open(state, scope)
    }

    pub(in crate::ui) fn step(&self, state: &State, scope: Scope) -> Step {
        let table = self.table(state);
        if state.scores.contains_key(&scope) {
            // At a shared table all sheets come together, after the round's.
            let is_part = table != Table::Solo && matches!(scope, Scope::Question { .. });
            let is_over = self.seen.contains(&scope) || state.stage == Stage::Between || is_part;
            return if is_over { Step::Done } else { Step::Look };
        }
        if state.confirmed.contains_key(&scope) {
            return Step::Await;
        }
        let sealed = seal_scope(state, scope);
        // A quiz alone has nothing to guess: its options say what is right.
        let is_computed = sealed == scope
            && matches!(scope, Scope::Question { .. })
            && checks(state, scope).is_empty();
        let is_open = |seat: &&Seat| !is_computed && !is_sealed(state, scope, **seat);
        if let Some(seat) = table.sealing().iter().find(is_open) {
            let dims = dimensions(state, sealed);
            return match dims.get(self.guesses.len()) {
                Some(dim) => Step::Guess(*seat, (*dim).to_owned()),
                None => Step::Seal(*seat, sealed, self.guesses.clone()),
            };
        }
        let checks = checks(state, scope);
        let count = checks.len();
        let unmarked = checks.iter().position(|check| state.mark(scope, &check.id).is_none());
        if let Some(index) = unmarked {
            return Step::Check(index, count, checks[index].clone());
        }
        let doubt = checks.into_iter().find_map(|check| {
            let mark = state.mark(scope, &check.id)?;
            let is_open =
                !is_reviewed(state, scope, &check) && disagrees(state, scope, &check, mark);
            is_open.then_some((check, mark))
        });
        doubt.map_or(Step::Confirm, |(check, mark)| Step::Doubt(check, mark))
    }
}

/// Allowed by now, not scored, and with something to judge.
fn is_open(state: &State, scope: Scope) -> bool {
    if state.scores.contains_key(&scope) {
        return false;
    }
    match scope {
        Scope::Question { slot, item } => {
            let has_judge = state.question_of(slot, item).is_some_and(|q| q.judge.is_some());
            // What was said to a peer may have left no text.
            let is_answered = state
                .item_state(slot, item)
                .is_some_and(|found| found.spoken || !found.is_blank() || state.has_peer());
            state.may_judge(slot, item) && has_judge && is_answered
        }
        Scope::Round { slot } => {
            state.may_judge_round(slot)
                && state.round_plan(slot).is_some_and(|round| round.kind.is_some())
                && state.scored_rounds().contains(&slot)
        }
        Scope::Loop => {
            state.ended.is_some()
                && state.plan.as_ref().is_some_and(|plan| plan.is_loop)
                && !state.scored_rounds().is_empty()
        }
    }
}

/// A round's questions, then the round.
fn round_scopes(state: &State, slot: usize) -> Vec<Scope> {
    let questions = state
        .opened_questions()
        .filter(|(of, _)| *of == slot)
        .map(|(slot, item)| Scope::Question { slot, item });
    questions.chain([Scope::Round { slot }]).collect()
}

fn all_scopes(state: &State) -> Vec<Scope> {
    let rounds = state.scored_rounds();
    let mut scopes: Vec<Scope> =
        rounds.into_iter().flat_map(|slot| round_scopes(state, slot)).collect();
    scopes.push(Scope::Loop);
    scopes
}

/// In exam, and before a peer, one guess covers the whole round; in practice each question has
/// its own.
pub(in crate::ui) fn seal_scope(state: &State, scope: Scope) -> Scope {
    match scope {
        Scope::Question { slot, .. } if state.is_exam() || state.has_peer() => {
            Scope::Round { slot }
        }
        _ => scope,
    }
}

fn is_sealed(state: &State, scope: Scope, seat: Seat) -> bool {
    let has = |scope: Scope| state.sealed.contains_key(&(scope, seat));
    has(scope) || matches!(scope, Scope::Question { slot, .. } if has(Scope::Round { slot }))
}

/// The dimensions that something in the scope speaks to, in the order of the kind.
pub(in crate::ui) fn dimensions(state: &State, scope: Scope) -> Vec<&'static str> {
    let (kind, scopes) = match scope {
        Scope::Question { slot, item } => {
            (state.question_of(slot, item).map(|question| question.ask.kind), vec![scope])
        }
        Scope::Round { slot } => {
            (state.round_plan(slot).and_then(|round| round.kind), round_scopes(state, slot))
        }
        Scope::Loop => return vec![OVERALL],
    };
    let known = kind.map_or(&[][..], Kind::dimensions);
    let found: Vec<Check> =
        scopes.into_iter().flat_map(|scope| checks(state, scope)).filter(|c| c.core).collect();
    let speaks = |dim: &&&str| found.iter().any(|check| check.dim == ***dim);
    let spoken: Vec<&'static str> = known.iter().filter(speaks).copied().collect();
    if spoken.is_empty() { known.iter().take(1).copied().collect() } else { spoken }
}

/// Whether a point was looked at once more, with the words beside it.
pub(in crate::ui) fn is_reviewed(state: &State, scope: Scope, check: &Check) -> bool {
    let key = (scope, state.judge_seat(), check.id.clone());
    state.marks.get(&key).is_some_and(|mark| mark.before_review.is_some())
}

/// Whether a point belongs to the review: its mark and the words disagree, or did.
pub(in crate::ui) fn is_in_review(state: &State, scope: Scope, check: &Check) -> bool {
    is_reviewed(state, scope, check)
        || state.mark(scope, &check.id).is_some_and(|mark| disagrees(state, scope, check, mark))
}

/// Missed where words may be there, met where none were found or where they may say the opposite.
/// Of what was said aloud no word was left, and how somebody talks shows in few: there the lack of
/// a sentence is no disagreement.
fn disagrees(state: &State, scope: Scope, check: &Check, mark: Mark) -> bool {
    let is_flag = matches!(check.about, About::RedFlag(_));
    let is_written = match scope {
        Scope::Question { slot, item } => {
            state.item_state(slot, item).is_some_and(|found| !found.spoken && !found.is_blank())
        }
        Scope::Round { .. } | Scope::Loop => false,
    };
    match (mark, evidence::best(state, scope, &check.about)) {
        (Mark::Missed, Some((_, evidence))) => match evidence.band {
            Band::Likely => true,
            Band::Maybe => is_written && !is_flag && !evidence.polarity,
            Band::None => false,
        },
        (Mark::Met, Some((_, evidence))) => is_written && evidence.polarity,
        (Mark::Met, None) => is_written && !is_flag,
        _ => false,
    }
}

/// What is judged, as a heading.
pub(in crate::ui) fn title(state: &State, scope: Scope) -> String {
    match scope {
        Scope::Question { slot, item } => {
            let title = state.question_of(slot, item).map_or("", |q| q.ask.title.as_str());
            format!("How it went · {title}")
        }
        Scope::Round { slot } => {
            let title = state.slot_plan(slot).map_or("", |slot| slot.title());
            format!("The round as a whole · {title}")
        }
        Scope::Loop => "The whole loop".to_owned(),
    }
}
