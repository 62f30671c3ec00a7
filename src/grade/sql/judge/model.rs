//! A data model on one data set: its script makes tables and loads them, what it loaded from is
//! emptied, its views are read, and rows are tried on it.
//!
//! The views are read once the staging tables are empty, so that one which only asks these again
//! has nothing to say: the answers have to come from the model.

use super::{
    Broken, KNOWN_MOST, Known, LOAD, SCHEMA, SWEEP, SqlStop, Table, Trial, Whose, clock, digest,
    run_statements, sentence,
};
use crate::bank::task::{ModelAnswer, ModelOffer};
use crate::engine::verdict::{CaseVerdict, Diff, ModelCase, ModelCheck, ModelState, Outcome};
use crate::grade::sql::compare::{Order, Rules, compare};
use crate::grade::sql::error::SqlError;
use crate::grade::sql::lex::{Purpose, permitted};
use crate::grade::sql::session::Session;

/// What came of a model on one data set.
pub enum Modelled {
    /// Its script did not come to an end: the whole of it, said once.
    Stopped(Box<CaseVerdict>),
    Cases(Vec<CaseVerdict>),
}

/// A view, as it was found.
enum Seen {
    Table(Table),
    Missing,
    /// Something else has its name, in words.
    NoView(&'static str),
    Stopped(SqlStop),
    NotRun,
}

/// A row, as it was tried.
enum Tried {
    Taken,
    Refused(SqlError),
    Stopped(SqlStop),
    NotRun,
}

struct RanModel {
    /// Why the script, or what comes after it, did not come to an end; true where it was the script.
    stopped: Option<(SqlStop, bool)>,
    views: Vec<(Seen, u64)>,
    rows: Vec<Tried>,
    took_us: u64,
}

impl Trial<'_> {
    /// Judges a data model on this data set, and tries the rows that are offered on it.
    ///
    /// # Errors
    /// Where it says nothing about the answer.
    pub fn judge_model(
        &self,
        session: &mut Session,
        known: &mut Known,
        offers: &[&ModelOffer],
    ) -> Result<Modelled, Broken> {
        self.is_fit(offers)?;
        if known.len() > KNOWN_MOST {
            known.clear();
        }
        let answers = &self.task.spec.answers;
        let keys: Vec<[u8; 32]> = answers.iter().map(|answer| self.key(answer)).collect();
        if keys.iter().any(|key| !known.contains_key(key)) {
            let ran = self.run_model(session, Whose::Reference, &[])?;
            for (key, table) in keys.iter().zip(self.expected(ran)?) {
                known.insert(*key, table);
            }
        }
        let ran = self.run_model(session, Whose::Candidate, offers)?;
        if let Some((stop, in_answer)) = &ran.stopped {
            let mut case = match in_answer {
                true => self.stopped(stop, true),
                false => self.data.verdict(Outcome::WrongAnswer, unemptied(stop)),
            };
            case.took_us = ran.took_us;
            return Ok(Modelled::Stopped(Box::new(case)));
        }
        let views = answers.iter().zip(&keys).zip(ran.views);
        let mut cases: Vec<CaseVerdict> = views
            .map(|((answer, key), (seen, took_us))| {
                let case = self.view(answer, &known[key], seen);
                CaseVerdict { took_us, ..case }
            })
            .collect();
        cases.extend(offers.iter().zip(ran.rows).map(|(offer, tried)| self.row(offer, tried)));
        Ok(Modelled::Cases(cases))
    }

    /// A question may come from anywhere: its names and rows do nothing else than they say.
    fn is_fit(&self, offers: &[&ModelOffer]) -> Result<(), Broken> {
        for answer in &self.task.spec.answers {
            let is_fit = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if answer.view.is_empty() || !answer.view.chars().all(is_fit) {
                let message = format!("`{}` is no name of a view", answer.view);
                return Err(Broken::Question(message));
            }
        }
        for offer in offers {
            permitted(&offer.insert, Purpose::OwnRows)
                .map_err(|cause| Broken::Question(format!("the row `{}`: {cause}", offer.name)))?;
        }
        Ok(())
    }

