//! Answers that are run: what was run, and what still waits for its verdict.

use super::{Attempt, ItemState, State};
use crate::bank::question::Kind;
use crate::engine::verdict::{Graded, Verdict};
use crate::format::plan::{CASES_FIELD, CODE_FIELD};
use crate::time::{Elapsed, Span};

/// The visible cases run on the code as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub at: Elapsed,
    /// Interview time into the item.
    pub into: Span,
    /// The attempt it tried, from 0.
    pub attempt: usize,
    pub code: String,
    /// The candidate's own cases as they stood, one a line.
    pub cases: String,
    pub verdict: Option<Verdict>,
}

impl ItemState {
    /// Runs of the attempt that was opened last: what came of an earlier one says nothing of it.
    pub fn runs_of_current(&self) -> impl DoubleEndedIterator<Item = &Run> {
        let latest = self.attempts.len().saturating_sub(1);
        self.runs.iter().filter(move |run| run.attempt == latest)
    }
}

impl Attempt {
    /// Whether nothing is written in any of its fields.
    pub fn is_blank(&self) -> bool {
        self.fields.iter().all(|field| field.text.trim().is_empty())
    }
}

impl State {
    /// What of a question waits for its verdict: runs, and attempts that were handed in. A
    /// question whose task is not disclosed, or that is not run, waits for none.
    pub fn ungraded(&self, slot: usize, item: usize) -> Vec<Graded> {
        let runs_code =
            self.item_plan(slot, item).is_some_and(|plan| plan.what.language().is_some());
        let task = self.question_of(slot, item).and_then(|question| question.judge.as_ref());
        let Some(state) = self.item_state(slot, item) else { return Vec::new() };
        if !runs_code || task.is_none_or(|judge| judge.task.is_none()) {
            return Vec::new();
        }
        let runs = state.runs.iter().enumerate();
        let runs = runs.filter(|(_, run)| run.verdict.is_none()).map(|(n, _)| Graded::Run(n));
        let attempts = state.attempts.iter().enumerate().filter(|(_, attempt)| {
            let is_blank = attempt.code().is_none_or(|code| code.trim().is_empty());
            attempt.parts > 0 && !is_blank && attempt.verdict.is_none()
        });
        runs.chain(attempts.map(|(n, _)| Graded::Attempt(n))).collect()
    }

    /// The file that a review hands over to be run and mended. An answer that keeps every line of it
    /// is empty in the journal.
    pub fn given_code(&self, slot: usize, item: usize) -> Option<&str> {
        let language = self.item_plan(slot, item)?.what.language()?;
        let ask = &self.question_of(slot, item)?.ask;
        let is_given = ask.kind == Kind::Review;
        let file = ask.shown_files.get(&format!("starter.{}", language.extension()));
        file.filter(|_| is_given).map(String::as_str)
    }

    /// The code that a verdict is or will be about, and the candidate's own cases beside it. A
    /// review is run as it was given as long as nothing is changed in it.
    pub fn graded_code(&self, slot: usize, item: usize, of: Graded) -> Option<(&str, &str)> {
        let state = self.item_state(slot, item)?;
        match of {
            Graded::Run(run) => state.runs.get(run).map(|run| {
                let given = self.given_code(slot, item).filter(|_| run.code.trim().is_empty());
                (given.unwrap_or(&run.code), run.cases.as_str())
            }),
            Graded::Attempt(attempt) => {
                let attempt = state.attempts.get(attempt)?;
                Some((attempt.code()?, attempt.cases()))
            }
        }
    }
}

impl Attempt {
    /// The text of the code, where the answer has any.
    pub fn code(&self) -> Option<&str> {
        self.field(CODE_FIELD).map(|field| field.text.as_str())
    }

    /// The candidate's own cases, one a line; empty where there are none.
    pub fn cases(&self) -> &str {
        self.field(CASES_FIELD).map_or("", |field| field.text.as_str())
    }
}
