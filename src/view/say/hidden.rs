//! The hidden cases that failed, with what they hold: once the model answer may be seen nothing is
//! given away any more, and a learner wants the input.

use super::verdict;
use crate::bank::task::value::Fields;
use crate::bank::task::{CodeCase, CodeTask, Expected, SqlTask, Task};
use crate::engine::State;
use crate::engine::verdict::{CaseVerdict, ModelCheck};
use crate::text::SafeText;
use crate::view::page::wrap::cut;
use crate::view::page::{Block, Ink, plain};

/// Cases that are shown; more teach nothing more.
const CASES_MOST: usize = 3;

/// Lines of a data set, and columns of a value.
const LINES_MOST: usize = 24;
const VALUE_MOST: usize = 400;

/// The first hidden cases that the latest attempt failed; nothing where none did.
pub fn failing(state: &State, slot: usize, item: usize) -> Vec<Block> {
    let attempts = state.item_state(slot, item).into_iter().flat_map(|item| &item.attempts);
    let verdict = attempts.rev().find_map(|attempt| attempt.verdict.as_ref());
    let judge = state.question_of(slot, item).and_then(|question| question.judge.as_ref());
    let task = judge.and_then(|judge| judge.task.as_ref());
    let (Some(verdict), Some(task)) = (verdict, task) else { return Vec::new() };
    let failed = verdict.cases.iter().filter(|case| !case.visible && !case.own && !case.passed());
    let failed: Vec<&CaseVerdict> = failed.take(CASES_MOST).collect();
    let mut blocks: Vec<Block> = match task {
        Task::Sql(task) if verdict.is_model() => of_model(&failed, task),
        _ => failed.into_iter().flat_map(|case| one(case, task)).collect(),
    };
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

/// Views with how they differ, rows as they were offered, and each data set once.
fn of_model(failed: &[&CaseVerdict], task: &SqlTask) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut sets: Vec<&str> = Vec::new();
    for case in failed {
        let Some(model) = &case.model else { continue };
        let offer = task.spec.offers.iter().find(|offer| offer.name == case.name);
        match offer.filter(|_| model.what != ModelCheck::Answer) {
            Some(offer) => {
                // What came of it may say why by itself.
                let is_told = case.message.ends_with(&offer.why);
                let says = if is_told { &case.message } else { &offer.why };
                blocks.push(Block::line(&format!("row {}: {says}", case.name)));
                blocks.extend(offer.insert.trim().lines().map(row));
                if is_told {
                    continue;
                }
            }
            None => {
                let turn = if model.turn { ", the turn" } else { "" };
                blocks.push(Block::line(&format!("{} on `{}`{turn}", case.name, model.data)));
                if !sets.contains(&model.data.as_str()) {
                    sets.push(&model.data);
                }
            }
        }
        if !case.message.is_empty() {
            blocks.push(Block::Message(SafeText::new(&case.message)));
        }
        blocks.extend(verdict::difference(case));
    }
    for name in sets {
        blocks.push(Block::line(&format!("The data set `{name}`")));
        blocks.extend(rows_of(name, task));
    }
    blocks
}

fn call(case: &CaseVerdict, task: &CodeTask) -> Vec<Block> {
    let Some(found) = task.spec.cases.iter().find(|known| known.name == case.name) else {
        return Vec::new();
    };
    if found.folders.is_some() {
        return files_of(found);
    }
    let (called, verb, comes) = found.told(&task.spec.entry);
    let fact = |text: &str| vec![plain(&cut(SafeText::line(text).as_str(), VALUE_MOST))];
    let mut blocks = vec![Block::Facts(vec![("call", fact(&called)), (verb, fact(&comes))])];
    for (path, text) in found.texts() {
        blocks.push(Block::line(path));
        blocks.extend(first_lines(text));
    }
    blocks
}