    /// What the reference's views say, with the columns that the question promises.
    fn expected(&self, ran: RanModel) -> Result<Vec<Table>, Broken> {
        let fails = |what: &str, why: String| {
            let name = &self.data.name;
            Broken::Question(format!("the question's own {what} fails on `{name}`: {why}"))
        };
        if let Some((stop, _)) = &ran.stopped {
            return Err(fails("reference", sentence(stop, &self.task.reference)));
        }
        let views = self.task.spec.answers.iter().zip(ran.views);
        let table = |(answer, (seen, _)): (&ModelAnswer, (Seen, u64))| {
            let view = &answer.view;
            let table = match seen {
                Seen::Table(table) => table,
                Seen::Missing => return Err(fails(view, "the reference has no such view".into())),
                Seen::NoView(what) => return Err(fails(view, format!("it is {what}"))),
                Seen::Stopped(stop) => return Err(fails(view, sentence(&stop, ""))),
                Seen::NotRun => return Err(fails(view, "it was not run".into())),
            };
            let columns: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
            if columns != answer.columns {
                let (has, said) = (columns.join(", "), answer.columns.join(", "));
                return Err(fails(
                    view,
                    format!("its columns are {has}, and `columns` says {said}"),
                ));
            }
            Ok(table)
        };
        views.map(table).collect()
    }

    fn run_model(
        &self,
        session: &mut Session,
        whose: Whose,
        offers: &[&ModelOffer],
    ) -> Result<RanModel, Broken> {
        let ran = self.load_and_look(session, whose, offers);
        if session.run(SWEEP, LOAD).is_err() {
            session.give_up();
        }
        ran
    }

    fn load_and_look(
        &self,
        session: &mut Session,
        whose: Whose,
        offers: &[&ModelOffer],
    ) -> Result<RanModel, Broken> {
        let role = session.role.clone();
        let load = format!(
            "CREATE SCHEMA {SCHEMA} AUTHORIZATION {role}; SET search_path = {SCHEMA}; \
             SET ROLE {role};\n{}\n; ANALYZE",
            self.data_text()?
        );
        self.loaded(session.run(&load, LOAD))?;
        let staging = self.loaded_names(session, TABLES)?;
        let limit = self.limit(whose);
        let start = clock::micros();
        let answered = run_statements(session, self.text(whose), limit);
        let mut ran = RanModel {
            stopped: answered.err().map(|stop| (stop, true)),
            views: Vec::new(),
            rows: Vec::new(),
            took_us: clock::micros() - start,
        };
        // What was begun and never committed has not happened.
        if ran.stopped.is_none() {
            ran.stopped = self.empty(session, &staging).err().map(|stop| (stop, false));
        }
        lost(ran.stopped.as_ref().map(|(stop, _)| stop), whose)?;
        if ran.stopped.is_some() {
            return Ok(ran);
        }
        let mut is_over = false;
        for answer in &self.task.spec.answers {
            let start = clock::micros();
            let seen = match is_over {
                true => Seen::NotRun,
                false => self.look_at(session, &answer.view, whose)?,
            };
            is_over |= matches!(&seen, Seen::Stopped(stop) if !matches!(stop, SqlStop::Refused(_)));
            ran.views.push((seen, clock::micros() - start));
        }
        for offer in offers {
            let tried = if is_over { Tried::NotRun } else { self.offer(session, offer, whose)? };
            is_over |= matches!(&tried, Tried::Stopped(_));
            ran.rows.push(tried);
        }
        Ok(ran)
    }

    fn loaded_names(&self, session: &mut Session, sql: &str) -> Result<Vec<String>, Broken> {
        let found = session.texts(sql, LOAD);
        let names = found.as_ref().map(|rows| rows.iter().flatten().flatten().cloned().collect());
        let names = names.unwrap_or_default();
        self.loaded(found.map(|_| ()))?;
        Ok(names)
    }

    /// Takes the rows out of what the script loaded from, as far as it is still there.
    fn empty(&self, session: &mut Session, staging: &[String]) -> Result<(), SqlStop> {
        session.run("ROLLBACK", LOAD)?;
        let left = session.texts(TABLES, LOAD)?;
        for name in left.into_iter().flatten().flatten().filter(|name| staging.contains(name)) {
            session.run(&format!("DELETE FROM {SCHEMA}.{}", quoted(&name)), LOAD)?;
        }
        session.run("ANALYZE", LOAD)
    }

