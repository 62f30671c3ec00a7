//! One answer on its data sets: load, run, compare, and go on with a fresh worker where one ended.

mod model;

pub use model::{Modelled, NOT_RUN};

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use sha2::{Digest, Sha256};

use super::compare::{Order, Rules, Table, TableDifference, compare};
use super::error::SqlError;
use super::explain;
use super::lex::{Purpose, permitted};
use super::session::{Limit, Session, SqlStop};
use crate::bank::sql::tokens;
use crate::bank::task::{SqlAnswer, SqlData, SqlPlan, SqlTask};
use crate::clock;
use crate::engine::verdict::{CaseVerdict, Diff, Outcome, PlanVerdict, TableRows};
use crate::grade::time_limit::{Spent, TimeLimit};

/// Results of references, by the digest of all that they rest on.
pub type Known = HashMap<[u8; 32], Table>;

/// Results that are kept; a round has far fewer.
const KNOWN_MOST: usize = 256;
const LOAD: Limit = Limit::milliseconds(30_000);
const REFERENCE: Limit = Limit::milliseconds(20_000);
/// Where the tables of a data set lie.
const SCHEMA: &str = "mock_data";

/// What one data set is made of.
pub struct Data<'t> {
    pub name: String,
    pub visible: bool,
    pub own: bool,
    pub classes: Vec<String>,
    /// Tables, rows, and rows of the candidate's own, in this order.
    pub parts: Vec<&'t str>,
}

impl<'t> Data<'t> {
    pub fn of(task: &'t SqlTask, data: &SqlData) -> Data<'t> {
        Data {
            name: data.name.clone(),
            visible: data.visible,
            own: false,
            classes: data.covers.clone(),
            parts: vec![file(task, &task.spec.tables), file(task, &data.rows)],
        }
    }

    /// The candidate's rows on top of the first visible data set.
    pub fn own(task: &'t SqlTask, number: usize, line: &'t str) -> Data<'t> {
        let rows = task.spec.data.iter().find(|data| data.visible);
        let rows = rows.map(|data| file(task, &data.rows));
        let parts = [Some(file(task, &task.spec.tables)), rows, Some(line)];
        Data {
            name: format!("own {number}"),
            visible: true,
            own: true,
            classes: Vec::new(),
            parts: parts.into_iter().flatten().collect(),
        }
    }

    pub fn verdict(&self, outcome: Outcome, message: impl Into<String>) -> CaseVerdict {
        CaseVerdict {
            classes: self.classes.clone(),
            outcome,
            message: message.into(),
            ..CaseVerdict::new(&self.name, self.visible, self.own)
        }
    }
}

pub fn file<'t>(task: &'t SqlTask, path: &str) -> &'t str {
    task.files.get(path).map_or("", |text| without_mark(text))
}

/// Without the mark that some editors put before a text; PostgreSQL takes it for a letter, and
/// `psql` skips it.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// What became of an answer on one data set.
pub struct Judged {
    pub case: CaseVerdict,
    pub plan: Option<PlanVerdict>,
}

/// Why a data set could not be judged.
pub enum Broken {
    /// The server is gone: worth another try with a fresh one. True where the answer was running.
    Lost(String, bool),
    /// The question itself is at fault.
    Question(String),
}

/// One answer on one data set.
pub struct Trial<'t> {
    pub task: &'t SqlTask,
    pub code: &'t str,
    pub data: &'t Data<'t>,
    /// Where the plan is made on this data set.
    pub plan: Option<&'t SqlPlan>,
}

/// Whose statements run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Reference,
    Candidate,
}

/// How far a run came.
struct Ran {
    result: Result<Table, SqlStop>,
    /// The text in which a fault's position counts, where that is the candidate's own.
    in_answer: bool,
    took_us: u64,
    plan: Option<Result<PlanVerdict, SqlStop>>,
}

