//! What this machine lacks for a session, said before anything is drawn.

use super::error::Error;
use crate::bank::Bank;
use crate::bank::question::Question;
use crate::bank::task::Language;
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

/// Questions that need Python modules which are not there are not drawn.
pub(super) fn drop_what_needs_more(
    bank: &mut Bank,
    asked: Option<&str>,
    engines: &Engines,
) -> Result<(), Error> {
    let mut needed: Vec<&str> =
        bank.questions.iter().flat_map(|question| &question.needs).map(String::as_str).collect();
    needed.sort_unstable();
    needed.dedup();
    if needed.is_empty() {
        return Ok(());
    }
    let lacks = engines.tools().python_lacks(&needed);
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
