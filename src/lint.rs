//! The rules that make a question good, beyond what the parser demands. No code is run.
//!
//! A rule is a function over one question, or over all; it names a place as a key path
//! (`rubric[2].weight`), and the place is looked up in the file only where there is a fault.

mod format;
mod kinds;
mod model;
mod natural;
mod page;
mod placeholder;
mod planted;
mod prose;
mod rubric;
mod samples;
pub mod seed;
mod similar;
mod standing;
mod task;

use self::page::Inspection;
pub use self::page::Scope;
use crate::bank::Bank;
use crate::bank::fault::{Fault, Severity};
use crate::bank::question::Question;
use crate::format::Formats;

/// Every rule broken by what could be read, in the order of the files.
pub fn lint(bank: &Bank, formats: &Formats, scope: Scope) -> Vec<Fault> {
    let mut faults = lint_each(bank, formats, scope, &bank.questions);
    faults.extend(lint_together(bank, formats, scope));
    faults.sort_by(|a, b| a.order().cmp(&b.order()));
    faults
}

/// The rules of one question, for some of the bank's: a caller with threads shares them out.
pub fn lint_each(
    bank: &Bank,
    formats: &Formats,
    scope: Scope,
    questions: &[Question],
) -> Vec<Fault> {
    let mut faults = Vec::new();
    for question in questions {
        let origin = bank.origins.get(&question.ask.id);
        let Some(origin) = origin.filter(|origin| scope.built_in || !origin.built_in) else {
            continue;
        };
        let mut page = Inspection::new(bank, formats, question, origin);
        check(&mut page, scope);
        faults.extend(page.faults);
    }
    faults
}

/// The rules over several questions, and over rounds.
pub fn lint_together(bank: &Bank, formats: &Formats, scope: Scope) -> Vec<Fault> {
    let mut faults = Vec::new();
    similar::check(bank, scope, &mut faults);
    format::check(bank, formats, scope, &mut faults);
    faults
}

fn check(page: &mut Inspection, scope: Scope) {
    standing::check(page, scope.today);
    prose::check(page);
    rubric::check(page);
    kinds::check(page);
    task::check(page);
    model::check(page);
    planted::check(page);
    samples::check(page);
    if page.question.source.unreviewed {
        // Nobody has said yet that it keeps the rules, and it is drawn only if asked for.
        page.faults.iter_mut().for_each(|fault| fault.severity = Severity::Warning);
    }
    placeholder::check(page);
}

#[cfg(test)]
#[path = "lint_tests.rs"]
mod tests;
