//! Seals, marks with their evidence, and scores.

use super::{
    ConditionPart, DimensionPart, Judged, MarkAbout, MarkGiven, MarkPart, Quote, ScorePart,
    SealPart, evidence, reasons,
};
use crate::engine::checklist::{Check, Role, checklist};
use crate::engine::event::{
    About, Condition, DimensionScore, Evidence, Mark, Recommended, Scope, ScoreSheet,
};
use crate::engine::state::ItemState;
use crate::engine::{Seat, State};
use crate::score::best::best_in;
use crate::score::dimension::Reason;
use crate::score::fold;
use crate::score::recommendation::{RoundScore, band_word};
use crate::text::SafeText;
use crate::view::recommendation;

/// Whether what judges a scope may be shown to the candidate.
pub(super) fn may_look(state: &State, scope: Scope) -> bool {
    state.ended.is_some()
        || match scope {
            Scope::Question { slot, item } => state.may_judge(slot, item),
            Scope::Round { slot } => state.may_judge_round(slot),
            Scope::Loop => false,
        }
}

/// `None` where it may not be looked at, and where there is nothing to judge.
pub(super) fn judged(state: &State, scope: Scope) -> Option<Judged> {
    let is_open = match scope {
        Scope::Question { slot, item } => {
            let is_question = state.item_plan(slot, item)?.question().is_some();
            is_question && state.item_state(slot, item)?.opened.is_some()
        }
        Scope::Round { slot } => state.scored_rounds().contains(&slot),
        Scope::Loop => !state.scored_rounds().is_empty(),
    };
    (is_open && may_look(state, scope)).then(|| of_scope(state, scope, state.scores.get(&scope)))
}

fn of_scope(state: &State, scope: Scope, sheet: Option<&ScoreSheet>) -> Judged {
    Judged {
        seals: seals(state, scope),
        confirmed: state.confirmed.get(&scope).copied(),
        marks: marks(state, scope),
        score: sheet.map(|sheet| score(state, scope, sheet)),
    }
}

impl Judged {
    /// What stands beside a score that is shown now.
    pub(in crate::view) fn with(state: &State, scope: Scope, sheet: &ScoreSheet) -> Judged {
        of_scope(state, scope, Some(sheet))
    }
}

fn seals(state: &State, scope: Scope) -> Vec<SealPart> {
    let of_scope = state.sealed.iter().filter(|((sealed, _), _)| *sealed == scope);
    of_scope
        .flat_map(|((_, by), guesses)| {
            guesses.iter().map(|(dim, guess)| SealPart {
                by: *by,
                dim: SafeText::line(dim),
                guess: *guess,
            })
        })
        .collect()
}

fn marks(state: &State, scope: Scope) -> Vec<MarkPart> {
    let checks = checklist(state, scope);
    let mut parts: Vec<MarkPart> = checks.iter().map(|check| mark(state, scope, check)).collect();
    // A peer's marks on a question whose rubric was not disclosed still count.
    for (marked, _, id) in state.marks.keys() {
        let is_listed = parts.iter().any(|part| part.id == SafeText::line(id));
        if *marked == scope && !is_listed {
            let about = About::Item(id.clone());
            let (text, dim) = (String::new(), String::new());
            let check = Check { id: id.clone(), about, text, dim, weight: 0, role: Role::Bonus };
            parts.push(mark(state, scope, &check));
        }
    }
    parts
}

fn mark(state: &State, scope: Scope, check: &Check) -> MarkPart {
    let by_words = evidence::by_words(state, scope, &check.about);
    let given = [Seat::Candidate, Seat::Interviewer].into_iter().filter_map(|by| {
        let known = state.marks.get(&(scope, by, check.id.clone()))?;
        Some(MarkGiven {
            by,
            mark: known.mark,
            note: SafeText::new(&known.note),
            at_ms: known.at.0,
            counts: by == state.judge_seat(),
            overrides: by_words.is_some_and(|words| is_other(known.mark, words)),
            before_review: known.before_review,
        })
    });
    MarkPart {
        id: SafeText::line(&check.id),
        about: MarkAbout::of(&check.about),
        text: SafeText::new(&check.text),
        dim: SafeText::line(&check.dim),
        weight: check.weight,
        must: check.role == Role::Must,
        core: check.role.is_core(),
        given: given.collect(),
        by_words,
        evidence: best_in(state, scope, &check.about)
            .and_then(|(item, evidence)| quote(item, evidence)),
    }
}

