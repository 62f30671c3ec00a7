//! What the rules look at, and how they say what they found.

use chrono::NaiveDate;

use crate::bank::fault::{Fault, Severity};
use crate::bank::question::Question;
use crate::bank::rule::Rule;
use crate::bank::walk::place_of;
use crate::bank::{Bank, Origin};
use crate::format::Formats;

/// What is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// Whether built-in questions are checked too; all of them serve for comparison anyway.
    pub built_in: bool,
    /// For the age of reviews.
    pub today: NaiveDate,
}

/// One question being looked at.
pub struct Inspection<'a> {
    pub bank: &'a Bank,
    pub formats: &'a Formats,
    pub question: &'a Question,
    pub origin: &'a Origin,
    pub faults: Vec<Fault>,
}

impl Inspection<'_> {
    pub fn error(&mut self, rule: Rule, at: &str, message: String, help: Option<&str>) {
        let fault = fault_at(self.bank, self.origin, rule, at, message, help);
        self.faults.push(fault);
    }

    pub fn warning(&mut self, rule: Rule, at: &str, message: String, help: Option<&str>) {
        self.error(rule, at, message, help);
        if let Some(fault) = self.faults.last_mut() {
            fault.severity = Severity::Warning;
        }
    }
}

pub fn fault_at(
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
pub fn plain_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
