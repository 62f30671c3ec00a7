//! `mock rescore`: every score once more, from the journal alone.

use serde_json::{Value, json};

use super::args::look_back::{RescoreArgs, Under};
use super::context::Console;
use super::error::{Error, Outcome};
use super::named;
use crate::engine::State;
use crate::engine::event::{Scope, ScoreSheet};
use crate::figures::exact;
use crate::score::fold::{Rescored, rescore};
use crate::view::page::{Block, Listing};
use crate::view::recommendation;

/// Exit code 3 where a score does not agree.
///
/// # Errors
/// Where there is no such session, or the output cannot be written.
pub fn run(args: &RescoreArgs, console: &mut Console) -> Result<Outcome, Error> {
    let session = named::read(&args.named, console)?;
    let found = rescore(&session.header, &session.events);
    let agreed = found.iter().filter(|scored| scored.agrees()).count();
    if args.json {
        let scores = found.iter().map(|scored| as_json(&session.state, scored));
        let report = json!({
            "session": session.header.session,
            "agrees": agreed == found.len(),
            "scores": scores.collect::<Vec<Value>>(),
        });
        writeln!(console.out, "{report:#}")?;
    } else {
        show(&session.state, &found, args.rules, console)?;
        let verdict = match (found.len(), agreed) {
            (0, _) => "The session shows no score yet; nothing can disagree.".to_owned(),
            (all, agreed) if all == agreed => format!("All {all} scores agree with the journal."),
            (all, agreed) => format!("{} of {all} scores do not agree.", all - agreed),
        };
        writeln!(console.out, "{verdict}")?;
    }
    Ok(if agreed == found.len() { Outcome::Fine } else { Outcome::BelowBar })
}

fn show(
    state: &State,
    found: &[Rescored],
    under: Option<Under>,
    console: &mut Console,
) -> Result<(), Error> {
    if found.is_empty() {
        return Ok(());
    }
    let mut listing = Listing::new(&["agrees", "rules", "of", "score"], &["rules"]);
    for scored in found {
        let mut score = in_words(&scored.shown);
        if !scored.agrees() {
            let again = scored.again.as_ref().map_or("rules not known here".to_owned(), in_words);
            score = format!("shown {score}; again {again}");
        }
        if under == Some(Under::Latest) || scored.differs_under_latest() {
            let number = scored.latest.rules;
            score.push_str(&format!("; under rules {number} {}", in_words(&scored.latest)));
        }
        let agrees = if scored.agrees() { "yes" } else { "no" };
        let rules = scored.shown.rules.to_string();
        listing.row(&[agrees, &rules, &title(state, scored.scope), &score]);
    }
    Ok(console.put(&[Block::Listing(listing)])?)
}

/// `2.750: knowledge 3, depth 2`.
fn in_words(sheet: &ScoreSheet) -> String {
    let Some(mean) = sheet.mean else { return "nothing to score".to_owned() };
    let mean = exact(mean);
    let score = |d: &crate::engine::event::DimensionScore| {
        d.score.map(|score| format!("{} {score}", d.dim))
    };
    let dimensions: Vec<String> = sheet.dimensions.iter().filter_map(score).collect();
    match (&sheet.recommended, dimensions.is_empty()) {
        (Some(recommended), _) => format!("{mean}: {}", recommendation::word(recommended.what)),
        (None, true) => mean,
        (None, false) => format!("{mean}: {}", dimensions.join(", ")),
    }
}

fn title(state: &State, scope: Scope) -> String {
    let round = |slot: usize| state.slot_plan(slot).map_or("round", |slot| slot.title());
    match scope {
        Scope::Question { slot, item } => {
            let question = state.question_of(slot, item);
            let id = question.map_or("question", |question| question.ask.id.as_str());
            format!("{}, {id}", round(slot))
        }
        Scope::Round { slot } => format!("{}, the round", round(slot)),
        Scope::Loop => "the loop".to_owned(),
    }
}

fn as_json(state: &State, scored: &Rescored) -> Value {
    json!({
        "of": title(state, scored.scope),
        "scope": scored.scope,
        "agrees": scored.agrees(),
        "shown": scored.shown,
        "again": scored.again,
        "latest": scored.latest,
    })
}
