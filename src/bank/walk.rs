//! Walks a parsed TOML table and complains of everything wrong in it, at once and in place.
//!
//! Readers return a plain value where the file has a fault, so that reading goes on: whoever
//! started the walk throws the result away if `Report` holds a complaint.

mod place;
mod table;
mod value;

use std::cell::RefCell;
use std::ops::Range;

use toml::de::DeTable;

use crate::bank::fault::Fault;
use crate::bank::rule::{self, Rule};

pub use place::place_of;
pub use table::Table;
pub use value::did_you_mean;

/// Nobody reads more at once, and a hostile file cannot make them without end.
const FAULTS_MOST: usize = 200;

/// Complaints about one file, gathered while it is walked.
pub struct Report<'t> {
    path: &'t str,
    text: &'t str,
    faults: RefCell<Vec<Fault>>,
}

impl<'t> Report<'t> {
    pub fn new(path: &'t str, text: &'t str) -> Report<'t> {
        Report { path, text, faults: RefCell::new(Vec::new()) }
    }

    pub fn complain(&self, rule: Rule, span: Range<usize>, message: String, help: Option<&str>) {
        let mut faults = self.faults.borrow_mut();
        if faults.len() < FAULTS_MOST {
            faults.push(Fault::of_file(self.path, rule, message, help).at(self.text, span));
        }
    }

    fn schema(&self, span: Range<usize>, message: String, help: Option<&str>) {
        self.complain(rule::SCHEMA, span, message, help);
    }

    pub fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.into_inner();
        faults.sort_by(|a, b| a.order().cmp(&b.order()));
        faults
    }
}

/// Parses a file and hands its root to `read`; all syntax errors become faults.
pub fn walk<R>(
    path: &str,
    text: &str,
    read: impl FnOnce(&mut Table) -> R,
) -> Result<R, Vec<Fault>> {
    let report = Report::new(path, text);
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        report.complain(rule::FILE, span, error.message().to_owned(), None);
    }
    // What recovery made of a broken file would only bring complaints that follow from it, but
    // faults in the parts it did understand are worth showing too.
    let recovered = !errors.is_empty();
    let mut table = Table::new(&report, "the file".to_owned(), root.get_ref(), 0..0, recovered);
    let value = read(&mut table);
    table.finish();
    let faults = report.into_faults();
    if faults.is_empty() { Ok(value) } else { Err(faults) }
}

#[cfg(test)]
mod tests;
