//! The hidden cases that failed, with what they hold: once the model answer may be seen nothing is
//! given away any more, and a learner wants the input.

use crate::bank::task::{CodeTask, SqlTask, Task};
use crate::engine::State;
use crate::engine::verdict::CaseVerdict;
use crate::text::SafeText;
use crate::view::page::wrap::cut;
use crate::view::page::{Block, Ink, plain};

/// Cases that are shown; more teach nothing more.
const CASES_MOST: usize = 3;

/// Lines of a data set, and columns of a value.
const LINES_MOST: usize = 24;
const VALUE_MOST: usize = 400;

/// The first hidden cases that the scored answer failed; nothing where none did.
pub fn failing(state: &State, slot: usize, item: usize) -> Vec<Block> {
    let attempt = state.item_state(slot, item).and_then(|item| item.scored_attempt());
    let verdict = attempt.and_then(|attempt| attempt.verdict.as_ref());
    let judge = state.question_of(slot, item).and_then(|question| question.judge.as_ref());
    let task = judge.and_then(|judge| judge.task.as_ref());
    let (Some(verdict), Some(task)) = (verdict, task) else { return Vec::new() };
    let failed = verdict.cases.iter().filter(|case| !case.visible && !case.own && !case.passed());
    let mut blocks: Vec<Block> = failed.take(CASES_MOST).flat_map(|case| one(case, task)).collect();
    if !blocks.is_empty() {
        let heading = Block::heading("The hidden cases that your answer failed");
        blocks.splice(0..0, [Block::Blank, heading]);
    }
    blocks
}

fn one(case: &CaseVerdict, task: &Task) -> Vec<Block> {
    let classes = match case.classes.is_empty() {
        true => String::new(),
        false => format!(" ({})", case.classes.join(", ")),
    };
    let mut blocks = vec![Block::line(&format!("{}{classes}", case.name))];
    if !case.message.is_empty() {
        blocks.push(Block::Message(SafeText::new(&case.message)));
    }
    blocks.extend(match task {
        Task::Code(task) => call(case, task),
        Task::Sql(task) => data(case, task),
    });
    blocks
}

fn call(case: &CaseVerdict, task: &CodeTask) -> Vec<Block> {
    let Some(found) = task.spec.cases.iter().find(|known| known.name == case.name) else {
        return Vec::new();
    };
    let (called, verb, comes) = found.told(&task.spec.entry);
    let fact = |text: &str| vec![plain(&cut(SafeText::line(text).as_str(), VALUE_MOST))];
    vec![Block::Facts(vec![("call", fact(&called)), (verb, fact(&comes))])]
}

fn data(case: &CaseVerdict, task: &SqlTask) -> Vec<Block> {
    let found = task.spec.data.iter().find(|known| known.name == case.name);
    let Some(rows) = found.and_then(|data| task.files.get(&data.rows)) else { return Vec::new() };
    let all = rows.trim().lines().count();
    let line = |line: &str| (Ink::Dim, SafeText::new(&format!("  {line}")));
    let mut lines: Vec<_> = rows.trim().lines().take(LINES_MOST).map(line).collect();
    if all > LINES_MOST {
        lines.push((Ink::Dim, SafeText::line(&format!("  and {} more lines", all - LINES_MOST))));
    }
    vec![Block::Lines(lines)]
}
