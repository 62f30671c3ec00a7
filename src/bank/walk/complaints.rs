//! What is wrong with a file, gathered while it is walked.

use std::cell::RefCell;
use std::ops::Range;

use crate::bank::fault::Fault;
use crate::bank::rule::{self, Rule};

/// Nobody reads more at once, and a hostile file cannot make them without end.
const FAULTS_MOST: usize = 200;

/// Complaints about one file, gathered while it is walked.
pub struct Complaints<'t> {
    path: &'t str,
    text: &'t str,
    faults: RefCell<Vec<Fault>>,
}

impl<'t> Complaints<'t> {
    pub fn new(path: &'t str, text: &'t str) -> Complaints<'t> {
        Complaints { path, text, faults: RefCell::new(Vec::new()) }
    }

    pub fn add(&self, rule: Rule, span: Range<usize>, message: String, help: Option<&str>) {
        let mut faults = self.faults.borrow_mut();
        if faults.len() < FAULTS_MOST {
            faults.push(Fault::of_file(self.path, rule, message, help).at(self.text, span));
        }
    }

    pub fn schema(&self, span: Range<usize>, message: String, help: Option<&str>) {
        self.add(rule::SCHEMA, span, message, help);
    }

    pub fn is_empty(&self) -> bool {
        self.faults.borrow().is_empty()
    }

    pub fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.into_inner();
        faults.sort_by(|a, b| a.order().cmp(&b.order()));
        faults
    }
}
