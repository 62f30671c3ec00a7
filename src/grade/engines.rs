//! The engines of this machine, found, and made when they are needed.

use std::path::PathBuf;
use std::sync::Arc;

use super::code::{CodeGrader, Toolbox};
use super::sandbox::Jail;
use super::sql::{Choice, SqlGrader};
use super::workbench::{Lane, Makes};
use super::{Engine, Job};
use crate::bank::task::{Language, Task};
use crate::engine::verdict::Verdict;
use crate::paths::Paths;
use crate::scratch;

/// What engines are made with.
#[derive(Clone)]
pub struct Engines {
    /// Runs SQL, for all clones; not started before it is needed. Or why it cannot.
    pub sql: Result<SqlGrader, String>,
    /// Where it is remembered which interpreters there are.
    cache: PathBuf,
    reveals: bool,
}

impl Engines {
    /// With the PostgreSQL that was named, or the usual one.
    /// What dead processes left is taken away meanwhile.
    pub fn of(sql: Option<&Choice>, paths: &Paths) -> Engines {
        scratch::sweep();
        let sql = SqlGrader::new(sql.cloned().unwrap_or_else(usual_sql), &paths.cache);
        let sql = sql.map_err(|why| {
            format!("the program does not find itself ({why}); start it by its path")
        });
        Engines { sql, cache: paths.cache.clone(), reveals: false }
    }

    /// Hidden cases are told of as visible ones are: for tests of the bank.
    #[must_use]
    pub fn revealing(mut self) -> Engines {
        self.reveals = true;
        if let Ok(grader) = &mut self.sql {
            grader.reveals = true;
        }
        self
    }

    /// Makes each engine on the thread that uses it.
    pub fn makes(self) -> Arc<Makes> {
        Arc::new(move |lane| match (lane, &self.sql) {
            (Lane::Sql, Ok(grader)) => Box::new(grader.clone()),
            (Lane::Sql, Err(why)) => Box::new(Unavailable(why.clone())),
            (Lane::Code, _) => Box::new(self.code()),
        })
    }

    /// Runs programs, in the sandbox.
    pub fn code(&self) -> CodeGrader {
        let mut grader = CodeGrader::new(Jail::this_program(), self.tools());
        grader.reveals = self.reveals;
        grader
    }

    /// The interpreters that are here.
    pub fn tools(&self) -> Toolbox {
        Toolbox::new(Some(&self.cache))
    }
}

/// The PostgreSQL inside; a build without it starts one of its own from what is installed.
fn usual_sql() -> Choice {
    if cfg!(feature = "embedded-postgres") { Choice::Embedded } else { Choice::Cluster }
}

/// An engine that is not here, and why.
struct Unavailable(String);

impl Engine for Unavailable {
    fn warm(&mut self, _task: &Task, _language: Language) {}

    fn run(&mut self, job: &Job) -> Verdict {
        Verdict::not_graded(job.tests, job.language, self.0.clone())
    }
}
