//! The score sheet: what was sealed, what was scored, and why.

use std::io;

use super::{SCALE, checks};
use crate::engine::checklist::Check;
use crate::engine::event::{About, Mark, Scope, ScoreSheet};
use crate::engine::{Seat, State};
use crate::time::{Remaining, Span};
use crate::ui::out::{Ink, Out};
use crate::ui::plain::{PlainFace, clock, question};

impl PlainFace {
    pub(in crate::ui::plain) fn put_sheet(
        &mut self,
        state: &State,
        scope: Scope,
        sheet: &ScoreSheet,
    ) -> io::Result<()> {
        put(self.say(), state, scope, sheet)
    }
}

pub(in crate::ui) fn put(
    out: &mut Out,
    state: &State,
    scope: Scope,
    sheet: &ScoreSheet,
) -> io::Result<()> {
    out.blank()?;
    put_dimensions(out, state, scope, sheet)?;
    put_total(out, state, scope, sheet)?;
    put_reasons(out, state, scope)?;
    put_costs(out, state, scope)
}

fn put_dimensions(
    out: &mut Out,
    state: &State,
    scope: Scope,
    sheet: &ScoreSheet,
) -> io::Result<()> {
    let sealed = |seat| state.sealed.get(&(scope, seat));
    let guess = |seat: Seat, dim: &str| {
        let guesses = sealed(seat)?;
        guesses.iter().find(|(name, _)| name == dim).map(|(_, guess)| guess.to_string())
    };
    let has_peer = sealed(Seat::Interviewer).is_some();
    let mut head = vec!["", "your guess"];
    if has_peer {
        head.push("their guess");
    }
    head.push("scored");
    let mut rows = Vec::new();
    for dim in sheet.dimensions.iter().filter(|dim| dim.score.is_some()) {
        let mut row = vec![question::title(&dim.dim)];
        row.push(guess(Seat::Candidate, &dim.dim).unwrap_or_default());
        if has_peer {
            row.push(guess(Seat::Interviewer, &dim.dim).unwrap_or_default());
        }
        row.push(dim.score.map_or(String::new(), scored));
        rows.push(row);
    }
    if !rows.is_empty() {
        out.table(&head, &rows)?;
    }
    let unseen: Vec<String> = sheet
        .dimensions
        .iter()
        .filter(|dim| dim.score.is_none())
        .map(|dim| dim.dim.replace('-', " "))
        .collect();
    if unseen.is_empty() {
        return Ok(());
    }
    out.inked(Ink::Dim, &format!("Not seen: {}.", unseen.join(", ")))
}

/// `3 hire`.
fn scored(score: u32) -> String {
    let word = usize::try_from(score).ok().and_then(|score| SCALE.get(score.checked_sub(1)?));
    format!("{score} {}", word.copied().unwrap_or(""))
}

/// Thousandths with two decimals: `3.25`.
fn decimal(thousandths: u32) -> String {
    format!("{}.{:02}", thousandths / 1000, thousandths % 1000 / 10)
}

fn put_total(out: &mut Out, state: &State, scope: Scope, sheet: &ScoreSheet) -> io::Result<()> {
    let Some(mean) = sheet.mean else { return out.line("Nothing here could be scored.") };
    let band = sheet.band.map(scored).unwrap_or_default();
    let name = match scope {
        Scope::Question { .. } => "This question",
        Scope::Round { .. } => "The round",
        Scope::Loop => "The loop",
    };
    out.blank()?;
    out.heading(&format!("{name}: mean {}, {band}.", decimal(mean)))?;
    if let Some(recommendation) = &sheet.recommendation {
        out.heading(&format!("Recommendation: {recommendation}"))?;
    }
    if scope == Scope::Loop {
        let n = state.scored_rounds().len();
        match sheet.interval {
            Some((low, high)) => out.line(&format!(
                "n = {n} rounds; the mean may lie anywhere from {} to {}.",
                decimal(low),
                decimal(high)
            ))?,
            None => out.line(&format!("n = {n} rounds: too few to tell."))?,
        }
    }
    if sheet.unconfirmed {
        out.inked(Ink::Amber, "Unconfirmed: some points count by matched words alone.")?;
    }
    Ok(())
}