    fn look_at(&self, session: &mut Session, view: &str, whose: Whose) -> Result<Seen, Broken> {
        let limit = self.limit(whose);
        let kind = format!(
            "SELECT c.relkind FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n \
             ON n.oid = c.relnamespace WHERE n.nspname = '{SCHEMA}' AND c.relname = '{view}'"
        );
        let kind = session.texts(&kind, LOAD);
        lost(kind.as_ref().err(), whose)?;
        let kind = kind.ok().and_then(|rows| rows.into_iter().flatten().flatten().next());
        match kind.as_deref() {
            Some("v" | "m") => {}
            Some("r" | "p") => return Ok(Seen::NoView("a table")),
            Some(_) => return Ok(Seen::NoView("no view")),
            None => return Ok(Seen::Missing),
        }
        let table = session
            .run("BEGIN READ ONLY", LOAD)
            .and_then(|()| session.query(&format!("SELECT * FROM {SCHEMA}.{view}"), limit));
        lost(table.as_ref().err(), whose)?;
        if matches!(table, Ok(_) | Err(SqlStop::Refused(_))) {
            let _ended = session.run("ROLLBACK", LOAD);
        }
        Ok(table.map_or_else(Seen::Stopped, Seen::Table))
    }

    fn offer(
        &self,
        session: &mut Session,
        offer: &ModelOffer,
        whose: Whose,
    ) -> Result<Tried, Broken> {
        // A constraint that waits for the end of the transaction is asked now.
        let insert = format!("BEGIN; {}\n; SET CONSTRAINTS ALL IMMEDIATE", offer.insert);
        let done = session.run(&insert, self.limit(whose));
        lost(done.as_ref().err(), whose)?;
        if matches!(done, Ok(()) | Err(SqlStop::Refused(_))) {
            let _ended = session.run("ROLLBACK", LOAD);
        }
        Ok(match done {
            Ok(()) => Tried::Taken,
            Err(SqlStop::Refused(fault)) => Tried::Refused(fault),
            Err(stop) => Tried::Stopped(stop),
        })
    }

    fn found(
        &self,
        (name, visible): (&str, bool),
        what: ModelCheck,
        state: ModelState,
        message: String,
    ) -> CaseVerdict {
        let outcome = match state {
            ModelState::Right => Outcome::Accepted,
            ModelState::Wrong | ModelState::Missing => Outcome::WrongAnswer,
            ModelState::Error => Outcome::RuntimeError,
            ModelState::NotRun => Outcome::NotGraded,
        };
        let turn = self.task.spec.data.iter().any(|data| data.turn && data.name == self.data.name);
        let model = ModelCase { what, state, data: self.data.name.clone(), turn };
        let classes = if what == ModelCheck::Answer { self.data.classes.clone() } else { vec![] };
        CaseVerdict {
            classes,
            outcome,
            message,
            model: Some(model),
            ..CaseVerdict::new(name, visible, self.data.own)
        }
    }

    /// Every view, where none could be looked at; the first says why.
    pub fn no_view(&self, case: &CaseVerdict) -> Vec<CaseVerdict> {
        let state = match case.outcome {
            Outcome::NotGraded => ModelState::NotRun,
            _ => ModelState::Error,
        };
        let of = |(at, answer): (usize, &ModelAnswer)| {
            let place = (answer.view.as_str(), self.data.visible);
            let message = if at == 0 { case.message.clone() } else { String::new() };
            let found = self.found(place, ModelCheck::Answer, state, message);
            CaseVerdict { outcome: case.outcome, ..found }
        };
        self.task.spec.answers.iter().enumerate().map(of).collect()
    }

    /// Stands for what the reference's view says on these data.
    fn key(&self, answer: &ModelAnswer) -> [u8; 32] {
        let parts = self.data.parts.iter().copied().chain([answer.view.as_str()]);
        digest(self.task, &parts.collect::<Vec<_>>())
    }