/// Whether a person's mark differs from what the words count as. One who says that it was not
/// asked takes the point out, whatever the words are.
fn is_other(given: Mark, words: Mark) -> bool {
    given != words && !(given == Mark::NotAsked && words == Mark::Missed)
}

/// Ranges come from a journal: one that does not fit quotes nothing.
fn quote(item: &ItemState, evidence: &Evidence) -> Option<Quote> {
    let text = &item.scored_attempt()?.field(&evidence.field)?.text;
    let (start, end) = evidence.range;
    let quoted = text.get(start..end)?;
    let mut pieces = Vec::new();
    let mut words = Vec::new();
    let mut from = start;
    for &(word_start, word_end) in &evidence.words {
        let fits = from <= word_start && word_start < word_end && word_end <= end;
        let (Some(before), Some(word)) =
            (text.get(from..word_start), text.get(word_start..word_end))
        else {
            continue;
        };
        if fits {
            pieces.push((one_line(before), false));
            pieces.push((one_line(word), true));
            words.push(SafeText::line(word));
            from = word_end;
        }
    }
    pieces.push((one_line(text.get(from..end)?), false));
    pieces.retain(|(piece, _)| !piece.as_str().is_empty());
    Some(Quote {
        field: SafeText::line(&evidence.field),
        text: SafeText::line(quoted),
        words,
        band: evidence.band,
        check_polarity: evidence.polarity,
        pieces,
    })
}

fn one_line(text: &str) -> SafeText {
    SafeText::new(&text.replace(['\n', '\t'], " "))
}

fn score(state: &State, scope: Scope, sheet: &ScoreSheet) -> ScorePart {
    let folded = fold::with_reasons(state, scope, sheet);
    let recommended = fold::recommended(state, scope, sheet);
    let sealed = |by: Seat, dim: &str| {
        let guesses = state.sealed.get(&(scope, by))?;
        guesses.iter().find(|(name, _)| name == dim).map(|(_, guess)| *guess)
    };
    let lines = |reasons: &[Reason]| reasons::lines(state, scope, reasons);
    let dimension = |found: &DimensionScore| {
        let why = folded.iter().flat_map(|score| &score.dimensions).find(|d| d.dim == found.dim);
        DimensionPart {
            dim: SafeText::line(&found.dim),
            sealed: sealed(Seat::Candidate, &found.dim),
            peer: sealed(Seat::Interviewer, &found.dim),
            score: found.score,
            coverage: found.coverage,
            asked: why.map_or(0, |why| why.asked),
            spoke_for: why.map(|why| lines(&why.spoke_for)).unwrap_or_default(),
            spoke_against: why.map(|why| lines(&why.spoke_against)).unwrap_or_default(),
        }
    };
    ScorePart {
        rules: sheet.rules,
        mean: sheet.mean,
        band: sheet.band,
        band_word: sheet.band.map(band_word),
        n: rests_on(state, scope, folded.as_ref()),
        interval: sheet.interval,
        recommendation: recommended
            .as_ref()
            .map(|found| SafeText::new(&recommendation::sentence(state, found))),
        recommended: recommended.as_ref().map(|found| found.what),
        unconfirmed: sheet.unconfirmed,
        capped: folded.as_ref().is_some_and(|score| score.is_capped),
        dimensions: sheet.dimensions.iter().map(dimension).collect(),
        conditions: recommended.map(|found| conditions(state, &found)).unwrap_or_default(),
    }
}

fn conditions(state: &State, recommended: &Recommended) -> Vec<ConditionPart> {
    let part = |condition: &Condition| ConditionPart {
        rule: SafeText::line(recommendation::rule(state, condition.id)),
        holds: condition.holds,
        figures: SafeText::line(&recommendation::figures(state, condition)),
    };
    recommended.conditions.iter().map(part).collect()
}

/// Core points asked, or for a loop its scored rounds.
fn rests_on(state: &State, scope: Scope, folded: Option<&RoundScore>) -> usize {
    if scope != Scope::Loop {
        let dimensions = folded.into_iter().flat_map(|score| &score.dimensions);
        return dimensions.map(|dimension| dimension.asked).sum();
    }
    let is_scored = |slot: &&usize| {
        state.scores.get(&Scope::Round { slot: **slot }).is_some_and(|sheet| sheet.band.is_some())
    };
    state.scored_rounds().iter().filter(is_scored).count()
}
