//! Texts that somebody has yet to write. Rule 35.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::page::Inspection;
use crate::bank::question::is_starter;
use crate::bank::rule;

/// What such a text begins with.
const MARK: &str = "TODO";

/// Tells each, and takes back what other rules say of the same place: it is about a text that
/// isn't there yet.
pub fn check(page: &mut Inspection) {
    let places = places(page);
    page.faults.retain(|fault| {
        !places
            .iter()
            .any(|(place, _)| fault.span.start <= place.start && place.end <= fault.span.end)
    });
    for (place, text) in places {
        let message = format!("still to be written: {}", told(&text));
        page.error_at(rule::PLACEHOLDER, place, message);
    }
    for (name, line) in lines_of_files(page) {
        let message = format!("{name}, still to be written: {}", told(&line));
        page.error(rule::PLACEHOLDER, "id", message, None);
    }
}

fn places(page: &Inspection) -> Vec<(std::ops::Range<usize>, String)> {
    let mut found = Vec::new();
    let text = page.text();
    if text.contains(MARK) {
        let (root, _) = DeTable::parse_recoverable(text);
        for value in root.get_ref().values() {
            search(value, &mut found);
        }
        found.sort_by_key(|(place, _)| place.start);
    }
    found
}

fn search(value: &Spanned<DeValue<'_>>, found: &mut Vec<(std::ops::Range<usize>, String)>) {
    match value.get_ref() {
        DeValue::String(text) if is_marked(text) => found.push((value.span(), text.to_string())),
        DeValue::Array(items) => items.iter().for_each(|item| search(item, found)),
        DeValue::Table(table) => table.values().for_each(|value| search(value, found)),
        _ => {}
    }
}

/// `TODO: …`, and no word that merely begins so.
fn is_marked(text: &str) -> bool {
    let rest = text.trim_start().strip_prefix(MARK);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

/// In solutions and data. A starter may well say what is to be done.
fn lines_of_files(page: &Inspection) -> Vec<(String, String)> {
    let files = page.question.files.iter().filter(|(name, _)| !is_starter(name));
    let marked = files.flat_map(|(name, text)| {
        let comments = text.lines().map(|line| line.trim_start_matches(['#', '-', '/', ' ', '\t']));
        comments.filter(|line| is_marked(line)).map(|line| (name.clone(), line.to_owned()))
    });
    marked.collect()
}

fn told(text: &str) -> String {
    const MOST: usize = 80;
    let text = text.trim_start().trim_start_matches(MARK).trim_start_matches(':');
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.chars().count() {
        0 => "no hint what".to_owned(),
        count if count <= MOST => line,
        _ => line.chars().take(MOST - 1).chain(['…']).collect(),
    }
}
