//! Names in a question's file: given once, and known where they are named.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::bank::rule::{self, Rule};
use crate::bank::walk::{Table, did_you_mean};

/// Complains of each name given twice in a list.
pub fn require_unique<'n>(
    table: &Table,
    what: &str,
    names: impl Iterator<Item = (&'n str, Range<usize>)>,
) {
    let mut seen = BTreeSet::new();
    for (name, span) in names {
        if !name.is_empty() && !seen.insert(name) {
            let message = format!("{what} `{name}` appears twice");
            table.complain(rule::ID, span, message, None);
        }
    }
}

/// Of a rule and the ids at hand, whether `id` is one.
pub fn require_known(
    table: &Table,
    rule: Rule,
    key: &str,
    id: &str,
    what: &str,
    known: &BTreeSet<&str>,
) {
    if !id.is_empty() && !known.contains(id) {
        let message = format!("`{key}` names `{id}`, but there is no such {what}");
        let help = did_you_mean(id, known.iter().copied());
        table.complain(rule, table.span_of(key), message, help.as_deref());
    }
}
