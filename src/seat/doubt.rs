//! What speaks against handing an answer in as it stands: it is asked before, and the person
//! decides.

use super::answer::{is_blank, is_first_part, is_run};
use crate::engine::State;
use crate::engine::state::{Attempt, ItemState};
use crate::engine::verdict::Outcome;
use crate::format::plan::CODE_FIELD;
use crate::view::say::doubt::Doubt;

/// Nothing where it can go in without a question.
pub fn doubts(state: &State) -> Vec<Doubt> {
    let Some((_, item)) = state.current() else { return Vec::new() };
    let Some(attempt) = item.current_attempt() else { return Vec::new() };
    if !is_first_part(state) || is_blank(state) || item.spoken {
        return Vec::new();
    }
    let of_runs = is_run(state).then(|| of_runs(item, attempt)).flatten();
    of_runs.into_iter().chain(of_parts(attempt)).collect()
}

/// How the code on the page came out, as far as anyone knows.
fn of_runs(item: &ItemState, attempt: &Attempt) -> Option<Doubt> {
    let Some(last) = item.runs_of_current().next_back() else { return Some(Doubt::NeverRun) };
    let code = attempt.field(CODE_FIELD).map_or("", |field| field.text.as_str());
    if last.code.trim() != code.trim() {
        return Some(Doubt::Changed);
    }
    match last.verdict.as_ref().map(|verdict| verdict.outcome) {
        Some(Outcome::Accepted | Outcome::NotGraded | Outcome::SandboxUnavailable) => None,
        Some(_) => Some(Doubt::Failed),
        None => Some(Doubt::StillRunning),
    }
}

/// Parts without a word, where there are several.
fn of_parts(attempt: &Attempt) -> Option<Doubt> {
    let fields = attempt.fields.iter().filter(|field| field.part == 0);
    let (empty, written): (Vec<_>, Vec<_>) = fields.partition(|field| field.text.trim().is_empty());
    let names: Vec<String> = empty.iter().map(|field| field.name.clone()).collect();
    (!names.is_empty() && !written.is_empty()).then_some(Doubt::Empty(names))
}
