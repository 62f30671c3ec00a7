//! `[[samples]]`: natural answers with their marks, and those made of phrasings.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use crate::bank::question::Level;
use crate::bank::rule;
use crate::bank::sample::{NaturalSample, PointMark, Sample, SampleKind, SampleMark, Writer};
use crate::bank::walk::{Table, did_you_mean};

/// Tags a sample made of phrasings may carry, with the most and the least it may score.
const TAGS: [(&str, Option<u32>, Option<u32>); 3] =
    [("stuffed", Some(2), None), ("jargon-free", None, Some(3)), ("negated", Some(1), None)];

/// Keys that only natural samples have.
const NATURAL: [&str; 5] = ["writer", "voice", "overall", "kind", "marks"];

const HOW_TO_MARK: &str =
    "write `[\"met\", \"the words that show it\"]`, `[\"partly\", \"…\"]` or `\"missed\"`";

pub fn read(table: &mut Table) -> (Vec<NaturalSample>, Vec<Sample>) {
    let (mut natural, mut made) = (Vec::new(), Vec::new());
    for (index, mut sample) in table.tables("samples").into_iter().enumerate() {
        if NATURAL.iter().any(|key| sample.has(key)) {
            natural.push(read_natural(index, &mut sample));
        } else {
            made.push(read_made(index, &mut sample));
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

fn read_made(index: usize, sample: &mut Table) -> Sample {
    let known: Vec<&str> = TAGS.iter().map(|(tag, ..)| *tag).collect();
    let tag = sample.maybe_word_of(rule::SCHEMA, "tag", &known);
    let score = sample.maybe_number("score", 1..=4);
    if tag.is_some() == score.is_some() {
        let message = "a sample made of phrasings has either a `score` or a `tag`".to_owned();
        let help = "write `score = 3`, or what natural samples have: kind, writer, voice, \
                    overall, marks";
        sample.complain_here(rule::SCHEMA, message, Some(help));
    }
    let usual = TAGS.iter().find(|(known, ..)| Some(*known) == tag.as_deref());
    let (most, least) = usual.map_or((None, None), |(_, most, least)| (*most, *least));
    Sample {
        index,
        level: sample.word("level").unwrap_or(Level::Mid),
        score,
        tag,
        max: sample.maybe_number("max", 1..=4).or(most),
        min: sample.maybe_number("min", 1..=4).or(least),
        text: sample.string("text"),
        followups: sample.strings("followups"),
    }
}
