//! A question and its answer, as the candidate sees them.

use std::io;

use super::{clock, talk};
use crate::bank::question::{Ask, Mode};
use crate::bank::task::Task;
use crate::engine::State;
use crate::engine::state::{Attempt, Cursor, ItemState};
use crate::format::plan::{Item, ItemWhat, STAR_FIELDS};
use crate::score::{rules, star};
use crate::text::SafeText;
use crate::time::{Elapsed, Span};
use crate::ui::out::{Ink, Out};
use crate::workspace::layout;

pub(in crate::ui) const STAR_ASKS: [&str; 4] = [
    "Where and when was it, and what was going on?",
    "What was yours to do?",
    "What did you do, step by step?",
    "What came of it? A number, before and after, says most.",
];

/// What is on the table: its place in the round, its words, its files.
pub fn put(out: &mut Out, state: &State) -> io::Result<()> {
    let Some((plan, _)) = state.current() else { return Ok(()) };
    out.blank()?;
    match &plan.what {
        ItemWhat::Talk { prompt } => out.line(prompt)?,
        ItemWhat::YourQuestions => {
            out.heading("Your questions")?;
            out.line("Now it is your turn to ask. A question a line; a lone . ends it.")?;
        }
        ItemWhat::Question { question, .. } => {
            if let Some(question) = state.questions.get(*question) {
                put_heading(out, state, plan, &question.ask)?;
                put_ask(out, &question.ask)?;
                put_cases(out, state)?;
            }
        }
    }
    Ok(())
}

fn put_heading(out: &mut Out, state: &State, plan: &Item, ask: &Ask) -> io::Result<()> {
    let (number, count) = number_in_round(state);
    let left = format!("Question {number} of {count} · {}", ask.title);
    out.two_sided(Ink::Bold, &left, &clock::budget(plan.budget))?;
    out.rule()
}

/// Which question of how many is on the table.
pub(in crate::ui) fn number_in_round(state: &State) -> (usize, usize) {
    let items = state.round().map_or(&[][..], |round| &round.items);
    let questions = |items: &[Item]| items.iter().filter(|i| i.question().is_some()).count();
    let reached = (state.cursor.item + 1).min(items.len());
    (questions(&items[..reached]), questions(items))
}

/// The prompt, the files beside it, the options of a quiz.
pub fn put_ask(out: &mut Out, ask: &Ask) -> io::Result<()> {
    out.line(&ask.prompt)?;
    for (name, text) in &ask.shown_files {
        out.blank()?;
        out.inked(Ink::Dim, name)?;
        out.verbatim(text)?;
    }
    for (number, option) in (1..).zip(&ask.options) {
        out.hanging(Ink::Plain, &format!("  {number}  "), option)?;
    }
    Ok(())
}

/// The visible cases of a program that is to be written.
pub fn put_cases(out: &mut Out, state: &State) -> io::Result<()> {
    let judge = state.current_question().and_then(|question| question.judge.as_ref());
    let Some(Task::Code(task)) = judge.and_then(|judge| judge.task.as_ref()) else { return Ok(()) };
    out.blank()?;
    let lines = layout::visible_cases(&task.spec);
    lines.iter().try_for_each(|line| out.hanging(Ink::Plain, "case   ", line))
}

/// How this kind of question is answered, in a sentence.
pub fn how_to_answer(state: &State) -> Option<&'static str> {
    let (plan, item) = state.current()?;
    let attempt = item.current_attempt()?;
    if attempt.parts > 0 {
        return Some("Answer below; a lone . hands it in.");
    }
    match &plan.what {
        ItemWhat::Talk { .. } => Some("Say it aloud or write notes; a lone . goes on."),
        ItemWhat::YourQuestions => None,
        ItemWhat::Question { mode: Mode::Quiz, .. } => {
            Some("Type the number of your choice; then a lone . hands it in.")
        }
        ItemWhat::Question { mode: Mode::Star, .. } => {
            Some("Four parts, one after the other; a lone . goes to the next, /back returns.")
        }
        ItemWhat::Question { mode: Mode::Outline, .. } => Some(
            "Write line by line. Draw parts and flows as lines: source -> ingest: how. A lone . \
             goes on.",
        ),
        ItemWhat::Question { .. } if plan.spans_phases() => {
            Some("One part for each phase; a lone . goes on to the next.")
        }
        ItemWhat::Question { language: Some(_), .. } => Some(
            "Write it in the file with any editor, or here line by line. /run runs the visible \
             cases, a lone . hands it in, /notes and /cases turn to the other parts.",
        ),
        ItemWhat::Question { mode: Mode::Sql | Mode::Python, .. } => {
            Some("Write it here or with /edit; a lone . hands it in.")
        }
        ItemWhat::Question { .. } => {
            Some("Write line by line; a lone . hands the answer in. /help lists the commands.")
        }
    }
}