/// Points met and points missed, a line each.
fn put_reasons(out: &mut Out, state: &State, scope: Scope) -> io::Result<()> {
    let found: Vec<(Check, Mark)> = checks(state, scope)
        .into_iter()
        .filter_map(|check| state.mark(scope, &check.id).map(|mark| (check, mark)))
        .collect();
    let is_flag = |check: &Check| matches!(check.about, About::RedFlag(_));
    for (check, mark) in &found {
        let (label, text) = match (is_flag(check), mark) {
            (true, Mark::Met) => ("against  ", format!("red flag: {}", check.text)),
            (false, Mark::Met) => ("for      ", check.text.clone()),
            (false, Mark::Partly) => ("partly   ", check.text.clone()),
            (false, Mark::Missed) if check.core || check.must => {
                ("against  ", format!("not there: {}", check.text))
            }
            _ => continue,
        };
        out.hanging(Ink::Plain, label, &text)?;
    }
    Ok(())
}

/// Hints, time against budget, parts left empty, what to practise.
fn put_costs(out: &mut Out, state: &State, scope: Scope) -> io::Result<()> {
    match scope {
        Scope::Question { slot, item } => put_question_costs(out, state, slot, item),
        Scope::Round { slot } => put_round_costs(out, state, slot),
        Scope::Loop => Ok(()),
    }
}

fn put_question_costs(out: &mut Out, state: &State, slot: usize, item: usize) -> io::Result<()> {
    let (Some(plan), Some(found)) = (state.item_plan(slot, item), state.item_state(slot, item))
    else {
        return Ok(());
    };
    let costs: Vec<u32> = found
        .happenings
        .iter()
        .filter_map(|happening| match happening.what {
            crate::engine::state::What::Hint { cost, .. } => Some(cost),
            _ => None,
        })
        .collect();
    if !costs.is_empty() {
        let total = clock::cost(costs.iter().sum());
        out.hanging(Ink::Plain, "hints    ", &format!("{} taken, {total}", costs.len()))?;
    }
    if let Some(used) = found.used {
        let budget = plan.budget.extended(found.extended);
        out.hanging(Ink::Plain, "time     ", &against(used, budget))?;
    }
    let empty: Vec<String> = found.scored_attempt().map_or(Vec::new(), |attempt| {
        let fields = attempt.fields.iter().filter(|field| field.text.trim().is_empty());
        fields.map(|field| field.name.replace('-', " ")).collect()
    });
    if !empty.is_empty() && !found.spoken {
        out.hanging(Ink::Plain, "empty    ", &empty.join(", "))?;
    }
    let scope = Scope::Question { slot, item };
    let is_missed = checks(state, scope)
        .iter()
        .any(|check| check.core && state.mark(scope, &check.id) == Some(Mark::Missed));
    match state.question_of(slot, item) {
        Some(question) if is_missed => out.hanging(Ink::Plain, "practise ", &question.ask.topic),
        _ => Ok(()),
    }
}

fn put_round_costs(out: &mut Out, state: &State, slot: usize) -> io::Result<()> {
    let (Some(round), Some(found)) = (state.round_plan(slot), state.slots.get(slot)) else {
        return Ok(());
    };
    let mut rows = Vec::new();
    for (plan, phase) in round.phases.iter().zip(&found.phases) {
        let Some(used) = phase.used else { continue };
        let budget = plan.budget.extended(phase.extended);
        rows.push(vec![plan.name.clone(), against(used, budget)]);
    }
    if !rows.is_empty() {
        out.blank()?;
        out.table(&["phase", "time"], &rows)?;
    }
    let blank = state
        .opened_questions()
        .filter(|(of, item)| {
            let found = state.item_state(*of, *item);
            *of == slot && found.is_some_and(|item| item.is_blank() && !item.spoken)
        })
        .filter_map(|(slot, item)| Some(state.question_of(slot, item)?.ask.title.clone()));
    for title in blank {
        out.hanging(Ink::Plain, "not answered  ", &title)?;
    }
    Ok(())
}

/// `4:12 of 6:00`, and by how much it was passed.
fn against(used: Span, budget: crate::time::Budget) -> String {
    let of = budget.0.map_or(String::new(), |limit| format!(" of {limit}"));
    match budget.remaining(used) {
        Remaining::Over(over) => format!("{used}{of}, over {over}"),
        Remaining::Left(_) | Remaining::Unlimited => format!("{used}{of}"),
    }
}
