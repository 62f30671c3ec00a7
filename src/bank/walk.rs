//! Walks a parsed TOML table and complains of everything wrong in it, at once and in place.
//!
//! Readers return a plain value where the file has a fault, so that reading goes on: whoever
//! started the walk throws the result away if `Complaints` holds a complaint.

mod complaints;
#[cfg(test)]
pub mod noted;
mod place;
mod table;
mod value;

use toml::de::DeTable;

use self::complaints::Complaints;
use crate::bank::fault::Fault;
use crate::bank::rule;

pub use place::Places;
pub use table::Table;
pub use value::{did_you_mean, type_name};

/// Parses a file and hands its root to `read`; all syntax errors become faults.
pub fn walk<R>(
    path: &str,
    text: &str,
    read: impl FnOnce(&mut Table) -> R,
) -> Result<R, Vec<Fault>> {
    let complaints = Complaints::new(path, text);
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        complaints.add(rule::FILE, span, error.message().to_owned(), None);
    }
    // What recovery made of a broken file would only bring complaints that follow from it, but
    // faults in the parts it did understand are worth showing too.
    let recovered = !errors.is_empty();
    let mut table = Table::new(&complaints, root.get_ref(), recovered);
    let value = read(&mut table);
    table.finish();
    let faults = complaints.into_faults();
    if faults.is_empty() { Ok(value) } else { Err(faults) }
}

/// Reads some keys of `text`, which may be a file's beginning. `None` where one of them is missing
/// or wrong, or the text is no TOML: only a walk of the whole file can tell why.
pub fn glance<R>(text: &str, read: impl FnOnce(&mut Table) -> R) -> Option<R> {
    let complaints = Complaints::new("", text);
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut table = Table::new(&complaints, root.get_ref(), false);
    let value = read(&mut table);
    let is_sound = errors.is_empty() && table.has_all() && complaints.is_empty();
    is_sound.then_some(value)
}

#[cfg(test)]
#[path = "walk_tests.rs"]
mod tests;