/// A field that was turned to: its name, and for a STAR letter what it asks.
pub fn put_field(out: &mut Out, state: &State, name: &str) -> io::Result<()> {
    let Some((plan, item)) = state.current() else { return Ok(()) };
    let Some(attempt) = item.current_attempt() else { return Ok(()) };
    let letter = STAR_FIELDS.iter().position(|field| *field == name);
    match letter {
        Some(letter) if attempt.parts == 0 => {
            let share = rules::latest().star.shares[letter] / 10;
            let guide = format!("guide {share}% of the time");
            out.blank()?;
            out.two_sided(Ink::Bold, &title(name), &guide)?;
            out.inked(Ink::Dim, STAR_ASKS[letter])?;
        }
        _ if attempt.parts == 0 && (plan.spans_phases() || plan.what.language().is_some()) => {
            out.blank()?;
            out.heading(&title(name))?;
        }
        _ => {}
    }
    put_text(out, attempt, name)
}

/// What stands in a field so far.
pub fn put_text(out: &mut Out, attempt: &Attempt, name: &str) -> io::Result<()> {
    match attempt.field(name) {
        Some(field) if !field.text.is_empty() => out.hanging(Ink::Plain, "  | ", &field.text),
        _ => Ok(()),
    }
}

/// The question with everything said and written since: `/show`, and after a pause.
pub fn put_again(out: &mut Out, state: &State) -> io::Result<()> {
    put(out, state)?;
    let Some((_, item)) = state.current() else { return Ok(()) };
    if !item.happenings.is_empty() {
        out.blank()?;
        talk::put_all(out, item)?;
    }
    put_answer(out, item)
}

/// All fields of the attempt that have text.
pub fn put_answer(out: &mut Out, item: &ItemState) -> io::Result<()> {
    let Some(attempt) = item.current_attempt() else { return Ok(()) };
    let written: Vec<_> = attempt.fields.iter().filter(|field| !field.text.is_empty()).collect();
    if written.is_empty() {
        return Ok(());
    }
    out.blank()?;
    out.inked(Ink::Dim, "Your answer so far:")?;
    for field in written {
        if attempt.fields.len() > 1 {
            out.heading(&title(&field.name))?;
        }
        out.hanging(Ink::Plain, "  | ", &field.text)?;
    }
    Ok(())
}

/// Where the session stands, without anything of the question: `Kafka, question 2 of 5, 6:41 left`.
pub fn place(state: &State, now: Elapsed) -> String {
    let Cursor { slot, phase, .. } = state.cursor;
    let Some(slot_plan) = state.slot_plan(slot) else { return String::new() };
    let mut parts = vec![SafeText::line(slot_plan.title()).as_str().to_owned()];
    if let Some(round) = state.round_plan(slot) {
        if let Some(phase) = round.phases.get(phase).filter(|_| round.phases.len() > 1) {
            parts.push(format!("phase {}", phase.name));
        }
        if state.current().is_some_and(|(plan, _)| plan.question().is_some()) {
            let (number, count) = number_in_round(state);
            parts.push(format!("question {number} of {count}"));
        }
    }
    parts.push(clock::readings(state, now));
    parts.join(", ")
}

/// `situation` as a heading: `Situation`. A name of the bank may be of several words.
pub fn title(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().collect::<String>() + letters.as_str(),
        None => String::new(),
    }
}

/// How the time and words of a STAR answer were spread, against the convention.
pub fn put_star_shares(out: &mut Out, item: &ItemState) -> io::Result<()> {
    let report = star::of_item(item);
    let row = |share: &star::Share| {
        vec![
            title(share.letter),
            Span(share.used_ms).to_string(),
            format!("{}%", share.time_share / 10),
            share.words.to_string(),
            format!("{}%", share.guide / 10),
        ]
    };
    let rows: Vec<_> = report.shares.iter().map(row).collect();
    out.blank()?;
    out.table(&["", "time", "share", "words", "guide"], &rows)
}
