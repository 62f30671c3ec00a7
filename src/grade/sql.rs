//! SQL judged by PostgreSQL: the one inside the binary, or a real server.
//!
//! ```text
//!  SqlGrader ─ Session ─ Relay ─ socket ─ worker process: PostgreSQL as WebAssembly
//!      │          │                       or a private cluster, or the user's server
//!      │          └ limits: wall time, resident memory, bytes and rows of the result
//!      └ judge: load a data set, run, compare (pure), explain (pure)
//! ```
//!
//! An engine is a place to connect to; everything above the socket is the same for all. Each data
//! set is loaded fresh, by a role with no rights beyond its own schema, and is gone afterwards.
//! Expected rows are computed by the question's reference and stay in this process.

mod cell;
mod compare;
mod dialect;
mod error;
mod explain;
mod json;
mod judge;
mod lex;
mod look;
mod model;
mod own;
mod pairing;
mod process;
mod relay;
mod server;
mod session;
mod typo;
pub mod worker;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

pub use look::EXPLAIN;
pub use process::leave;
pub use server::{Choice, find_programs, sockets};

use super::{Engine, Job};
use crate::bank::sql::orders_its_rows;
use crate::bank::task::{Language, SqlAnswer, SqlTask, Task};
use crate::clock;
use crate::engine::verdict::{CaseVerdict, Outcome, Tests, Verdict};
use judge::{Broken, Data, Judged, Known, Trial};
use lex::{Purpose, permitted};
use server::Settings;
use session::Session;

/// Judges answers in SQL, one after the other. Cheap to clone: clones share one engine. Who
/// wants several at a time makes several.
#[derive(Clone)]
pub struct SqlGrader {
    settings: Settings,
    open: Arc<Mutex<Open>>,
    /// Tells of hidden data as of visible data. For the bank's own tests, never for a candidate.
    pub reveals: bool,
}

#[derive(Default)]
struct Open {
    session: Option<Session>,
    known: Known,
}

/// What an engine is and how long it took to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineInfo {
    /// `PostgreSQL 17.5, embedded`.
    pub engine: String,
    pub took_ms: u64,
}

impl SqlGrader {
    /// `cache` is the program's cache folder; the embedded PostgreSQL unpacks itself below it.
    ///
    /// # Errors
    /// Where the program does not know where it lies itself.
    pub fn new(choice: Choice, cache: &Path) -> io::Result<SqlGrader> {
        Ok(SqlGrader::with_worker(choice, cache, std::env::current_exe()?))
    }

    /// With another program as the worker: for tests, which are not `mock` themselves.
    pub fn with_worker(choice: Choice, cache: &Path, program: PathBuf) -> SqlGrader {
        let settings = Settings { choice, cache: cache.join("postgres"), program };
        SqlGrader { settings, open: Arc::default(), reveals: false }
    }

    /// Opens the engine in the background, while the candidate reads.
    pub fn warm(&self) {
        let grader = self.clone();
        let warming = move || {
            // What fails now fails again, and is said, when something is judged.
            let _opened = ensure(&grader.settings, &mut grader.lock());
        };
        let _started = thread::Builder::new().name("sql-warm".into()).spawn(warming);
    }

    /// Opens the engine and says which it is.
    ///
    /// # Errors
    /// What is missing, and what to do.
    pub fn open(&self) -> Result<EngineInfo, String> {
        let start = clock::micros();
        let mut open = self.lock();
        let session = ensure(&self.settings, &mut open)?;
        let engine = session.engine.clone();
        Ok(EngineInfo { engine, took_ms: (clock::micros() - start) / 1000 })
    }

