//! The front matter: TOML between two lines of `+++`.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::model::{Fault, Story, TITLE_MOST};
use crate::bank::walk::{did_you_mean, type_name};
use crate::text::SafeText;

/// Before and after it.
pub const FENCE: &str = "+++";

/// Where a file's own lines begin, for whoever has none.
const EXAMPLE: &str = "begin the file with a line of +++, then title = \"…\", then +++ once more";

const KEYS: [&str; 5] = ["title", "competencies", "year", "numbers", "people"];

/// Years that a working life can lie in.
const YEARS: std::ops::RangeInclusive<i64> = 1950..=2200;

/// Faults told at once; nobody reads more.
const FAULTS_MOST: usize = 50;

/// Front matter, and how many lines are before it.
#[derive(Clone, Copy, Debug)]
pub struct Front<'t> {
    toml: &'t str,
    above: usize,
}

/// Parts the front matter from what follows it.
pub fn split(text: &str) -> Result<(Front<'_>, &str), Fault> {
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').enumerate().map(|(number, line)| {
        let from = at;
        at += line.len();
        (number, from, line)
    });
    let opening = lines.find(|(_, _, line)| !line.trim().is_empty());
    let Some((above, from, first)) = opening else {
        return Err(fault(None, "the file is empty", EXAMPLE));
    };
    if first.trim_end() != FENCE {
        let line = Some(above + 1);
        return Err(match first.trim_end() {
            "---" => fault(
                line,
                "the front matter is YAML, between lines of ---",
                "write it as TOML between lines of +++: title = \"…\", competencies = [\"…\", \"…\"]",
            ),
            _ => fault(line, "there is no front matter", EXAMPLE),
        });
    }
    let begins = from + first.len();
    let Some((_, ends, last)) = lines.find(|(_, _, line)| line.trim_end() == FENCE) else {
        let cause = "the front matter that begins here has no end";
        return Err(fault(Some(above + 1), cause, "write a line of +++ after its last key"));
    };
    let front = Front { toml: &text[begins..ends], above: above + 1 };
    Ok((front, &text[ends + last.len()..]))
}

/// A story with everything but its letters.
pub fn read(front: Front<'_>) -> Result<Story, Vec<Fault>> {
    let (root, errors) = DeTable::parse_recoverable(front.toml);
    let mut found = Found { front, faults: Vec::new(), is_broken: !errors.is_empty() };
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let cause = error.message().lines().next().unwrap_or("it is no TOML").to_owned();
        found.fault(
            &span,
            cause,
            "texts are in quotes, lists in brackets: people = [\"…\", \"…\"]",
        );
    }
    let table = root.get_ref();
    let story = Story {
        title: found.title(table),
        competencies: found.texts(table, "competencies"),
        year: found.year(table),
        numbers: found.texts(table, "numbers"),
        people: found.texts(table, "people"),
        others: others(front.toml),
        remarks: remarks(front, table),
        ..Story::default()
    };
    if found.faults.is_empty() {
        return Ok(story);
    }
    found.faults.sort_by_key(|fault| fault.line);
    found.faults.truncate(FAULTS_MOST);
    Err(found.faults)
}

struct Found<'t> {
    front: Front<'t>,
    faults: Vec<Fault>,
    /// The TOML was broken, and what is missing may have been lost by that.
    is_broken: bool,
}

impl Found<'_> {
    fn fault(&mut self, span: &Range<usize>, cause: String, help: &str) {
        self.faults.push(Fault { line: Some(self.front.line(span)), cause, help: help.to_owned() });
    }

    fn title(&mut self, table: &DeTable<'_>) -> String {
        const HELP: &str = "write title = \"…\", in words that bring the story back to you";
        let Some(value) = table.get("title") else {
            if !self.is_broken {
                self.faults.push(fault(Some(self.front.above), "the story has no title", HELP));
            }
            return String::new();
        };
        match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => {
                self.fault(&value.span(), "the title is empty".to_owned(), HELP);
            }
            DeValue::String(text) if text.len() > TITLE_MOST => {
                let cause =
                    format!("the title has {} bytes, of which {TITLE_MOST} fit", text.len());
                self.fault(&value.span(), cause, "make it shorter; the rest belongs below");
            }
            DeValue::String(text) => return SafeText::line(text).to_string(),
            other => self.wrong(&value.span(), "title", other, HELP),
        }
        String::new()
    }

    fn year(&mut self, table: &DeTable<'_>) -> Option<i64> {
        const HELP: &str = "write the year alone, as year = 2024, or leave the line out";
        let value = table.get("year")?;
        match value.get_ref() {
            DeValue::Integer(number) => {
                let year = i64::from_str_radix(number.as_str(), number.radix()).ok();
                let year = year.filter(|year| YEARS.contains(year));
                if year.is_none() && !number.as_str().is_empty() {
                    let cause = format!("the year is {number}, outside 1950 to 2200");
                    self.fault(&value.span(), cause, HELP);
                }
                year
            }
            other => {
                self.wrong(&value.span(), "year", other, HELP);
                None
            }
        }
    }

    /// A list of texts; one text alone is a list of it.
    fn texts(&mut self, table: &DeTable<'_>, key: &str) -> Vec<String> {
        let help = format!("write {key} = [\"…\", \"…\"]");
        let Some(value) = table.get(key) else { return Vec::new() };
        let items: &[Spanned<DeValue<'_>>] = match value.get_ref() {
            DeValue::Array(items) => items,
            DeValue::String(_) => std::slice::from_ref(value),
            other => {
                self.wrong(&value.span(), key, other, &help);
                return Vec::new();
            }
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) if text.trim().is_empty() => {}
                DeValue::String(text) => texts.push(SafeText::line(text).to_string()),
                other => self.wrong(&item.span(), key, other, &help),
            }
        }
        texts
    }

    fn wrong(&mut self, span: &Range<usize>, key: &str, found: &DeValue<'_>, help: &str) {
        let cause = format!("`{key}` is {}", type_name(found));
        self.fault(span, cause, help);
    }
}

impl Front<'_> {
    /// The line of the file.
    fn line(&self, span: &Range<usize>) -> usize {
        let before = self.toml.bytes().take(span.start);
        self.above + before.filter(|byte| *byte == b'\n').count() + 1
    }
}

/// A key that is one letter away from one that counts, and so doesn't.
fn remarks(front: Front<'_>, table: &DeTable<'_>) -> Vec<Fault> {
    let missing = || KEYS.into_iter().filter(|key| !table.contains_key(*key));
    let remark = |key: &Spanned<std::borrow::Cow<'_, str>>| {
        let help = did_you_mean(key.get_ref(), missing())?;
        let cause = format!("`{}` is kept, and means nothing to mock", key.get_ref());
        Some(Fault { line: Some(front.line(&key.span())), cause, help })
    };
    let unknown = table.keys().filter(|key| !KEYS.contains(&key.get_ref().as_ref()));
    unknown.filter_map(remark).collect()
}

fn others(toml: &str) -> toml::Table {
    let mut table: toml::Table = toml::from_str(toml).unwrap_or_default();
    table.retain(|key, _| !KEYS.contains(&key));
    table
}

fn fault(line: Option<usize>, cause: &str, help: &str) -> Fault {
    Fault { line, cause: cause.to_owned(), help: help.to_owned() }
}
