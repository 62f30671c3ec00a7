//! A question and its answer, as the candidate sees them.

use super::star::spread;
use super::{clock, talk};
use crate::bank::question::{Ask, Kind, Mode, is_starter};
use crate::bank::task::{CodeTask, Task};
use crate::engine::State;
use crate::engine::state::{Attempt, Cursor, Field, ItemState};
use crate::figures::{budget, counted, whole_percent};
use crate::format::plan::{Item, ItemWhat, NOTES_FIELD, STAR_FIELDS};
use crate::score::review::FORM;
use crate::score::{rules, star};
use crate::text::SafeText;
use crate::time::Elapsed;
use crate::view::page::{Block, Ink};
use crate::view::words::title;

pub const STAR_ASKS: [&str; 4] = [
    "Where and when was it, and what was going on?",
    "What was yours to do?",
    "What did you do, step by step?",
    "What came of it? A number, before and after, says most.",
];

/// What is on the table: its place in the round, its words, its files.
pub fn on_table(state: &State) -> Vec<Block> {
    let Some((plan, _)) = state.current() else { return Vec::new() };
    let mut blocks = vec![Block::Blank];
    match &plan.what {
        ItemWhat::Talk { prompt } => blocks.push(Block::line(prompt)),
        ItemWhat::YourQuestions => blocks.extend([
            Block::heading("Your questions"),
            Block::line("Now it is your turn to ask. A question a line; a lone . ends it."),
        ]),
        ItemWhat::Question { question, .. } => {
            if let Some(question) = state.questions.get(*question) {
                blocks.extend(heading(state, plan, &question.ask));
                blocks.extend(ask(&question.ask));
                blocks.extend(cases(state));
            }
        }
    }
    blocks
}

fn heading(state: &State, plan: &Item, ask: &Ask) -> [Block; 2] {
    let (number, count) = number_in_round(state);
    let left = format!("Question {number} of {count} · {}", ask.title);
    [Block::two_sided(Ink::Bold, &left, &budget(plan.budget)), Block::Rule]
}

/// Which question of how many is on the table.
pub fn number_in_round(state: &State) -> (usize, usize) {
    let items = state.round().map_or(&[][..], |round| &round.items);
    let questions = |items: &[Item]| items.iter().filter(|i| i.question().is_some()).count();
    let reached = (state.cursor.item + 1).min(items.len());
    (questions(&items[..reached]), questions(items))
}

/// The prompt, the files beside it, the options of a quiz.
pub fn ask(ask: &Ask) -> Vec<Block> {
    let mut blocks = vec![Block::line(&ask.prompt)];
    blocks.extend(files(ask));
    for (number, option) in (1..).zip(&ask.options) {
        blocks.push(Block::hanging(Ink::Plain, &format!("  {number}  "), option));
    }
    blocks
}

/// The files beside it, of a review with numbered lines.
pub fn files(ask: &Ask) -> Vec<Block> {
    let file = |(name, text): (&String, &String)| {
        let text = if is_reviewed(ask, name) { numbered(text) } else { text.clone() };
        [Block::Blank, Block::inked(Ink::Dim, name), Block::verbatim(&text)]
    };
    ask.shown_files.iter().flat_map(file).collect()
}

/// Whether it is the file whose lines a review names.
fn is_reviewed(ask: &Ask, name: &str) -> bool {
    ask.kind == Kind::Review && (is_starter(name) || ask.mode == Mode::Free)
}

/// With the number of each line, as notes name them.
fn numbered(text: &str) -> String {
    let lines = text.lines().enumerate();
    lines.map(|(at, line)| format!("{:>3}  {line}\n", at + 1)).collect()
}

/// The visible cases of a program that is to be written; of a data model its views, and the rows
/// that it is offered.
pub fn cases(state: &State) -> Vec<Block> {
    let judge = state.current_question().and_then(|question| question.judge.as_ref());
    cases_of(judge.and_then(|judge| judge.task.as_ref()))
}

/// The same of a task by itself.
pub fn cases_of(task: Option<&Task>) -> Vec<Block> {
    let lines: Vec<(&str, String)> = match task {
        Some(Task::Code(task)) => return programs(task),
        Some(Task::Sql(task)) => {
            let answers = task.spec.answers.iter().map(|answer| ("view   ", answer.told()));
            let rows = task.spec.offers.iter().filter(|offer| offer.visible);
            answers.chain(rows.map(|offer| ("row    ", offer.told()))).collect()
        }
        None => Vec::new(),
    };
    if lines.is_empty() {
        return Vec::new();
    }
    let lines = lines.iter().map(|(label, text)| Block::hanging(Ink::Plain, label, text));
    [Block::Blank].into_iter().chain(lines).collect()
}

/// Each visible case in a line, and below it the files that it is called with.
fn programs(task: &CodeTask) -> Vec<Block> {
    let cases = task.spec.cases.iter().filter(|case| case.visible);
    let mut blocks = Vec::new();
    for (told, case) in task.spec.visible_cases().iter().zip(cases) {
        blocks.push(Block::hanging(Ink::Plain, "case   ", told));
        for (path, text) in case.texts() {
            blocks.extend([Block::Blank, Block::inked(Ink::Dim, path), Block::verbatim(text)]);
        }
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::Blank);
    }
    blocks
}

