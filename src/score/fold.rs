//! Scores of a session: what stands for its points, hints and verdicts folded under a set of rules.

use std::collections::BTreeMap;

use crate::bank::question::{Kind, Level};
use crate::engine::State;
use crate::engine::checklist::{points_of_round, question_points};
use crate::engine::event::{
    DimensionScore, Event, Header, MarkCounts, Recommended, Scope, ScoreSheet, Stamped,
};

use super::dimension::{End, Facts, dimensions};
use super::facts::add;
use super::graded::add_graded;
use super::judged;
use super::recommendation::{
    HIRE, LoopFacts, LoopRound, LoopScore, RoundScore, between, loop_score, round_score,
};
use super::rules::{self, Rules};

/// The round's own items are numbered past any question.
pub const ROUND: usize = usize::MAX;

/// The score of a question, a round or the loop as its marks now stand, under the session's rules.
#[must_use]
pub fn sheet(state: &State, scope: Scope) -> ScoreSheet {
    sheet_under(rules_of(state), state, scope)
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

/// The rules that a session keeps, however late it is resumed: those of its scores or, before the
/// first, those of its header.
#[must_use]
pub fn rules_of(state: &State) -> &'static Rules {
    let newest = state.scores.values().map(|sheet| sheet.rules).max();
    let named = Some(state.header.rules).filter(|&number| number > 0);
    let number = newest.or(named).unwrap_or(rules::UNNAMED);
    rules::rules(number).unwrap_or_else(rules::latest)
}

/// One question's dimensions, with what spoke for and against each.
#[must_use]
pub fn question(rules: &Rules, state: &State, slot: usize, item: usize) -> RoundScore {
    let level = state.level();
    let mut facts = Facts::default();
    add_question(rules, &mut facts, state, (slot, item), level);
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
        add_question(rules, &mut facts, state, (slot, item), level);
    }
    let Some(plan) = state.round_plan(slot) else {
        return scored(rules, None, &facts, &BTreeMap::new());
    };
    let points = points_of_round(&plan.rubric, level);
    add(&mut facts, ROUND, &points, &[], |about| judged::of_round(rules, state, slot, about));
    scored(rules, plan.kind, &facts, &plan.weights)
}

/// The loop's score; nothing where no round was scored.
#[must_use]
pub fn whole_loop(rules: &Rules, state: &State) -> Option<LoopScore> {
    let rounds = Rounds::of(rules, state);
    let low = loop_score(rules, &rounds.facts(rules, state, End::Missed))?;
    if rounds.open() == 0 {
        return Some(low);
    }
    let high = loop_score(rules, &rounds.facts(rules, state, End::Met))?;
    Some(between(low, high, rounds.open()))
}

/// The scored rounds of a loop, by slot: at the candidate's level, and at the one below.
struct Rounds {
    own: Vec<(usize, RoundScore)>,
    below: Vec<(usize, RoundScore)>,
}

impl Rounds {
    fn of(rules: &Rules, state: &State) -> Rounds {
        let level = state.level();
        let at = |level: Level| {
            let slots = state.scored_rounds().into_iter();
            slots.map(|slot| (slot, round_at(rules, state, slot, level))).collect::<Vec<_>>()
        };
        Rounds { own: at(level), below: level.below().map(at).unwrap_or_default() }
    }

    fn open(&self) -> u32 {
        self.own.iter().map(|(_, score)| score.open).sum()
    }

    fn facts(&self, rules: &Rules, state: &State, end: End) -> LoopFacts {
        let of = |rounds: &[(usize, RoundScore)]| {
            let rounds = rounds.iter().filter_map(|(slot, score)| {
                let kind = state.round_plan(*slot)?.kind?;
                let (mean, band) = score.at(rules, end)?;
                Some(LoopRound { slot: *slot, kind, mean, band })
            });
            rounds.collect::<Vec<_>>()
        };
        let rounds = of(&self.own);
        // The bar raiser of a loop vetoes where their own round is below "hire".
        let raiser = state.plan.as_ref().and_then(|plan| plan.bar_raiser);
        let is_vetoed = rounds.iter().any(|r| Some(r.slot) == raiser && r.band < HIRE);
        LoopFacts { level: state.level(), at_level_below: of(&self.below), rounds, is_vetoed }
    }
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
fn add_question(
    rules: &Rules,
    facts: &mut Facts,
    state: &State,
    (slot, item): (usize, usize),
    level: Level,
) {
    let Some(found) = state.item_state(slot, item) else { return };
    let Some(question) = state.question_of(slot, item) else { return };
    let Some(judge) = &question.judge else { return };
    let points = question_points(state, slot, item, level);
    let hints: Vec<u32> = found.hint_costs().collect();
    add(facts, item, &points, &hints, |about| {
        judged::of_question(rules, state, (slot, item), about)
    });
    let is_run = state.item_plan(slot, item).is_some_and(|plan| plan.what.language().is_some());
    if is_run && !judged::is_not_answered(found) {
        add_graded(facts, (item, &question.ask, judge), found);
    }
}

fn round_sheet(rules: &Rules, score: &RoundScore) -> ScoreSheet {
    let dimensions = score
        .dimensions
        .iter()
        .map(|dimension| DimensionScore {
            dim: dimension.dim.clone(),
            score: dimension.score,
            coverage: dimension.coverage,
            open: dimension.open,
            range: dimension.range,
            verdicts: dimension.verdicts,
        })
        .collect();
    ScoreSheet {
        rules: rules.number,
        dimensions,
        mean: score.mean,
        band: score.band,
        range: score.range,
        open: score.open,
        basis: score.basis,
        interval: None,
        recommended: None,
        unconfirmed: score.unconfirmed,
    }
}

fn loop_sheet(rules: &Rules, state: &State) -> ScoreSheet {
    let score = whole_loop(rules, state);
    let rounds = state.scored_rounds().into_iter().map(|slot| round(rules, state, slot));
    let rounds: Vec<RoundScore> = rounds.collect();
    ScoreSheet {
        rules: rules.number,
        dimensions: Vec::new(),
        mean: score.as_ref().and_then(|score| score.mean),
        band: score.as_ref().and_then(|score| score.band),
        range: score.as_ref().and_then(|score| score.range),
        open: score.as_ref().map_or(0, |score| score.open),
        basis: rounds.iter().map(|round| round.basis).sum::<MarkCounts>(),
        interval: score.as_ref().and_then(|score| score.interval),
        recommended: score.map(|score| score.recommended),
        unconfirmed: rounds.iter().any(|round| round.unconfirmed),
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
        // What the marks rest on is told from rules 3 on, and changes no score by itself.
        let ScoreSheet { rules, basis, .. } = self.shown;
        let latest = ScoreSheet { rules, basis, ..self.latest.clone() };
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
                latest: sheet_under(rules::latest(), &state, *scope),
            });
        }
        state.apply(stamped);
    }
    found
}

#[cfg(test)]
#[path = "fold_tests.rs"]
mod tests;