    /// What an answer may meet that another server would have: collations of ICU, and extensions.
    ///
    /// # Errors
    /// Where the engine does not say.
    pub fn equipment(&self) -> Result<String, String> {
        let mut open = self.lock();
        let session = ensure(&self.settings, &mut open)?;
        let mut ask = |sql: &str| session.one(sql).map_err(|_| "it does not say".to_owned());
        let icu = ask("SELECT count(*) FROM pg_collation WHERE collname LIKE '%-x-icu'")?;
        let icu = if icu == "0" { "no ICU collations" } else { "ICU collations" };
        let extensions = ask("SELECT coalesce(string_agg(name, ', ' ORDER BY name), 'none') \
             FROM pg_available_extensions")?;
        Ok(format!("{icu}; extensions: {extensions}"))
    }

    /// Judges one answer; returns within the limits of the task whatever it does.
    ///
    /// `own_cases` holds INSERT, UPDATE or DELETE statements, each line a case of its own on top
    /// of the first visible data set. A hidden case says its outcome and its classes alone.
    pub fn grade(&self, task: &SqlTask, code: &str, own_cases: &str, tests: Tests) -> Verdict {
        let start = clock::micros();
        let code = judge::without_mark(code);
        let mut verdict = Verdict {
            outcome: Outcome::Accepted,
            ..Verdict::not_graded(tests, Language::Sql, String::new())
        };
        let purpose = match task.spec.answer {
            SqlAnswer::Query => Purpose::Query,
            SqlAnswer::Script => Purpose::Script,
        };
        if let Err(cause) = permitted(code, purpose) {
            verdict.outcome = Outcome::Invalid;
            verdict.message = cause;
        } else {
            let mut run = Run { grader: self, open: &mut self.lock(), task, code };
            run.all(own_cases, &mut verdict);
            if run.open.session.as_ref().is_none_or(Session::is_over) {
                // The next answer need not wait for what this one ended.
                self.warm();
            }
        }
        verdict.took_ms = (clock::micros() - start).div_ceil(1000);
        verdict
    }

    /// Judges the reference of `task` on `other`, which has the same rows in another order, by what
    /// it says on `task`. For the bank's own tests.
    pub fn grade_reordered(&self, task: &SqlTask, other: &SqlTask) -> Verdict {
        let first = self.grade(task, &task.reference, "", Tests::All);
        if first.outcome != Outcome::Accepted {
            return first;
        }
        self.lock().expect_alike(task, other);
        self.grade(other, &task.reference, "", Tests::All)
    }

    /// Ends the engine's process under whatever runs: for tests of what then happens.
    #[doc(hidden)]
    pub fn kill_worker(&self) {
        if let Some(session) = &self.lock().session {
            session.kill_worker();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        // A panic under it leaves no half-made state: a session is usable or replaced.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Engine for SqlGrader {
    fn warm(&mut self, _task: &Task, _language: Language) {
        SqlGrader::warm(self);
    }

    fn run(&mut self, job: &Job) -> Verdict {
        let Task::Sql(task) = &job.task else {
            let message = "this isn't SQL; nothing was judged".to_owned();
            return Verdict::not_graded(job.tests, job.language, message);
        };
        let own_cases = own::rows(&job.own_cases);
        let mut verdict = if self.reveals {
            self.reveal(task, &job.code, &own_cases, job.tests)
        } else {
            self.grade(task, &job.code, &own_cases, job.tests)
        };
        if verdict.outcome == Outcome::Accepted && is_ordered_by_chance(task, &job.code) {
            ordered_by_chance(&mut verdict, job.is_exam);
        }
        Verdict { unread: own::unread_lines(&job.own_cases), ..verdict }
    }
}

/// Whether an order is compared, and the answer asks for none: PostgreSQL may give the same rows in
/// another order the next time.
fn is_ordered_by_chance(task: &SqlTask, code: &str) -> bool {
    let spec = &task.spec;
    spec.answer == SqlAnswer::Query && spec.order != ["none"] && !orders_its_rows(code)
}

/// It is said; in an exam an answer that is handed in also fails by it, as by one class of hidden
/// data.
fn ordered_by_chance(verdict: &mut Verdict, is_exam: bool) {
    verdict.message = "the order came by chance: nothing asks for it. A window, a group or a \
                       sub-query sorts as it likes; write ORDER BY at the end"
        .to_owned();
    if is_exam && verdict.tests == Tests::All {
        verdict.outcome = Outcome::WrongAnswer;
        verdict.cases.push(CaseVerdict {
            outcome: Outcome::WrongAnswer,
            classes: vec!["an order that was asked for".to_owned()],
            ..CaseVerdict::new("order", false, false)
        });
    }
}

impl SqlGrader {
    /// Grades with all data in the open. The verdict tells as before which of it a candidate sees.
    fn reveal(&self, task: &SqlTask, code: &str, own_cases: &str, tests: Tests) -> Verdict {
        let mut open = task.clone();
        open.spec.data.iter_mut().for_each(|data| data.visible = true);
        let mut verdict = self.grade(&open, code, own_cases, tests);
        for case in verdict.cases.iter_mut().filter(|case| !case.own) {
            case.visible = task.spec.data.iter().any(|data| data.visible && data.name == case.name);
        }
        verdict
    }
}

/// The session that is open, or a new one where there is none or it has ended.
fn ensure<'o>(settings: &Settings, open: &'o mut Open) -> Result<&'o mut Session, String> {
    if open.session.as_ref().is_some_and(Session::is_over) {
        open.session = None;
    }
    match &mut open.session {
        Some(session) => Ok(session),
        none => Ok(none.insert(Session::open(settings)?)),
    }
}

