//! Every score once more, beside the one that was shown.

use crate::engine::State;
use crate::engine::event::{DimensionScore, Scope, ScoreSheet};
use crate::figures::exact;
use crate::score::fold::Rescored;
use crate::text::SafeText;
use crate::view::page::{Block, Listing};
use crate::view::recommendation;

/// `always_latest` says what the latest rules make of it even where they agree.
pub fn blocks(state: &State, found: &[Rescored], always_latest: bool) -> Vec<Block> {
    let agreed = found.iter().filter(|scored| scored.agrees()).count();
    let verdict = match (found.len(), agreed) {
        (0, _) => "The session shows no score yet; nothing can disagree.".to_owned(),
        (all, agreed) if all == agreed => format!("All {all} scores agree with the journal."),
        (all, agreed) => format!("{} of {all} scores do not agree.", all - agreed),
    };
    let mut blocks = Vec::new();
    if !found.is_empty() {
        blocks.push(Block::Listing(scores(state, found, always_latest)));
    }
    blocks.push(Block::line(&verdict));
    blocks
}

fn scores(state: &State, found: &[Rescored], always_latest: bool) -> Listing {
    let mut listing = Listing::new(&["agrees", "rules", "of", "score"], &["rules"]);
    for scored in found {
        let mut score = in_words(&scored.shown);
        if !scored.agrees() {
            let again = scored.again.as_ref().map_or("rules not known here".to_owned(), in_words);
            score = format!("shown {score}; again {again}");
        }
        if always_latest || scored.differs_under_latest() {
            let number = scored.latest.rules;
            score.push_str(&format!("; under rules {number} {}", in_words(&scored.latest)));
        }
        let agrees = if scored.agrees() { "yes" } else { "no" };
        let rules = scored.shown.rules.to_string();
        listing.row(&[agrees, &rules, &title(state, scored.scope), &score]);
    }
    listing
}

/// `2.750: knowledge 3, depth 2`.
fn in_words(sheet: &ScoreSheet) -> String {
    let Some(mean) = sheet.mean else { return "nothing to score".to_owned() };
    let mean = exact(mean);
    let score = |d: &DimensionScore| d.score.map(|score| format!("{} {score}", d.dim));
    let dimensions: Vec<String> = sheet.dimensions.iter().filter_map(score).collect();
    match (&sheet.recommended, dimensions.is_empty()) {
        (Some(recommended), _) => format!("{mean}: {}", recommendation::word(recommended.what)),
        (None, true) => mean,
        (None, false) => format!("{mean}: {}", dimensions.join(", ")),
    }
}

/// What is scored, as a program finds it again: `Coding, algo-dag`.
pub fn key(state: &State, scope: Scope) -> String {
    match scope {
        Scope::Question { slot, item } => {
            let question = state.question_of(slot, item);
            let id = question.map_or("question", |question| question.ask.id.as_str());
            format!("{}, {id}", round(state, slot))
        }
        Scope::Round { slot } => format!("{}, the round", round(state, slot)),
        Scope::Loop => "the loop".to_owned(),
    }
}

/// The same for a person: `Coding: Which tasks can run together`.
fn title(state: &State, scope: Scope) -> String {
    match scope {
        Scope::Question { slot, item } => {
            let question = state.question_of(slot, item);
            let title = question.map_or("question", |question| question.ask.title.as_str());
            format!("{}: {}", round(state, slot), SafeText::line(title))
        }
        Scope::Round { .. } | Scope::Loop => key(state, scope),
    }
}

fn round(state: &State, slot: usize) -> &str {
    state.slot_plan(slot).map_or("round", |slot| slot.title())
}