/// Stands for all that the reference's result on a data set rests on.
pub fn digest(task: &SqlTask, data: &[&str]) -> [u8; 32] {
    let mut hash = Sha256::new();
    let spec = &task.spec;
    let check = spec.check.as_deref().map(|path| file(task, path));
    let query = spec.plan.as_ref().and_then(|plan| plan.query.as_deref());
    let parts = data.iter().copied().chain([task.reference.as_str()]);
    for part in parts.chain(check).chain(query) {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

impl Trial<'_> {
    /// # Errors
    /// Where it says nothing about the answer.
    pub fn judge(&self, session: &mut Session, known: &mut Known) -> Result<Judged, Broken> {
        let key = digest(self.task, &self.data.parts);
        if known.len() > KNOWN_MOST {
            known.clear();
        }
        if let Entry::Vacant(unknown) = known.entry(key) {
            let ran = self.run(session, Whose::Reference)?;
            let table = ran.result.map_err(|stop| match stop {
                SqlStop::Lost(cause) => Broken::Lost(cause, false),
                stop => Broken::Question(format!(
                    "the question's own reference fails on `{}`: {}",
                    self.data.name,
                    sentence(&stop, &self.task.reference)
                )),
            })?;
            unknown.insert(table);
        }
        let expected = &known[&key];
        let rules = self
            .rules(expected)
            .map_err(|cause| Broken::Question(format!("the question cannot be judged: {cause}")))?;
        let ran = self.run(session, Whose::Candidate)?;
        let returned = ran.result.as_ref().ok().map(Table::first_rows);
        let mut case = match ran.result {
            Ok(got) => self.compared(compare(expected, &got, &rules)),
            Err(SqlStop::Lost(cause)) => return Err(Broken::Lost(cause, true)),
            Err(stop) => self.stopped(&stop, ran.in_answer),
        };
        case.took_us = ran.took_us;
        if self.data.visible {
            case.returned = returned;
            case.expected = (!case.passed()).then(|| expected.first_rows());
        }
        let plan = match ran.plan {
            Some(Ok(plan)) => Some(plan),
            Some(Err(SqlStop::Lost(cause))) => return Err(Broken::Lost(cause, true)),
            Some(Err(stop)) => Some(unexplained(&stop)),
            None => None,
        };
        Ok(Judged { case, plan })
    }

    /// What counts as the same, or what is wrong with the question's own rules.
    fn rules(&self, expected: &Table) -> Result<Rules, String> {
        let spec = &self.task.spec;
        Ok(Rules {
            order: Order::read(&spec.order, &expected.columns)?,
            by_position: spec.columns == "positions",
            float_tol: spec.float_tol.map(|tolerance| tolerance.0),
        })
    }

    fn compared(&self, difference: Option<TableDifference>) -> CaseVerdict {
        let Some(difference) = difference else {
            return self.data.verdict(Outcome::Accepted, String::new());
        };
        let mut case = self.data.verdict(Outcome::WrongAnswer, difference.message);
        if self.data.visible {
            case.diff = difference.table.map(Diff::Table);
        }
        case
    }

    fn stopped(&self, stop: &SqlStop, in_answer: bool) -> CaseVerdict {
        let after = if in_answer { "" } else { "after your statements, the check fails: " };
        let (outcome, message) = match stop {
            SqlStop::Refused(fault) if self.data.visible => {
                let code = if in_answer { self.code } else { "" };
                let fault = fault.clone().for_candidates();
                (fault.outcome(), fault.shown(code))
            }
            SqlStop::Refused(fault) => (fault.outcome(), fault.hidden()),
            SqlStop::Late { .. } => (Outcome::TimeLimit, String::new()),
            SqlStop::Memory => (Outcome::MemoryLimit, String::new()),
            SqlStop::Output => (Outcome::OutputLimit, String::new()),
            SqlStop::Lost(_) => (Outcome::NotGraded, String::new()),
        };
        let message = match message.is_empty() {
            true => sentence(stop, self.code),
            false => message,
        };
        let outcome = match outcome {
            // What the check cannot do with what the answer made is no fault of grammar.
            Outcome::Invalid | Outcome::RuntimeError if !in_answer => Outcome::WrongAnswer,
            outcome => outcome,
        };
        self.data.verdict(outcome, format!("{after}{message}"))
    }

    /// What a query that is no answer returns here, or how it would be run.
    ///
    /// # Errors
    /// Why it returned nothing, in a sentence.
    pub fn look(&self, session: &mut Session, is_plan: bool) -> Result<TableRows, String> {
        let ran = self.look_within(session, is_plan);
        if session.run(SWEEP, LOAD).is_err() {
            session.give_up();
        }
        ran
    }

    fn look_within(&self, session: &mut Session, is_plan: bool) -> Result<TableRows, String> {
        let broken = |broken| match broken {
            Broken::Lost(cause, _) | Broken::Question(cause) => cause,
        };
        let role = session.role.clone();
        let load = format!(
            "BEGIN; CREATE SCHEMA {SCHEMA} AUTHORIZATION {role}; \
             SET LOCAL search_path = {SCHEMA}; SET LOCAL ROLE {role};\n{}\n; ANALYZE; \
             SET LOCAL transaction_read_only = on",
            self.data_text().map_err(broken)?
        );
        self.loaded(session.run(&load, LOAD)).map_err(broken)?;
        let (sql, limit) = (one_query(self.code), self.limit(Whose::Candidate));
        let rows = match is_plan {
            true => session.texts(&sql, limit).map(|rows| TableRows {
                columns: vec!["QUERY PLAN".to_owned()],
                rows,
                more: 0,
            }),
            false => session.query(&sql, limit).map(|table| table.first_rows()),
        };
        rows.map_err(|stop| match &stop {
            SqlStop::Refused(fault) => fault.shown(self.code),
            stop => sentence(stop, self.code),
        })
    }

    fn limit(&self, whose: Whose) -> Limit {
        match whose {
            Whose::Reference => REFERENCE,
            Whose::Candidate => Limit::milliseconds(self.task.spec.time_ms().into()),
        }
    }

    fn run(&self, session: &mut Session, whose: Whose) -> Result<Ran, Broken> {
        let ran = match self.task.spec.answer {
            SqlAnswer::Query => self.run_query(session, whose),
            SqlAnswer::Script => self.run_script(session, whose),
        };
        // Whatever it was, the next data set begins with nothing of it.
        if session.run(SWEEP, LOAD).is_err() {
            session.give_up();
        }
        ran
    }

    fn text(&self, whose: Whose) -> &str {
        match whose {
            Whose::Reference => without_mark(&self.task.reference),
            Whose::Candidate => self.code,
        }
    }

    /// Within one transaction that is rolled back, and reads only once the data is there.
    fn run_query(&self, session: &mut Session, whose: Whose) -> Result<Ran, Broken> {
        let role = session.role.clone();
        let plan = self.plan.filter(|_| whose == Whose::Candidate && session.is_embedded());
        let load = format!(
            "BEGIN; CREATE SCHEMA {SCHEMA} AUTHORIZATION {role}; \
             SET LOCAL search_path = {SCHEMA}; SET LOCAL ROLE {role};\n{}\n;{} \
             SET LOCAL transaction_read_only = on",
            self.data_text()?,
            if self.plan.is_some() { " ANALYZE;" } else { "" }
        );
        self.loaded(session.run(&load, LOAD))?;
        let sql = one_query(self.text(whose));
        let limit = self.limit(whose);
        let start = clock::micros();
        let result = session.query(&sql, limit);
        let took_us = clock::micros() - start;
        let plan = match (&result, plan) {
            (Ok(_), Some(plan)) => Some(explained(session, &sql, plan, limit)),
            _ => None,
        };
        Ok(Ran { result, in_answer: true, took_us, plan })
    }

    /// Statement by statement, each on its own, as `psql` would: some may be in no transaction.
    fn run_script(&self, session: &mut Session, whose: Whose) -> Result<Ran, Broken> {
        let role = session.role.clone();
        let load = format!(
            "CREATE SCHEMA {SCHEMA} AUTHORIZATION {role}; SET search_path = {SCHEMA}; \
             SET ROLE {role};\n{}\n; ANALYZE",
            self.data_text()?
        );
        self.loaded(session.run(&load, LOAD))?;
        let limit = self.limit(whose);
        let code = self.text(whose);
        let start = clock::micros();
        let answered = run_statements(session, code, limit);
        let took_us = clock::micros() - start;
        if let Err(stop) = answered {
            return Ok(Ran { result: Err(stop), in_answer: true, took_us, plan: None });
        }
        // What was begun and never committed has not happened.
        let swept = session.run("ROLLBACK; ANALYZE", LOAD);
        let result = swept.and_then(|()| self.check(session, limit));
        let plan = self.plan.filter(|_| whose == Whose::Candidate && session.is_embedded());
        let plan = match (&result, plan) {
            (Ok(_), Some(plan)) => {
                let sql = one_query(plan.query.as_deref().unwrap_or_default());
                Some(explained(session, &sql, plan, limit))
            }
            _ => None,
        };
        Ok(Ran { result, in_answer: false, took_us, plan })
    }

    /// The result that tells what a script has come to.
    fn check(&self, session: &mut Session, limit: Limit) -> Result<Table, SqlStop> {
        let spec = &self.task.spec;
        let query = spec.plan.as_ref().and_then(|plan| plan.query.as_deref());
        let text = match &spec.check {
            Some(path) => file(self.task, path),
            None => query.unwrap_or_default(),
        };
        let own = |cause: String| SqlStop::Refused(SqlError::own(cause));
        let statements = permitted(text, Purpose::Script).map_err(own)?;
        let (last, before) = statements.split_last().ok_or_else(|| own("it is empty".into()))?;
        for statement in before {
            session.run(statement.text, limit)?;
        }
        session.run("BEGIN", limit)?;
        let table = session.query(last.text, limit)?;
        session.run("ROLLBACK", limit)?;
        Ok(table)
    }

    fn loaded(&self, loaded: Result<(), SqlStop>) -> Result<(), Broken> {
        loaded.map_err(|stop| match stop {
            SqlStop::Lost(cause) => Broken::Lost(cause, false),
            stop => {
                let cause = match &stop {
                    SqlStop::Refused(fault) => fault.message.clone(),
                    stop => sentence(stop, ""),
                };
                let name = &self.data.name;
                Broken::Question(format!("the data set `{name}` cannot be loaded: {cause}"))
            }
        })
    }

    /// All statements of the data set, if they do nothing else.
    fn data_text(&self) -> Result<String, Broken> {
        let mut text = String::new();
        for (at, part) in self.data.parts.iter().enumerate() {
            let is_own = self.data.own && at + 1 == self.data.parts.len();
            let purpose = if is_own { Purpose::OwnRows } else { Purpose::Load };
            permitted(part, purpose).map_err(|cause| {
                Broken::Question(format!("the data set `{}`: {cause}", self.data.name))
            })?;
            text.push_str(part.trim_end());
            text.push_str("\n;\n");
        }
        Ok(text)
    }
}

/// Ends what stands, sheds the role, and takes away what is left.
const SWEEP: &str = "ROLLBACK; RESET ROLE; RESET search_path; \
    DROP SCHEMA IF EXISTS mock_data CASCADE; SELECT pg_advisory_unlock_all(); DISCARD TEMP";

/// One query without the semicolons around it, since `;WITH` is some people's habit; positions stay
/// those of the whole text.
fn one_query(text: &str) -> String {
    match super::lex::statements(text).as_slice() {
        [one] => {
            let before = text[..one.start].chars().map(|c| if c == '\n' { c } else { ' ' });
            before.chain(one.text.chars()).collect()
        }
        _ => text.to_owned(),
    }
}

fn run_statements(session: &mut Session, code: &str, limit: Limit) -> Result<(), SqlStop> {
    let own = |cause: String| SqlStop::Refused(SqlError::own(cause));
    let running = session.begin(limit);
    for statement in permitted(code, Purpose::Script).map_err(own)? {
        let before = code[..statement.start].chars().count();
        session.texts_within(statement.text, &running).map_err(|stop| match stop {
            SqlStop::Refused(mut fault) => {
                fault.position = fault.position.map(|at| at + before);
                SqlStop::Refused(fault)
            }
            stop => stop,
        })?;
    }
    Ok(())
}

fn explained(
    session: &mut Session,
    sql: &str,
    plan: &SqlPlan,
    limit: Limit,
) -> Result<PlanVerdict, SqlStop> {
    let explain = format!("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON)\n{sql}");
    let rows = session.texts(&explain, limit)?;
    let lines: Vec<String> = rows.into_iter().flatten().flatten().collect();
    explain::judge(&lines.join("\n"), plan).map_err(|cause| SqlStop::Refused(SqlError::own(cause)))
}

fn unexplained(stop: &SqlStop) -> PlanVerdict {
    let why = match stop {
        SqlStop::Refused(fault) => fault.message.clone(),
        _ => "the statement could not be explained within its limits".to_owned(),
    };
    PlanVerdict {
        outcome: Outcome::WrongAnswer,
        nodes: Vec::new(),
        rows_read: 0,
        buffers: 0,
        unmet: vec![why],
    }
}

fn sentence(stop: &SqlStop, code: &str) -> String {
    match stop {
        SqlStop::Refused(fault) => fault.message.clone(),
        SqlStop::Late { spent, limit } => late(*spent, *limit, code),
        SqlStop::Memory => format!(
            "more than {} MiB of memory: is a value growing, or an array?",
            super::session::MEMORY_MOST_KIB / 1024
        ),
        SqlStop::Output => format!(
            "more than {} rows or {} MiB: does a join have its condition, does a recursion end?",
            super::session::ROWS_MOST,
            super::session::OUTPUT_MOST / 1024 / 1024
        ),
        SqlStop::Lost(cause) => format!("PostgreSQL ended while it ran: {cause}"),
    }
}

/// What took too long, and what to look at: a query that waits has no wrong join.
fn late(spent: Spent, limit: TimeLimit, code: &str) -> String {
    let sleeps = tokens(code).find(|token| token.text.to_lowercase().starts_with("pg_sleep"));
    let is_idle = spent.processor_ms.is_some_and(|processor| processor * 4 < spent.clock_ms);
    let look = match sleeps {
        Some(sleeps) => format!("it sleeps; leave out `{}`", sleeps.text),
        None if is_idle => "it waits, or the machine was busy".to_owned(),
        None => "does a recursion end, does a join have its condition?".to_owned(),
    };
    format!("{}: {look}", limit.said(spent))
}
