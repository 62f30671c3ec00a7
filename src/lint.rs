//! The rules that make a question good, beyond what the parser demands. No code is run.
//!
//! A rule is a function over one question, or over all; it names a place as a key path
//! (`rubric[2].weight`), and the place is looked up in the file only where there is a fault.

mod format;
mod kinds;
mod prose;
mod rubric;
mod samples;
mod similar;
mod standing;
mod task;

use chrono::NaiveDate;

use crate::bank::fault::{Fault, Severity};
use crate::bank::question::Question;
use crate::bank::rule::Rule;
use crate::bank::walk::place_of;
use crate::bank::{Bank, Origin};

/// What is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// Whether built-in questions are checked too; all of them serve for comparison anyway.
    pub built_in: bool,
    /// For the age of reviews.
    pub today: NaiveDate,
}

/// Every rule broken by what could be read, in the order of the files.
pub fn lint(bank: &Bank, scope: Scope) -> Vec<Fault> {
    let mut faults = lint_each(bank, scope, &bank.questions);
    faults.extend(lint_together(bank, scope));
    faults.sort_by(|a, b| a.order().cmp(&b.order()));
    faults
}

/// The rules of one question, for some of the bank's: a caller with threads shares them out.
pub fn lint_each(bank: &Bank, scope: Scope, questions: &[Question]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for question in questions {
        let origin = bank.origins.get(&question.ask.id);
        let Some(origin) = origin.filter(|origin| scope.built_in || !origin.built_in) else {
            continue;
        };
        let mut page = Page { bank, question, origin, faults: Vec::new() };
        check(&mut page, scope);
        faults.extend(page.faults);
    }
    faults
}

/// The rules over several questions, and over rounds.
pub fn lint_together(bank: &Bank, scope: Scope) -> Vec<Fault> {
    let mut faults = Vec::new();
    similar::check(bank, scope, &mut faults);
    format::check(bank, scope, &mut faults);
    faults
}

fn check(page: &mut Page, scope: Scope) {
    standing::check(page, scope.today);
    prose::check(page);
    rubric::check(page);
    kinds::check(page);
    task::check(page);
    samples::check(page);
}

/// One question being looked at.
struct Page<'a> {
    bank: &'a Bank,
    question: &'a Question,
    origin: &'a Origin,
    faults: Vec<Fault>,
}

impl Page<'_> {
    fn error(&mut self, rule: Rule, at: &str, message: String, help: Option<&str>) {
        let fault = fault_at(self.bank, self.origin, rule, at, message, help);
        self.faults.push(fault);
    }

    fn warning(&mut self, rule: Rule, at: &str, message: String, help: Option<&str>) {
        self.error(rule, at, message, help);
        if let Some(fault) = self.faults.last_mut() {
            fault.severity = Severity::Warning;
        }
    }
}

fn fault_at(
    bank: &Bank,
    origin: &Origin,
    rule: Rule,
    at: &str,
    message: String,
    help: Option<&str>,
) -> Fault {
    let fault = Fault::of_file(&origin.path, rule, message, help);
    match bank.texts.get(&origin.path) {
        Some(text) => fault.at(text, place_of(text, at)),
        None => fault,
    }
}

/// Lower-case words, letters and digits only: how texts are compared.
fn plain_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests;
