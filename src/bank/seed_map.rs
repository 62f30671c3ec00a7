//! Where the guide that the bank started from is covered, unit by unit.
//!
//! The map holds no sentence of the guide, only where each unit stands and a hash of it, so that
//! it can be proven against the guide by who has it.

mod guide;

pub use guide::{Unit, units};

use std::fmt;
use std::str::FromStr;

use crate::bank::fault::Fault;
use crate::bank::rule;
use crate::bank::walk::{Table, walk};
use crate::words::words;

/// The name of its file, in the folder of a bank.
pub const FILE: &str = "seed-map.toml";

words! {
    /// What a unit of the guide is.
    UnitKind { Heading = "heading", Item = "item", Code = "code", Text = "text" }
}

/// One unit of the guide, and what covers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub unit: Unit,
    pub to: Vec<Target>,
}

/// What covers a unit of the guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `id` or `id#part`: a question, or one thing in it that has an id.
    Question { id: String, part: Option<String> },
    /// `round:id`
    Round(String),
    /// `topic:id`: a row of the matrix that some question is about.
    Topic(String),
    /// `prep:file#id`
    Prep { file: String, id: String },
    /// `detector:id`: a tip or pitfall that the program looks for.
    Detector(String),
    /// `product:word`: the guide's own title or contents.
    Product(String),
}

impl FromStr for Target {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Target, &'static str> {
        let is_word = |text: &str| !text.is_empty() && !text.contains(char::is_whitespace);
        if !is_word(text) {
            return Err("empty, or with a blank in it");
        }
        let (sort, name) = text.split_once(':').unwrap_or(("", text));
        let whole = name.to_owned();
        let halves = name.split_once('#').map(|(id, part)| (id.to_owned(), part.to_owned()));
        Ok(match (sort, halves) {
            ("", None) => Target::Question { id: whole, part: None },
            ("", Some((id, part))) => Target::Question { id, part: Some(part) },
            ("round", None) => Target::Round(whole),
            ("topic", None) => Target::Topic(whole),
            ("detector", None) => Target::Detector(whole),
            ("product", None) => Target::Product(whole),
            ("prep", Some((file, id))) => Target::Prep { file, id },
            ("prep", None) => return Err("wanted is `prep:file#id`"),
            _ => return Err("neither a question nor round:, topic:, prep:, detector:, product:"),
        })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Question { id, part: None } => f.write_str(id),
            Target::Question { id, part: Some(part) } => write!(f, "{id}#{part}"),
            Target::Round(id) => write!(f, "round:{id}"),
            Target::Topic(id) => write!(f, "topic:{id}"),
            Target::Prep { file, id } => write!(f, "prep:{file}#{id}"),
            Target::Detector(id) => write!(f, "detector:{id}"),
            Target::Product(word) => write!(f, "product:{word}"),
        }
    }
}

/// Reads the map.
///
/// # Errors
/// All faults of the file.
pub fn seed_map(path: &str, text: &str) -> Result<Vec<Entry>, Vec<Fault>> {
    walk(path, text, |table| {
        crate::bank::parse::read_schema(table);
        let entries = table.tables("entries").into_iter();
        entries
            .map(|mut row| {
                let entry = read_entry(&mut row);
                row.finish();
                entry
            })
            .collect()
    })
}

fn read_entry(row: &mut Table) -> Entry {
    let unit = Unit {
        line: row.number("line", 1..=u32::MAX),
        kind: row.word("kind").unwrap_or(UnitKind::Text),
        hash: row.string("hash"),
    };
    let mut to = Vec::new();
    for text in row.strings("to") {
        match text.parse() {
            Ok(target) => to.push(target),
            Err(why) => {
                let message = format!("`{text}` is no target: {why}");
                row.complain(rule::SEED, row.span_of("to"), message, None);
            }
        }
    }
    if to.is_empty() {
        let message = format!("line {} of the guide is covered by nothing", unit.line);
        row.complain(rule::SEED, row.span_of("to"), message, None);
    }
    Entry { unit, to }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_written_as_it_is_read() {
        for text in
            ["ps-acid", "ps-acid#isolation", "round:onsite", "topic:acid", "prep:tips#rushing"]
        {
            let target: Target = text.parse().expect(text);
            assert_eq!(target.to_string(), text);
        }
        for text in ["", "a b", "prep:tips", "sql:x", "round:a#b"] {
            assert!(text.parse::<Target>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_entry_that_leads_nowhere_is_a_fault_with_its_line() {
        let map = "schema = 1\n[[entries]]\nline = 3\nkind = \"item\"\nhash = \"00\"\nto = []\n";
        let faults = seed_map("seed-map.toml", map).expect_err("covers nothing");
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [6]);
        let map = map.replace("[]", "[\"topic:acid\"]");
        let entries = seed_map("seed-map.toml", &map).expect("fine");
        assert_eq!(entries[0].to, [Target::Topic("acid".to_owned())]);
    }
}
