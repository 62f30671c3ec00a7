//! What speaks against handing an answer in as it stands: it is asked before, and the person
//! decides.

use super::answer::{is_blank, is_first_part, is_run};
use crate::engine::State;
use crate::engine::state::{Attempt, ItemState};
use crate::engine::verdict::Outcome;
use crate::format::plan::{CASES_FIELD, CODE_FIELD};
use crate::view::say::doubt::Doubt;

/// Nothing where it can go in without a question.
pub fn doubts(state: &State) -> Vec<Doubt> {
    let Some((_, item)) = state.current() else { return Vec::new() };
    let Some(attempt) = item.current_attempt() else { return Vec::new() };
    if !is_first_part(state) || is_blank(state) || item.spoken {
        return Vec::new();
    }
    let mut doubts = Vec::new();
    let cursor = state.cursor;
    let is_given = is_run(state) && state.given_code(cursor.slot, cursor.item).is_some();
    if is_given && attempt.code().is_some_and(|code| code.trim().is_empty()) {
        doubts.push(Doubt::Unmended);
    } else {
        doubts.extend(is_run(state).then(|| of_runs(item, attempt)).flatten());
    }
    doubts.extend(of_parts(attempt, is_given));
    doubts
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

/// Parts without a word, where there are several. Nobody has to have cases of their own, and the
/// file of a review is never empty.
fn of_parts(attempt: &Attempt, is_given: bool) -> Option<Doubt> {
    let is_owed = |name: &str| name != CASES_FIELD && !(is_given && name == CODE_FIELD);
    let fields = attempt.fields.iter().filter(|field| field.part == 0 && is_owed(&field.name));
    let (empty, written): (Vec<_>, Vec<_>) = fields.partition(|field| field.text.trim().is_empty());
    let names: Vec<String> = empty.iter().map(|field| field.name.clone()).collect();
    (!names.is_empty() && (is_given || !written.is_empty())).then_some(Doubt::Empty(names))
}