/// The files that were given and those that had to be written.
fn files_of(case: &CodeCase) -> Vec<Block> {
    let Some(folders) = &case.folders else { return Vec::new() };
    let mut blocks = Vec::new();
    for (folder, files) in folders.given.iter().zip(&case.args) {
        for (path, text) in files.as_object().into_iter().flat_map(Fields::iter) {
            blocks.push(Block::line(&format!("{folder}/{path}")));
            blocks.extend(first_lines(text.as_str().unwrap_or_default()));
        }
    }
    if let Expected::Value(files) = &case.expect {
        for (path, lines) in files.as_object().into_iter().flat_map(Fields::iter) {
            blocks.push(Block::line(&format!("{path}, as it should be")));
            let lines = lines.as_array().into_iter().flatten().filter_map(|line| line.as_str());
            blocks.extend(first_lines(&lines.collect::<Vec<_>>().join("\n")));
        }
    }
    blocks
}

fn data(case: &CaseVerdict, task: &SqlTask) -> Vec<Block> {
    rows_of(&case.name, task)
}

/// A row of data, or a statement that holds one: what matters may be at its end.
fn row(line: &str) -> Block {
    Block::hanging(Ink::Dim, "  ", line)
}

fn rows_of(name: &str, task: &SqlTask) -> Vec<Block> {
    let found = task.spec.data.iter().find(|known| known.name == name);
    let rows = found.and_then(|data| task.files.get(&data.rows));
    rows.map(|rows| first_lines(rows)).unwrap_or_default()
}

fn first_lines(rows: &str) -> Vec<Block> {
    let all = rows.trim().lines().count();
    let mut lines: Vec<Block> = rows.trim().lines().take(LINES_MOST).map(row).collect();
    if all > LINES_MOST {
        lines.push(row(&format!("and {} more lines", all - LINES_MOST)));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::task::ModelOffer;
    use crate::engine::event::Event;
    use crate::engine::verdict::{ModelCase, ModelState, Outcome};
    use crate::testing::plans::{self, PRACTICE};
    use crate::view::page::{Screen, rows};

    const INSERT: &str = "INSERT INTO subscription (account_no, plan, started_on, ended_on) \
                          VALUES (3, 'two  blanks', DATE '2026-06-01', DATE '2026-05-31')";

    /// What is told of a row that came out wrong, on 60 columns.
    fn told(what: ModelCheck, message: &str) -> String {
        let task = plans::modelling(PRACTICE).into_iter().find_map(|event| match event {
            Event::JudgeDisclosed { judge, .. } => judge.task.clone(),
            _ => None,
        });
        let Some(Task::Sql(mut task)) = task else { panic!("a model") };
        task.spec.offers.push(ModelOffer {
            name: "ends-before".to_owned(),
            insert: INSERT.to_owned(),
            refused: true,
            visible: false,
            why: "Nothing ends before it starts.".to_owned(),
        });
        let data = "seen".to_owned();
        let model = ModelCase { what, state: ModelState::Wrong, data, turn: false };
        let case = CaseVerdict {
            message: message.to_owned(),
            outcome: Outcome::WrongAnswer,
            model: Some(model),
            ..CaseVerdict::new("ends-before", false, false)
        };
        let rows = rows(&of_model(&[&case], &task), Screen::wide(60));
        assert!(rows.iter().all(|row| row.text.chars().count() <= 60), "{rows:?}");
        rows.into_iter().map(|row| row.text).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_row_is_shown_whole_and_says_why_once() {
        let told = told(ModelCheck::Refused, "it was taken: Nothing ends before it starts.");
        assert_eq!(
            told,
            "row ends-before: it was taken: Nothing ends before it\nstarts.\n  \
             INSERT INTO subscription (account_no, plan, started_on,\n  \
             ended_on) VALUES (3, 'two  blanks', DATE '2026-06-01',\n  DATE '2026-05-31')"
        );
    }

    #[test]
    fn what_came_of_it_stands_below_where_it_is_something_else() {
        let told = told(ModelCheck::Refused, "it could not be tried: no table subscription");
        assert!(told.starts_with("row ends-before: Nothing ends before it starts.\n"), "{told}");
        assert!(told.ends_with("\n  it could not be tried: no table subscription"), "{told}");
    }

    #[test]
    fn rows_of_hidden_data_are_shown_whole() {
        let blocks = first_lines(&format!("{INSERT};\n").repeat(30));
        let rows = rows(&blocks, Screen::wide(60));
        assert!(rows.iter().all(|row| !row.text.contains('…')), "{rows:?}");
        assert_eq!(rows.last().map(|row| row.text.as_str()), Some("  and 6 more lines"));
    }
}
