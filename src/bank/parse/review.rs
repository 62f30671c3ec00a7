//! A review: the faults planted in a file, and what is odd in it and right.

use std::collections::BTreeMap;

use crate::bank::question::Kind;
use crate::bank::review::{Lines, Oddity, Planted, Review};
use crate::bank::rule;
use crate::bank::task::Task;
use crate::bank::walk::Table;

use super::names::require_unique;

/// Weight of a fault that says nothing of it.
const WEIGHT: u32 = 2;

/// What a question of the kind review has planted; nothing of others.
pub fn read(
    table: &mut Table,
    kind: Kind,
    files: &BTreeMap<String, String>,
    task: Option<&Task>,
) -> Option<Review> {
    let file = table.maybe_string("file");
    let faults = read_faults(table);
    let sound = read_sound(table);
    if kind != Kind::Review {
        for key in ["file", "faults", "sound"].into_iter().filter(|key| table.has(key)) {
            let message = format!("`{key}` belongs to a review, not to a question of kind {kind}");
            table.complain(rule::SCHEMA, table.span_of(key), message, None);
        }
        return None;
    }
    if faults.is_empty() && !table.has("faults") {
        let message = "a review needs [[faults]]: what was planted in its file".to_owned();
        table.complain(rule::SCHEMA, table.span_of("kind"), message, None);
    }
    let starter = match task {
        Some(Task::Sql(_)) => Some("starter.sql"),
        Some(Task::Code(_)) => Some("starter.py"),
        None => None,
    };
    if let Some(starter) = starter.filter(|starter| file.as_deref().is_some_and(|f| f != *starter))
    {
        let message = format!("what is run is reviewed in `{starter}`");
        table.complain(rule::SCHEMA, table.span_of("file"), message, Some("leave out `file`"));
    }
    if starter.is_none() && file.is_none() {
        let message = "nothing says which file is reviewed".to_owned();
        let help = Some("write `file = \"pipeline.yaml\"`, a file beside the question");
        table.complain(rule::SCHEMA, table.span_of("kind"), message, help);
    }
    let file = starter.map(str::to_owned).or(file).unwrap_or_default();
    if !file.is_empty() && !files.contains_key(&file) {
        let message = format!("no file `{file}` is beside the question");
        table.complain(rule::REFERENCES, table.span_of("file"), message, None);
    }
    Some(Review { file, faults, sound })
}

fn read_faults(table: &mut Table) -> Vec<Planted> {
    let mut places = Vec::new();
    let mut read = Vec::new();
    for mut fault in table.tables("faults") {
        places.push(fault.span_of("id"));
        read.push(Planted {
            id: fault.string("id"),
            lines: read_lines(&mut fault),
            text: fault.string("text"),
            weight: fault.maybe_number("weight", 1..=5).unwrap_or(WEIGHT),
            must: fault.flag("must"),
            case: fault.maybe_string("case"),
        });
        fault.finish();
    }
    require_unique(table, "the fault", read.iter().map(|fault| fault.id.as_str()).zip(places));
    read
}

fn read_sound(table: &mut Table) -> Vec<Oddity> {
    let mut places = Vec::new();
    let mut read = Vec::new();
    for mut oddity in table.tables("sound") {
        places.push(oddity.span_of("id"));
        read.push(Oddity {
            id: oddity.string("id"),
            lines: read_lines(&mut oddity),
            text: oddity.string("text"),
            case: oddity.maybe_string("case"),
        });
        oddity.finish();
    }
    require_unique(table, "the oddity", read.iter().map(|oddity| oddity.id.as_str()).zip(places));
    read
}

fn read_lines(table: &mut Table) -> Lines {
    let text = table.string("lines");
    text.parse().unwrap_or_else(|wrong: crate::bank::review::NoLines| {
        // A text that is not there is a fault already.
        if !text.is_empty() {
            table.complain(rule::SCHEMA, table.span_of("lines"), wrong.to_string(), None);
        }
        Lines::default()
    })
}
