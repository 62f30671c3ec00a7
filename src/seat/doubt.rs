//! What speaks against handing an answer in as it stands: it is asked before, and the person
//! decides.

use super::answer::{is_blank, is_first_part, is_run};
use crate::engine::State;
use crate::engine::state::{Attempt, ItemState, Run};
use crate::engine::verdict::Outcome;
use crate::format::plan::CODE_FIELD;
use crate::view::words::title;

/// The question before an answer goes in, where there is one.
pub fn asked(state: &State) -> Option<String> {
    let (_, item) = state.current()?;
    let attempt = item.current_attempt()?;
    if !is_first_part(state) || is_blank(state) || item.spoken {
        return None;
    }
    let of_runs = is_run(state).then(|| of_runs(item, attempt)).flatten();
    let all: Vec<String> = of_runs.into_iter().chain(of_parts(attempt)).collect();
    (!all.is_empty()).then(|| format!("{} Hand in all the same?", all.join(" ")))
}

/// How the code on the page came out, as far as anyone knows.
fn of_runs(item: &ItemState, attempt: &Attempt) -> Option<String> {
    let mut runs = item.runs.iter().filter(|run| Some(run.at) >= item.opened);
    let Some(last) = runs.next_back() else { return Some("It was never run.".to_owned()) };
    let code = attempt.field(CODE_FIELD).map_or("", |field| field.text.as_str());
    if last.code.trim() != code.trim() {
        return Some("The code has changed since its last run.".to_owned());
    }
    let Run { verdict, .. } = last;
    match verdict.as_ref().map(|verdict| verdict.outcome) {
        Some(Outcome::Accepted | Outcome::NotGraded | Outcome::SandboxUnavailable) => None,
        Some(_) => Some("The last run failed.".to_owned()),
        None => Some("It's still running.".to_owned()),
    }
}

/// Parts without a word, where there are several.
fn of_parts(attempt: &Attempt) -> Option<String> {
    let fields = attempt.fields.iter().filter(|field| field.part == 0);
    let (empty, written): (Vec<_>, Vec<_>) = fields.partition(|field| field.text.trim().is_empty());
    let names: Vec<String> = empty.iter().map(|field| title(&field.name)).collect();
    let (last, before) = names.split_last().filter(|_| !written.is_empty())?;
    Some(match before.is_empty() {
        true => format!("{last} is empty."),
        false => format!("{} and {last} are empty.", before.join(", ")),
    })
}
