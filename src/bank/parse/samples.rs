//! `[[samples]]`: natural answers with their marks, and those made of phrasings.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use super::SCHEMA;
use crate::bank::question::Level;
use crate::bank::rule;
use crate::bank::sample::{NaturalSample, PointMark, SampleKind, SampleMark, Writer};
use crate::bank::walk::{Table, did_you_mean};

/// Keys of a sample made of phrasings, which schema 1 had.
const MADE: [&str; 7] = ["level", "score", "tag", "max", "min", "text", "followups"];

/// Those of them that no natural sample has.
const MADE_ALONE: [&str; 5] = ["score", "tag", "max", "min", "followups"];

/// Keys that only natural samples have.
const NATURAL: [&str; 5] = ["writer", "voice", "overall", "kind", "marks"];

/// Whether a sample with these keys is a natural one.
pub fn is_natural(has: &dyn Fn(&str) -> bool) -> bool {
    NATURAL.iter().any(|key| has(key))
}

const HOW_TO_MARK: &str =
    "write `[\"met\", \"the words that show it\"]`, `[\"partly\", \"…\"]` or `\"missed\"`";

/// The natural samples, and how many were made of phrasings.
pub fn read(table: &mut Table, schema: u32) -> (Vec<NaturalSample>, usize) {
    let (mut natural, mut made) = (Vec::new(), 0);
    for (index, mut sample) in table.tables("samples").into_iter().enumerate() {
        let is_made = !is_natural(&|key| sample.has(key));
        if is_made && schema != SCHEMA {
            sample.pass_over(&MADE);
            made += 1;
        } else if is_made && MADE_ALONE.iter().any(|key| sample.has(key)) {
            let message = format!("schema {SCHEMA} has no samples made of phrasings");
            let help = Some("`mock bank migrate` takes them out");
            sample.complain_here(rule::SCHEMA, message, help);
            sample.pass_over(&MADE);
        } else {
            natural.push(read_natural(index, &mut sample));
        }
        sample.finish();
    }
    (natural, made)
}

fn read_natural(index: usize, sample: &mut Table) -> NaturalSample {
    NaturalSample {
        index,
        kind: sample.word("kind").unwrap_or(SampleKind::Middling),
        writer: sample.word("writer").unwrap_or(Writer::Blind),
        voice: sample.string("voice"),
        level: sample.word("level").unwrap_or(Level::Mid),
        overall: sample.number("overall", 1..=4),
        text: sample.string("text"),
        marks: read_marks(sample),
    }
}

fn read_marks(sample: &mut Table) -> BTreeMap<String, SampleMark> {
    let entries =
        sample.required_values("marks", "{ item = [\"met\", \"…\"], other = \"missed\" }");
    let marks = entries.into_iter().filter_map(|(item, value)| {
        let mark = read_mark(sample, item, value)?;
        Some((item.to_owned(), mark))
    });
    marks.collect()
}

/// `"missed"`, or a list of `"met"` or `"partly"` and the quotes.
fn read_mark(sample: &Table, item: &str, value: &Spanned<DeValue<'_>>) -> Option<SampleMark> {
    let complain = |at: &Spanned<DeValue<'_>>, message: String, help: Option<&str>| {
        sample.complain(rule::SCHEMA, at.span(), message, help);
    };
    let entries: &[Spanned<DeValue<'_>>] = match value.get_ref() {
        DeValue::Array(entries) => entries,
        _ => std::slice::from_ref(value),
    };
    let mut texts = Vec::new();
    for entry in entries {
        match entry.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => texts.push((entry, text.as_ref())),
            DeValue::String(_) => complain(entry, format!("a text of `{item}` is empty"), None),
            _ => complain(entry, format!("`{item}` is no mark"), Some(HOW_TO_MARK)),
        }
    }
    let Some((first, quotes)) = texts.split_first().filter(|_| texts.len() == entries.len()) else {
        if entries.is_empty() {
            complain(value, format!("`{item}` is no mark"), Some(HOW_TO_MARK));
        }
        return None;
    };
    let Ok(mark) = first.1.parse::<PointMark>() else {
        let known = PointMark::ALL.iter().map(|mark| mark.word());
        let words: Vec<&str> = known.clone().collect();
        let message = format!("`{}` is no mark; it is one of {}", first.1, words.join(", "));
        let help = did_you_mean(first.1, known);
        complain(first.0, message, Some(help.as_deref().unwrap_or(HOW_TO_MARK)));
        return None;
    };
    let quotes = quotes.iter().map(|(_, text)| (*text).to_owned()).collect();
    Some(SampleMark { mark, quotes })
}