/// The same by name and number: `schema.sql, 5 views, 2 rows`; empty where there is only the prompt.
pub fn shown(state: &State, files: &[&str]) -> String {
    let mut parts: Vec<String> =
        files.iter().map(|name| SafeText::line(name).to_string()).collect();
    let judge = state.current_question().and_then(|question| question.judge.as_ref());
    let mut put = |count: usize, noun: &str| {
        parts.extend((count > 0).then(|| counted(count, noun)));
    };
    match judge.and_then(|judge| judge.task.as_ref()) {
        Some(Task::Code(task)) => put(task.spec.visible_cases().len(), "case"),
        Some(Task::Sql(task)) => {
            put(task.spec.answers.len(), "view");
            put(task.spec.offers.iter().filter(|offer| offer.visible).count(), "row");
        }
        None => {}
    }
    parts.join(", ")
}

/// Which follow-up is on the table, and where the candidate goes on after it.
pub fn followup(attempt: &Attempt) -> String {
    let back = attempt.cut_into().map(|field| format!(" · then back to {}", part_name(field)));
    format!("Follow-up {}{}", attempt.open_part(), back.unwrap_or_default())
}

/// A follow-up cut in: what becomes of what was being written.
pub fn cut_in(state: &State) -> Option<String> {
    let field = state.current()?.1.current_attempt()?.cut_into()?;
    Some(format!("A question in between. {} waits as you left it.", part_name(field)))
}

/// A part of the answer as a person calls it: what a journal calls one says nothing.
pub(in crate::view::say) fn part_name(field: &Field) -> String {
    match field.part {
        0 => title(&field.name),
        part => format!("Follow-up {part}"),
    }
}

/// A follow-up that cut in is answered: where the candidate goes on.
pub fn back(state: &State) -> Option<String> {
    let field = state.current()?.1.current_attempt()?.open_field()?;
    Some(format!("Back to {}, where you were.", part_name(field)))
}

/// The same, with what stands there.
pub fn back_to(state: &State, name: &str) -> Vec<Block> {
    let mut blocks = vec![Block::Blank];
    blocks.extend(back(state).map(|text| Block::heading(&text)));
    let attempt = state.current().and_then(|(_, item)| item.current_attempt());
    blocks.extend(attempt.and_then(|attempt| written(attempt, name)));
    blocks
}

/// A field that was turned to: its name, for a STAR letter what it asks, and what stands in it.
pub fn field(state: &State, name: &str) -> Vec<Block> {
    let Some((plan, item)) = state.current() else { return Vec::new() };
    let Some(attempt) = item.current_attempt() else { return Vec::new() };
    let mut blocks = Vec::new();
    match STAR_FIELDS.iter().position(|field| *field == name) {
        Some(letter) if attempt.open_part() == 0 => {
            let share = whole_percent(rules::latest().star.shares[letter]);
            let guide = format!("guide {share} of the time");
            blocks.extend([
                Block::Blank,
                Block::two_sided(Ink::Bold, &title(name), &guide),
                Block::inked(Ink::Dim, STAR_ASKS[letter]),
            ]);
        }
        _ if attempt.open_part() == 0
            && (plan.spans_phases() || plan.what.language().is_some()) =>
        {
            blocks.extend([Block::Blank, Block::heading(&title(name))]);
        }
        _ => {}
    }
    let so_far = written(attempt, name);
    if so_far.is_none() {
        let form = form(state, name).into_iter().flatten();
        blocks.extend(form.map(|line| Block::inked(Ink::Dim, &line)));
    }
    blocks.extend(so_far);
    blocks
}

/// How an answer is written that is read line by line: where a review names what is wrong.
pub fn form(state: &State, name: &str) -> Option<[String; 3]> {
    let ask = &state.current_question()?.ask;
    let attempt = state.current()?.1.current_attempt()?;
    let is_run = ask.mode != Mode::Free;
    let is_named_here = match is_run {
        true => name == NOTES_FIELD,
        false => attempt.fields.first().is_some_and(|first| first.name == name),
    };
    let is_it = ask.kind == Kind::Review && is_named_here && attempt.open_part() == 0;
    is_it.then(|| {
        [
            FORM.to_owned(),
            "What is wrong, a line each, with the number of the line in the file.".to_owned(),
            "A fault is found where one of its lines is named so.".to_owned(),
        ]
    })
}

/// What stands in a field so far.
fn written(attempt: &Attempt, name: &str) -> Option<Block> {
    let field = attempt.field(name).filter(|field| !field.text.is_empty())?;
    Some(Block::hanging(Ink::Plain, "  | ", &field.text))
}

/// The question with everything said and written since: `/show`, and after a pause.
pub fn again(state: &State) -> Vec<Block> {
    let mut blocks = on_table(state);
    let Some((_, item)) = state.current() else { return blocks };
    if !item.happenings.is_empty() {
        blocks.push(Block::Blank);
        blocks.extend(talk::all(item));
    }
    blocks.extend(answer(item));
    blocks
}

/// All fields of the attempt that have text.
fn answer(item: &ItemState) -> Vec<Block> {
    let Some(attempt) = item.current_attempt() else { return Vec::new() };
    let fields: Vec<_> = attempt.fields.iter().filter(|field| !field.text.is_empty()).collect();
    if fields.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Blank, Block::inked(Ink::Dim, "Your answer so far:")];
    for field in fields {
        if attempt.fields.len() > 1 {
            blocks.push(Block::heading(&part_name(field)));
        }
        blocks.extend(written(attempt, &field.name));
    }
    blocks
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

/// How the time and words of a STAR answer were spread, against the convention.
pub fn star_shares(item: &ItemState) -> [Block; 2] {
    let report = star::of_item(&rules::latest().star, item);
    [Block::Blank, spread(&report.shares, true)]
}
