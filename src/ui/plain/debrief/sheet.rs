//! The score sheet: what was sealed, what was scored, and why.

use std::io;

use crate::bank::question::Mode;
use crate::engine::checklist::checklist;
use crate::engine::event::{Mark, Scope, ScoreSheet};
use crate::engine::{Seat, State};
use crate::score::dimension::{Reason, Why};
use crate::score::{fold, rules, star};
use crate::seat::debrief::scope::title;
use crate::seat::debrief::step::SCALE;
use crate::time::{Remaining, Span};
use crate::ui::out::{Ink, Out};
use crate::ui::plain::{PlainFace, question};

/// Reasons shown for each side of a dimension.
const REASONS_MOST: usize = 4;

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
    if state.has_peer() {
        out.heading(&title(state, scope))?;
    }
    put_dimensions(out, state, scope, sheet)?;
    put_total(out, state, scope, sheet)?;
    put_reasons(out, state, scope)?;
    super::overrides::put(out, state, scope)?;
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
    let seats = [(Seat::Candidate, "your guess"), (Seat::Interviewer, "their guess")];
    let guessed: Vec<_> = seats.into_iter().filter(|(seat, _)| sealed(*seat).is_some()).collect();
    // One seat's guesses alone are those of the person who looks at them.
    let is_one = guessed.len() == 1;
    let names = guessed.iter().map(|(_, name)| if is_one { "your guess" } else { *name });
    let head: Vec<&str> = [""].into_iter().chain(names).chain(["scored"]).collect();
    let mut rows = Vec::new();
    for dim in sheet.dimensions.iter().filter(|dim| dim.score.is_some()) {
        let mut row = vec![question::title(&dim.dim)];
        row.extend(guessed.iter().map(|(seat, _)| guess(*seat, &dim.dim).unwrap_or_default()));
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
pub(in crate::ui) fn scored(score: u32) -> String {
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

/// What spoke for and against, dimension by dimension; the heaviest reasons first.
fn put_reasons(out: &mut Out, state: &State, scope: Scope) -> io::Result<()> {
    let rules = rules::latest();
    let score = match scope {
        Scope::Question { slot, item } => fold::question(rules, state, slot, item),
        Scope::Round { slot } => fold::round(rules, state, slot),
        Scope::Loop => return Ok(()),
    };
    for dim in score.dimensions.iter().filter(|dim| dim.score.is_some()) {
        let (pros, cons) = (&dim.spoke_for, &dim.spoke_against);
        if pros.is_empty() && cons.is_empty() {
            continue;
        }
        out.heading(&question::title(&dim.dim))?;
        put_side(out, "  for      ", pros)?;
        put_side(out, "  against  ", cons)?;
    }
    Ok(())
}

fn put_side(out: &mut Out, label: &str, reasons: &[Reason]) -> io::Result<()> {
    let mut reasons: Vec<&Reason> = reasons.iter().collect();
    reasons.sort_by_key(|reason| std::cmp::Reverse(reason.weight));
    for reason in reasons.iter().take(REASONS_MOST) {
        let text = match &reason.why {
            Why::Item { mark: Mark::Partly, .. } => format!("partly: {}", reason.text),
            Why::Item { .. } => reason.text.clone(),
            Why::Hint(cost) => {
                format!("hint ({}): {}", crate::view::words::cost(*cost), reason.text)
            }
            Why::Followup => format!("follow-up: {}", reason.text),
            Why::Curveball => format!("curveball: {}", reason.text),
            Why::RedFlag(cap) => format!("red flag, at most {cap}: {}", reason.text),
            Why::Graded(score) => format!("code {score}: {}", reason.text),
        };
        out.hanging(Ink::Plain, label, &text)?;
    }
    match reasons.len().saturating_sub(REASONS_MOST) {
        0 => Ok(()),
        more => out.hanging(Ink::Dim, label, &format!("and {more} more")),
    }
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
    put_choice(out, state, slot, item)?;
    put_star_checks(out, state, slot, item)?;
    let costs: Vec<u32> = found
        .happenings
        .iter()
        .filter_map(|happening| match happening.what {
            crate::engine::state::What::Hint { cost, .. } => Some(cost),
            _ => None,
        })
        .collect();
    if !costs.is_empty() {
        let total = crate::view::words::cost(costs.iter().sum());
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
    let is_missed = checklist(state, scope)
        .iter()
        .any(|check| check.core && state.mark(scope, &check.id) == Some(Mark::Missed));
    match state.question_of(slot, item) {
        Some(question) if is_missed => out.hanging(Ink::Plain, "practise ", &question.ask.topic),
        _ => Ok(()),
    }
}

/// Whether the option of a quiz was the right one.
fn put_choice(out: &mut Out, state: &State, slot: usize, item: usize) -> io::Result<()> {
    let options = state.question_of(slot, item).and_then(|q| q.judge.as_ref()).map(|j| &j.options);
    let chosen =
        state.item_state(slot, item).and_then(|item| item.scored_attempt()).and_then(|attempt| {
            attempt.fields.first()?.text.trim().parse::<usize>().ok()?.checked_sub(1)
        });
    match options.zip(chosen).and_then(|(options, chosen)| options.get(chosen)) {
        Some(option) if option.correct => out.hanging(Ink::Plain, "chosen   ", "the right one"),
        Some(_) => out.hanging(Ink::Plain, "chosen   ", "not the right one"),
        None => Ok(()),
    }
}

/// The shape of a STAR answer. It informs; the score comes from the rubric.
fn put_star_checks(out: &mut Out, state: &State, slot: usize, item: usize) -> io::Result<()> {
    let mode = state.question_of(slot, item).map(|question| question.ask.mode);
    let Some(found) = state.item_state(slot, item).filter(|_| mode == Some(Mode::Star)) else {
        return Ok(());
    };
    out.heading("The shape of the story (it informs and does not score)")?;
    for check in star::of_item(found).checks {
        let label = match check.holds {
            Some(true) => "  yes      ",
            Some(false) => "  no       ",
            None => continue,
        };
        out.hanging(Ink::Plain, label, &format!("{}: {}", check.rule, check.evidence))?;
    }
    Ok(())
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
