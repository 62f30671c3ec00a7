//! What runs answers on this machine, and what is said where it is missing.

use std::sync::Arc;

use super::console::Error;
use crate::bank::Bank;
use crate::bank::task::{Language, Task};
use crate::engine::verdict::Verdict;
use crate::grade::Job;
use crate::grade::workbench::{Engine, Makes};

/// Makes the engines: SQL on the server named, else on the PostgreSQL inside.
pub(super) fn makes(_sql: Option<&str>) -> Arc<Makes> {
    Arc::new(|_| Box::new(Missing))
}

struct Missing;

impl Engine for Missing {
    fn warm(&mut self, _task: &Task) {}

    fn grade(&mut self, job: &Job) -> Verdict {
        Verdict::not_graded(job.tests, job.language, "no engine".to_owned())
    }
}

/// `--language NAME`: SQL questions are in SQL in any case.
pub(super) fn language(text: &str) -> Result<Language, String> {
    match super::run::word::<Language>(text)? {
        Language::Sql => Err("SQL questions are answered in SQL in any case; name the language \
                              of programs"
            .to_owned()),
        language => Ok(language),
    }
}

/// Refuses a language that this machine cannot run, before anything is drawn.
pub(super) fn require(_language: Option<Language>) -> Result<(), Error> {
    Ok(())
}

/// Questions that need Python modules which are not there are not drawn.
pub(super) fn drop_what_needs_more(_bank: &mut Bank, _asked: Option<&str>) -> Result<(), Error> {
    Ok(())
}