    fn view(&self, answer: &ModelAnswer, expected: &Table, seen: Seen) -> CaseVerdict {
        let found = |state, message: String| {
            let place = (answer.view.as_str(), self.data.visible);
            self.found(place, ModelCheck::Answer, state, message)
        };
        let table = match seen {
            Seen::Table(table) => table,
            Seen::Missing => return found(ModelState::Missing, "there is no such view".to_owned()),
            Seen::NoView(what) => {
                let message = format!("it is {what}; write CREATE VIEW {}", answer.view);
                return found(ModelState::Error, message);
            }
            Seen::Stopped(stop) => {
                let case = self.stopped(&stop, true);
                let limited = found(ModelState::Error, case.message);
                let outcome = match &stop {
                    SqlStop::Refused(_) => Outcome::RuntimeError,
                    _ => case.outcome,
                };
                return CaseVerdict { outcome, ..limited };
            }
            Seen::NotRun => return found(ModelState::NotRun, NOT_RUN.to_owned()),
        };
        let spec = &self.task.spec;
        let float_tol = spec.float_tol.map(|tolerance| tolerance.0);
        let rules = Rules { order: Order::Free, by_position: false, float_tol };
        let Some(difference) = compare(expected, &table, &rules) else {
            return found(ModelState::Right, String::new());
        };
        let emptied = match (table.rows.is_empty(), expected.rows.is_empty()) {
            (true, false) => "; it is read after the staging tables were emptied",
            _ => "",
        };
        let case = found(ModelState::Wrong, format!("{}{emptied}", difference.message));
        CaseVerdict { diff: difference.table.map(Diff::Table), ..case }
    }

    fn row(&self, offer: &ModelOffer, tried: Tried) -> CaseVerdict {
        let what = if offer.refused { ModelCheck::Refused } else { ModelCheck::Taken };
        let found = |state, message: String| {
            self.found((offer.name.as_str(), offer.visible), what, state, message)
        };
        match tried {
            Tried::Taken if offer.refused => {
                found(ModelState::Wrong, format!("it was taken: {}", offer.why))
            }
            Tried::Taken => found(ModelState::Right, String::new()),
            Tried::Refused(fault) if !is_constraint(&fault) => {
                let state =
                    if is_unknown(&fault) { ModelState::Missing } else { ModelState::Error };
                found(state, format!("it could not be tried: {}", fault.message))
            }
            Tried::Refused(_) if offer.refused => found(ModelState::Right, String::new()),
            Tried::Refused(fault) => {
                found(ModelState::Wrong, format!("it was refused: {}", fault.message))
            }
            Tried::Stopped(stop) => found(ModelState::Error, sentence(&stop, "")),
            Tried::NotRun => found(ModelState::NotRun, NOT_RUN.to_owned()),
        }
    }

    /// A row of the candidate's own on the visible data: the views say the same as the reference's.
    pub fn own_case(&self, modelled: Modelled) -> CaseVerdict {
        match modelled {
            Modelled::Stopped(case) => *case,
            Modelled::Cases(cases) => {
                let Some(failed) = cases.into_iter().find(|case| !case.passed()) else {
                    return self.data.verdict(Outcome::Accepted, String::new());
                };
                let message = format!("{}: {}", failed.name, failed.message);
                let diff = failed.diff;
                CaseVerdict { diff, ..self.data.verdict(failed.outcome, message) }
            }
        }
    }
}

/// What is said of it.
pub const NOT_RUN: &str = "not run, after something before it ended at a limit";

/// Tables of the data set, and later those of them that are left.
const TABLES: &str = "SELECT tablename FROM pg_catalog.pg_tables \
    WHERE schemaname = 'mock_data' ORDER BY tablename";

fn lost(stop: Option<&SqlStop>, whose: Whose) -> Result<(), Broken> {
    match stop {
        Some(SqlStop::Lost(cause)) => Err(Broken::Lost(cause.clone(), whose == Whose::Candidate)),
        _ => Ok(()),
    }
}

/// The row was looked at, and a constraint or a type refused it.
fn is_constraint(fault: &SqlError) -> bool {
    // Integrity, a value that its type cannot hold, and a view's own condition.
    ["23", "22", "44"].iter().any(|class| fault.code.starts_with(class))
}

fn is_unknown(fault: &SqlError) -> bool {
    matches!(fault.code.as_str(), "42P01" | "42703")
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn unemptied(stop: &SqlStop) -> String {
    format!(
        "the staging tables could not be emptied after the load, and a model has to stand without \
         them: {}",
        sentence(stop, "")
    )
}
