//! An answer that is run: its files, its runs, its three parts.

use crate::engine::State;
use crate::engine::event::{Event, Scope};
use crate::engine::state::ItemState;
use crate::engine::verdict::{Graded, Outcome, Reached, Verdict};
use crate::figures::counted;
use crate::seat::answer::is_run;
use crate::ui::face::Scene;
use crate::ui::out::Ink;
use crate::ui::room::keys::Action;
use crate::ui::room::model::{Model, Panel};
use crate::ui::room::writing::starter;
use crate::view::say::verdict;
use crate::workspace::layout;

/// A file was saved elsewhere: what the room shows of the field is that text by now.
pub(super) fn saved(model: &mut Model, scene: &Scene<'_>, field: &str, text: &str) {
    let cursor = scene.state.cursor;
    let attempts = scene.state.current().map_or(0, |(_, item)| item.attempts.len());
    let page = (cursor.slot, cursor.item, attempts, field.to_owned());
    let shown = match (text, starter(scene.state)) {
        ("", Some(starter)) if field == layout::FIELDS[0] => starter,
        _ => text.to_owned(),
    };
    model.writing.take_over(&page, &shown);
    model.saved = Some((field.to_owned(), scene.now));
    let is_open = model.writing.page().is_some_and(|open| open.3 == field);
    if !is_open {
        let lines = counted(text.lines().count(), "line");
        model.notify(scene.now, Ink::Dim, format!("{field} was saved: {lines}."));
    }
}

pub(super) fn refused(model: &mut Model, scene: &Scene<'_>, name: &str, why: &str) {
    model.notify(scene.now, Ink::Red, format!("{name} wasn't accepted: {why}."));
}

/// The last run of the question on the table, or the hand-in of the one that is judged.
pub(super) fn results(model: &mut Model, scene: &Scene<'_>) {
    let state = scene.state;
    let cursor = state.cursor;
    let (slot, item) = match model.debrief.current() {
        Some(Scope::Question { slot, item }) if !is_run(state) => (slot, item),
        _ => (cursor.slot, cursor.item),
    };
    if shown(state, slot, item).is_none() {
        return model.notify(scene.now, Ink::Dim, "Nothing was run yet.");
    }
    model.scroll = Some(0);
    model.panel = Some(Panel::Verdict(slot, item));
}

/// The verdict that may be looked at now: of the attempt that was handed in last, the first one only
/// once a guess is sealed, else of its last run.
pub fn shown(state: &State, slot: usize, item: usize) -> Option<&Verdict> {
    let found = state.item_state(slot, item)?;
    let is_sealed = state.sealed.keys().any(|(scope, _)| scope.covers(slot, item));
    let handed_in = found.current_attempt().and_then(|attempt| attempt.verdict.as_ref());
    handed_in.filter(|_| is_sealed || found.attempts.len() > 1).or_else(|| last(found))
}

fn last(item: &ItemState) -> Option<&Verdict> {
    item.runs_of_current().rev().find_map(|run| run.verdict.as_ref())
}

/// Takes note of runs and verdicts.
pub(super) fn happened(model: &mut Model, scene: &Scene<'_>, event: &Event) {
    match event {
        // On the question's own screen it stands below the code.
        Event::VerdictReached(Reached { of: Graded::Run(_), verdict, .. })
            if model.panel.is_some() || !is_run(scene.state) =>
        {
            let ink = if verdict.outcome == Outcome::Accepted { Ink::Plain } else { Ink::Red };
            model.notify(scene.now, ink, verdict::headline(verdict));
        }
        // The hand-in is looked at once a guess is sealed.
        Event::Sealed { scope: Scope::Question { slot, item }, .. } => {
            let attempt = scene.state.item_state(*slot, *item).and_then(|i| i.scored_attempt());
            if attempt.is_some_and(|attempt| attempt.verdict.is_some()) {
                model.scroll = Some(0);
                model.panel = Some(Panel::Verdict(*slot, *item));
            } else if scene.state.ungraded(*slot, *item).contains(&Graded::Attempt(0)) {
                model.notify(scene.now, Ink::Dim, "All cases are being run.");
            }
        }
        Event::VerdictReached(Reached { slot, item, of: Graded::Attempt(0), verdict }) => {
            let mut sealed = scene.state.sealed.keys();
            if sealed.any(|(scope, _)| scope.covers(*slot, *item)) {
                let results = model.keys.named(Action::Results);
                let text = format!("{results}: {}", verdict::headline(verdict));
                model.notify(scene.now, verdict::ink(verdict.outcome), text);
            }
        }
        // A later attempt's stands on the page between questions, beside the first.
        Event::VerdictReached(Reached { of: Graded::Attempt(_), verdict, .. }) => {
            model.notify(scene.now, verdict::ink(verdict.outcome), verdict::headline(verdict));
        }
        _ => {}
    }
}
