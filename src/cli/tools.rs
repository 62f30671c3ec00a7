//! What this machine lacks for a session, said before anything is drawn.

use std::iter;

use super::error::Error;
use crate::bank::Bank;
use crate::bank::question::Question;
use crate::bank::task::Language;
use crate::figures::counted;
use crate::grade::engines::Engines;
use crate::grade::sql::Choice;
use crate::paths::Paths;

/// Refuses a language that this machine cannot run, before anything is drawn.
pub(super) fn require(language: Option<Language>, engines: &Engines) -> Result<(), Error> {
    let Some(language) = language else { return Ok(()) };
    match engines.tools().tool(language) {
        Ok(_) => Ok(()),
        Err(missing) => Err(Error::unknown(missing.why, missing.advice)),
    }
}

/// Refuses a PostgreSQL that was named and does not answer, before anything is drawn.
pub(super) fn require_sql(named: Option<&Choice>, paths: &Paths) -> Result<(), Error> {
    if named.is_none() {
        return Ok(());
    }
    let opened = Engines::of(named, paths).sql.and_then(|grader| grader.open());
    opened.map(|_| ()).map_err(|why| {
        Error::unknown(format!("no PostgreSQL for --sql: {why}"), "`mock doctor` says what is here")
    })
}

/// Questions that need Python modules which are not there are not drawn. What is said of those about
/// one of the topics: whoever asks for it would wonder where they are.
pub(super) fn drop_what_needs_more(
    bank: &mut Bank,
    asked: Option<&str>,
    topics: &[String],
    engines: &Engines,
) -> Result<Option<String>, Error> {
    let absent = Absent::of(bank.questions.iter(), engines);
    if let Some(question) = asked.and_then(|id| bank.question(id)) {
        absent.refuse(question)?;
    }
    let is_about = |question: &&Question| {
        let mut own = iter::once(&question.ask.topic).chain(&question.ask.topics);
        own.any(|topic| topics.contains(topic))
    };
    let told = absent.told(bank.questions.iter().filter(is_about));
    bank.questions.retain(|question| absent.module(question).is_none());
    Ok(told)
}

/// The Python modules that some questions need and this machine lacks.
pub(super) struct Absent(Vec<String>);

impl Absent {
    /// Asks Python once, and only where a question needs a module.
    pub(super) fn of<'q>(
        questions: impl Iterator<Item = &'q Question>,
        engines: &Engines,
    ) -> Absent {
        let mut needed: Vec<&str> =
            questions.flat_map(|question| &question.needs).map(String::as_str).collect();
        needed.sort_unstable();
        needed.dedup();
        if needed.is_empty() {
            return Absent(Vec::new());
        }
        let lacks = engines.tools().python_lacks(&needed);
        Absent(lacks.unwrap_or_else(|_| needed.iter().map(|&name| name.to_owned()).collect()))
    }

    /// The first module that this question needs and does not get.
    pub(super) fn module<'q>(&self, question: &'q Question) -> Option<&'q str> {
        question.needs.iter().find(|need| self.0.contains(need)).map(String::as_str)
    }

    /// `2 questions aren't drawn without Python's pandas: py-pandas-asof, …`; nothing where all are.
    pub(super) fn told<'q>(&self, questions: impl Iterator<Item = &'q Question>) -> Option<String> {
        let lacking: Vec<(&str, &str)> = questions
            .filter_map(|question| Some((question.ask.id.as_str(), self.module(question)?)))
            .collect();
        if lacking.is_empty() {
            return None;
        }
        let mut modules: Vec<&str> = lacking.iter().map(|(_, module)| *module).collect();
        modules.sort_unstable();
        modules.dedup();
        let ids: Vec<&str> = lacking.iter().map(|(id, _)| *id).collect();
        let count = counted(lacking.len(), "question");
        let verb = if lacking.len() == 1 { "isn't" } else { "aren't" };
        let (modules, ids) = (modules.join(" and "), ids.join(", "));
        Some(format!("{count} {verb} drawn without Python's {modules}: {ids}"))
    }

    /// # Errors
    /// Where a question that was asked for by name needs a module that is not there.
    pub(super) fn refuse(&self, question: &Question) -> Result<(), Error> {
        let Some(module) = self.module(question) else { return Ok(()) };
        let message =
            format!("`{}` needs Python's {module}, which does not import", question.ask.id);
        Err(Error::unknown(message, format!("install it, as with `pip install {module}`")))
    }
}
