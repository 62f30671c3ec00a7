//! What the rules look at, and how they say what they found.

use std::cell::OnceCell;
use std::ops::Range;

use chrono::NaiveDate;

use crate::bank::fault::{Fault, Severity};
use crate::bank::parse::above_tables;
use crate::bank::question::Question;
use crate::bank::rule::Rule;
use crate::bank::walk::Places;
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
    pub faults: Vec<Fault>,
    file: FaultyFile<'a>,
}

impl<'a> Inspection<'a> {
    pub fn new(
        bank: &'a Bank,
        formats: &'a Formats,
        question: &'a Question,
        origin: &'a Origin,
    ) -> Inspection<'a> {
        let file = FaultyFile::new(bank, origin);
        Inspection { bank, formats, question, faults: Vec::new(), file }
    }

    /// The question's file, as it was read.
    pub fn text(&self) -> &'a str {
        self.file.text.unwrap_or_default()
    }

    /// At bytes of the file, where those are known already.
    pub fn error_at(&mut self, rule: Rule, at: Range<usize>, message: String) {
        let fault = Fault::of_file(&self.file.origin.path, rule, message, None);
        self.faults.push(fault.at(self.text(), at));
    }

    pub fn error(&mut self, rule: Rule, at: &str, message: String, help: Option<&str>) {
        let fault = self.file.fault(rule, at, message, help);
        self.faults.push(fault);
    }

    pub fn warning(&mut self, rule: Rule, at: &str, message: String, help: Option<&str>) {
        self.error(rule, at, message, help);
        if let Some(fault) = self.faults.last_mut() {
            fault.severity = Severity::Warning;
        }
    }
}

/// A file that faults are found in: its places are looked up with the first of them
/// that needs them.
pub struct FaultyFile<'a> {
    origin: &'a Origin,
    text: Option<&'a str>,
    places: OnceCell<Places<'a>>,
}

impl<'a> FaultyFile<'a> {
    pub fn new(bank: &'a Bank, origin: &'a Origin) -> FaultyFile<'a> {
        let text = bank.texts.get(&origin.path).map(AsRef::as_ref);
        FaultyFile { origin, text, places: OnceCell::new() }
    }

    pub fn fault(&self, rule: Rule, at: &str, message: String, help: Option<&str>) -> Fault {
        let fault = Fault::of_file(&self.origin.path, rule, message, help);
        match self.text {
            Some(text) => fault.at(text, self.place(text, at)),
            None => fault,
        }
    }

    /// A key above the first table is found without reading the rest of the file.
    fn place(&self, text: &str, at: &str) -> Range<usize> {
        let is_above = self.places.get().is_none() && !at.contains(['.', '[']);
        let top = is_above.then(|| Places::of_sound(above_tables(text))).flatten();
        let place = top.map_or(0..0, |top| top.find(at));
        match place.is_empty() {
            false => place,
            true => self.places.get_or_init(|| Places::of(self.text.unwrap_or_default())).find(at),
        }
    }
}

/// Lower-case words, letters and digits only: how texts are compared.
pub fn plain_words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