impl Open {
    /// On each data set of `other` the same is expected as on that of `task`.
    fn expect_alike(&mut self, task: &SqlTask, other: &SqlTask) {
        let views = task.spec.answers.iter().map(|answer| Some(answer.view.as_str()));
        let views: Vec<Option<&str>> = views.chain([None]).collect();
        for data in &task.spec.data {
            for view in &views {
                let key = |task: &SqlTask| {
                    let parts = Data::of(task, data).parts.into_iter().chain(*view);
                    judge::digest(task, &parts.collect::<Vec<_>>())
                };
                if let Some(expected) = self.known.get(&key(task)).cloned() {
                    self.known.insert(key(other), expected);
                }
            }
        }
    }
}

struct Run<'r> {
    grader: &'r SqlGrader,
    open: &'r mut Open,
    task: &'r SqlTask,
    code: &'r str,
}

impl Run<'_> {
    fn all(&mut self, own_cases: &str, verdict: &mut Verdict) {
        let task = self.task;
        let own = own_cases.lines().map(str::trim);
        let own = own.filter(|line| !line.is_empty() && !line.starts_with("--")).enumerate();
        let own = own.map(|(at, line)| Data::own(task, at + 1, line));
        let (seen, hidden): (Vec<_>, Vec<_>) = task.spec.data.iter().partition(|data| data.visible);
        let of = |data| Data::of(task, data);
        let seen = seen.into_iter().map(of).chain(own);
        let hidden = hidden.into_iter().map(of).filter(|_| verdict.tests == Tests::All);
        let all: Vec<Data> = seen.chain(hidden).collect();
        if task.spec.is_model() {
            return self.model(&all, verdict);
        }
        for data in &all {
            if let Err(cause) = self.case(data, verdict) {
                verdict.outcome = Outcome::NotGraded;
                verdict.message = cause;
                return;
            }
            if verdict.outcome == Outcome::Invalid && verdict.cases.len() == 1 {
                // It would be refused alike on all others.
                verdict.message = verdict.cases.pop().map_or_else(String::new, |case| case.message);
                return;
            }
        }
        self.plan_alone(&all, verdict);
        let plan = verdict.plan.as_ref().map(|plan| plan.outcome);
        let failed = verdict.cases.iter().filter(|case| !is_aside(case)).map(|case| case.outcome);
        let failed = failed.chain(plan).find(|outcome| *outcome != Outcome::Accepted);
        verdict.outcome = failed.unwrap_or(Outcome::Accepted);
    }

    /// Judges one data set, or says why it was left out after one that ended at a limit.
    fn case(&mut self, data: &Data, verdict: &mut Verdict) -> Result<(), String> {
        let limited = verdict.cases.iter().find(|case| is_limit(case.outcome));
        if let Some(first) = limited {
            let name = if first.visible { first.name.clone() } else { first.class() };
            let message = format!("not run, after `{name}` ended at a limit");
            let case = data.verdict(Outcome::NotGraded, message);
            verdict.cases.push(case);
            return Ok(());
        }
        let judged = self.judged(data, verdict)?;
        if judged.case.outcome == Outcome::Invalid {
            verdict.outcome = Outcome::Invalid;
        }
        verdict.cases.push(judged.case);
        verdict.plan = verdict.plan.take().or(judged.plan);
        Ok(())
    }

    /// On a server that ends under it a second time the answer is at fault.
    fn judged(&mut self, data: &Data, verdict: &mut Verdict) -> Result<Judged, String> {
        let asked = self.task.spec.plan.as_ref().filter(|plan| plan.data == data.name);
        let trial = Trial { task: self.task, code: self.code, data, plan: asked };
        let mut lost = 0;
        loop {
            ensure(&self.grader.settings, self.open)?;
            let Open { session: Some(session), known } = &mut *self.open else {
                return Err("the SQL engine is gone".to_owned());
            };
            verdict.engine.clone_from(&session.engine);
            if asked.is_some() && !session.is_embedded() {
                verdict.message =
                    "the plan was not judged: only the embedded PostgreSQL does that".to_owned();
            }
            let (cause, in_answer) = match trial.judge(session, known) {
                Ok(judged) => return Ok(judged),
                Err(Broken::Question(cause)) if data.own => {
                    return Ok(Judged {
                        case: data.verdict(Outcome::NotGraded, cause),
                        plan: None,
                    });
                }
                Err(Broken::Question(cause)) => return Err(cause),
                Err(Broken::Lost(cause, in_answer)) => (cause, in_answer),
            };
            self.open.session = None;
            lost += 1;
            if lost == 2 && in_answer {
                let message = format!("PostgreSQL ended twice while it ran: {cause}");
                return Ok(Judged {
                    case: data.verdict(Outcome::RuntimeError, message),
                    plan: None,
                });
            }
            if lost == 2 {
                return Err(format!("the SQL engine ended twice: {cause}"));
            }
        }
    }

    /// A trial run shows the plan too, where it is made on hidden data.
    fn plan_alone(&mut self, all: &[Data], verdict: &mut Verdict) {
        let Some(plan) = &self.task.spec.plan else { return };
        if verdict.plan.is_some() || all.iter().any(|data| data.name == plan.data) {
            return;
        }
        let Some(data) = self.task.spec.data.iter().find(|data| data.name == plan.data) else {
            return;
        };
        if verdict.cases.iter().all(CaseVerdict::passed)
            && let Ok(judged) = self.judged(&Data::of(self.task, data), verdict)
        {
            verdict.plan = judged.plan;
        }
    }
}

fn is_limit(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::TimeLimit | Outcome::MemoryLimit | Outcome::OutputLimit)
}

/// Rows of the candidate's own that were not taken say nothing about the answer.
fn is_aside(case: &CaseVerdict) -> bool {
    case.own && case.outcome == Outcome::NotGraded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_by_chance_is_said_and_fails_an_exam_as_one_class_of_cases() {
        let accepted = |tests| Verdict {
            outcome: Outcome::Accepted,
            cases: vec![CaseVerdict::new("seen", true, false)],
            ..Verdict::not_graded(tests, Language::Sql, String::new())
        };
        let of = |tests, is_exam| {
            let mut verdict = accepted(tests);
            ordered_by_chance(&mut verdict, is_exam);
            assert!(verdict.message.starts_with("the order came by chance"));
            (verdict.outcome, verdict.correctness())
        };
        assert_eq!(of(Tests::All, false), (Outcome::Accepted, Some(4)));
        assert_eq!(of(Tests::Visible, true), (Outcome::Accepted, None));
        assert_eq!(of(Tests::All, true), (Outcome::WrongAnswer, Some(3)));
    }
}
