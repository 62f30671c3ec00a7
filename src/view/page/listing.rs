//! A list of things, a row each.

use super::{Inline, Line};
use crate::text::SafeText;

/// A table where a person reads it, aligned plain lines where a program does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    pub head: Vec<&'static str>,
    pub rows: Vec<Vec<SafeText>>,
    /// Columns that are left out first where there is little room.
    pub droppable: &'static [&'static str],
}

impl Listing {
    pub fn new(head: &[&'static str], droppable: &'static [&'static str]) -> Listing {
        Listing { head: head.to_vec(), rows: Vec::new(), droppable }
    }

    pub fn row(&mut self, cells: &[&str]) {
        self.rows.push(cells.iter().map(|cell| SafeText::line(cell)).collect());
    }

    /// As cells of a table, for a document.
    pub(super) fn cells(&self) -> Vec<Vec<Line>> {
        let line = |cell: &SafeText| vec![Inline::Plain(cell.clone())];
        self.rows.iter().map(|row| row.iter().map(line).collect()).collect()
    }
}
