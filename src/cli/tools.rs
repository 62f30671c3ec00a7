//! What runs answers on this machine, and what is said where it is missing.

use std::path::PathBuf;
use std::sync::Arc;

use super::error::Error;
use crate::bank::Bank;
use crate::bank::question::Question;
use crate::bank::task::{Language, SqlTask, Task};
use crate::engine::verdict::Verdict;
use crate::grade::Job;
use crate::grade::code::{Answer, CodeGrader, Toolbox};
use crate::grade::sandbox::{Jail, Trust};
use crate::grade::sql::{Choice, SqlGrader};
use crate::grade::workbench::{Engine, Lane, Makes};
use crate::paths::Paths;

/// What engines are made with.
#[derive(Clone)]
pub(super) struct Means {
    /// Runs SQL, for all clones; not started before it is needed. Or why it cannot.
    pub(super) sql: Result<SqlGrader, String>,
    /// Where it is remembered which interpreters there are.
    pub(super) cache: PathBuf,
    /// Hidden cases are told of as visible ones are: for tests of the bank.
    pub(super) reveals: bool,
}

impl Means {
    pub(super) fn of(sql: Option<&Choice>, paths: &Paths) -> Means {
        let sql = SqlGrader::new(sql.cloned().unwrap_or_else(usual_sql), &paths.cache);
        let sql = sql.map_err(|why| {
            format!("the program does not find itself ({why}); start it by its path")
        });
        Means { sql, cache: paths.cache.clone(), reveals: false }
    }
}

/// The PostgreSQL inside; a build without it starts one of its own from what is installed.
pub(super) fn usual_sql() -> Choice {
    if cfg!(feature = "embedded-postgres") { Choice::Embedded } else { Choice::Cluster }
}

/// Makes the engines, each on the thread that uses it.
pub(super) fn makes(means: Means) -> Arc<Makes> {
    Arc::new(move |lane| match lane {
        Lane::Sql => Box::new(Queries { grader: means.sql.clone(), reveals: means.reveals }),
        Lane::Code => Box::new(Programs {
            grader: CodeGrader::new(Jail::this_program(), Toolbox::new(Some(&means.cache))),
            reveals: means.reveals,
        }),
    })
}

/// Programs in the sandbox.
struct Programs {
    grader: CodeGrader,
    reveals: bool,
}

impl Engine for Programs {
    /// Asks for the interpreter, which may be a slow shim.
    fn warm(&mut self, _task: &Task, language: Language) {
        let _told_when_run = self.grader.tools.tool(language);
    }

    fn grade(&mut self, job: &Job) -> Verdict {
        let Task::Code(task) = &job.task else {
            let message = "this is no program; nothing was judged".to_owned();
            return Verdict::not_graded(job.tests, job.language, message);
        };
        self.grader.grade(&Answer {
            task,
            language: job.language,
            code: &job.code,
            own_cases: &job.own_cases,
            tests: job.tests,
            trust: if job.is_foreign { Trust::Foreign } else { Trust::Own },
            reveal: self.reveals,
        })
    }
}

/// SQL on PostgreSQL.
struct Queries {
    grader: Result<SqlGrader, String>,
    reveals: bool,
}

impl Engine for Queries {
    fn warm(&mut self, _task: &Task, _language: Language) {
        if let Ok(grader) = &self.grader {
            grader.warm();
        }
    }

    fn grade(&mut self, job: &Job) -> Verdict {
        let not_graded = |why: String| Verdict::not_graded(job.tests, job.language, why);
        match (&job.task, &self.grader) {
            (Task::Sql(task), Ok(grader)) if self.reveals => reveal(grader, task, job),
            (Task::Sql(task), Ok(grader)) => {
                grader.grade(task, &job.code, &own_rows(&job.own_cases), job.tests)
            }
            (Task::Code(_), _) => not_graded("this is no SQL; nothing was judged".to_owned()),
            (_, Err(why)) => not_graded(why.clone()),
        }
    }
}

/// Own cases that can be run: rows put in, changed or taken out. Others are cases in words.
fn own_rows(cases: &str) -> String {
    let is_statement = |line: &&str| {
        let first = line.split_whitespace().next().unwrap_or_default();
        ["insert", "update", "delete"].iter().any(|word| first.eq_ignore_ascii_case(word))
    };
    cases.lines().filter(is_statement).collect::<Vec<_>>().join("\n")
}

/// Grades with all data in the open. The verdict tells as before which of it a candidate sees.
fn reveal(grader: &SqlGrader, task: &SqlTask, job: &Job) -> Verdict {
    let mut open = task.clone();
    open.spec.data.iter_mut().for_each(|data| data.visible = true);
    let mut verdict = grader.grade(&open, &job.code, &job.own_cases, job.tests);
    for case in verdict.cases.iter_mut().filter(|case| !case.own) {
        case.visible = task.spec.data.iter().any(|data| data.visible && data.name == case.name);
    }
    verdict
}

/// Refuses a language that this machine cannot run, before anything is drawn.
pub(super) fn require(language: Option<Language>, paths: &Paths) -> Result<(), Error> {
    let Some(language) = language else { return Ok(()) };
    match Toolbox::new(Some(&paths.cache)).tool(language) {
        Ok(_) => Ok(()),
        Err(missing) => Err(Error::unknown(missing.why, missing.advice)),
    }
}

/// Refuses a PostgreSQL that was named and does not answer, before anything is drawn.
pub(super) fn require_sql(named: Option<&Choice>, paths: &Paths) -> Result<(), Error> {
    if named.is_none() {
        return Ok(());
    }
    let opened = Means::of(named, paths).sql.and_then(|grader| grader.open());
    opened.map(|_| ()).map_err(|why| {
        Error::unknown(format!("no PostgreSQL for --sql: {why}"), "`mock doctor` says what is here")
    })
}

/// Questions that need Python modules which are not there are not drawn.
pub(super) fn drop_what_needs_more(
    bank: &mut Bank,
    asked: Option<&str>,
    paths: &Paths,
) -> Result<(), Error> {
    let mut needed: Vec<&str> =
        bank.questions.iter().flat_map(|question| &question.needs).map(String::as_str).collect();
    needed.sort_unstable();
    needed.dedup();
    if needed.is_empty() {
        return Ok(());
    }
    let lacks = Toolbox::new(Some(&paths.cache)).python_lacks(&needed);
    let lacks = lacks.unwrap_or_else(|_| needed.iter().map(|&name| name.to_owned()).collect());
    let lacking = |question: &Question| -> Option<String> {
        question.needs.iter().find(|need| lacks.contains(need)).cloned()
    };
    if let Some(question) = asked.and_then(|id| bank.question(id))
        && let Some(module) = lacking(question)
    {
        let message =
            format!("`{}` needs Python's {module}, which does not import", question.ask.id);
        return Err(Error::unknown(message, format!("install it, as with `pip install {module}`")));
    }
    bank.questions.retain(|question| lacking(question).is_none());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_cases_in_words_are_no_statements() {
        let cases = "# mine\n  Insert INTO t VALUES (1)\nupdated rows\ntwo with the same total\n\
                     delete from t where id = 2";
        assert_eq!(own_rows(cases), "  Insert INTO t VALUES (1)\ndelete from t where id = 2");
    }
}
