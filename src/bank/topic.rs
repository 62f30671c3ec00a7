//! The coverage matrix: what should be asked about, and how often.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::bank::fault::Fault;
use crate::bank::parse::is_kebab;
use crate::bank::question::{Kind, Level, Mode};
use crate::bank::rule;
use crate::bank::walk::{Table, walk};

/// One row of `topics.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The slug that questions name.
    pub id: String,
    pub section: String,
    pub title: String,
    /// The first is the primary one.
    pub kinds: Vec<Kind>,
    pub modes: Vec<Mode>,
    /// How many questions are wanted for junior, mid and senior.
    pub wanted: [u32; 3],
    /// Whether it comes from the seed guide.
    pub seed: bool,
    /// How a job advert would mention it, in lower case.
    pub words: Vec<String>,
}

impl Topic {
    pub fn wanted_for(&self, level: Level) -> u32 {
        self.wanted[level as usize]
    }
}

/// Reads `topics.toml`.
///
/// # Errors
/// All faults of the file.
pub fn topics(path: &str, text: &str) -> Result<BTreeMap<String, Topic>, Vec<Fault>> {
    walk(path, text, |table| {
        let mut topics = BTreeMap::new();
        for mut row in table.tables("topics") {
            let topic = read_row(&mut row);
            row.finish();
            let id = topic.id.clone();
            if !is_kebab(&id) {
                let message = format!("the topic `{id}` is not kebab-case");
                row.complain(rule::ID, row.span_of("id"), message, None);
            }
            if topics.insert(id.clone(), topic).is_some() {
                let message = format!("the topic `{id}` appears twice");
                row.complain(rule::ID, row.span_of("id"), message, None);
            }
        }
        topics
    })
}

/// What a topic of the bundled bank is called, for those who have its id and no bank.
pub fn bundled_title(id: &str) -> Option<&'static str> {
    static BUNDLED: OnceLock<BTreeMap<String, Topic>> = OnceLock::new();
    let text = include_str!("../../question-bank/topics.toml");
    let topics = BUNDLED.get_or_init(|| topics("topics.toml", text).unwrap_or_default());
    topics.get(id).map(|topic| topic.title.as_str())
}

fn read_row(row: &mut Table) -> Topic {
    Topic {
        id: row.string("id"),
        section: row.string("section"),
        title: row.string("title"),
        kinds: row.words("kinds"),
        modes: row.words("modes"),
        wanted: [
            row.number("junior", 0..=99),
            row.number("mid", 0..=99),
            row.number("senior", 0..=99),
        ],
        seed: row.flag("seed"),
        words: row.strings("words"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bundled_topics_have_titles() {
        assert_eq!(bundled_title("kafka-ordering"), Some("Ordering in Kafka"));
        assert_eq!(bundled_title("of-my-own"), None);
    }

    #[test]
    fn a_row_is_read_and_one_written_twice_is_a_fault() {
        let row = "[[topics]]\nid = \"acid\"\nsection = \"Databases\"\ntitle = \"ACID\"\n\
                   kinds = [\"phone-screen\"]\nmodes = [\"quiz\"]\njunior = 2\nmid = 1\nsenior = 0\n";
        let topics = super::topics("topics.toml", row).expect("valid");
        assert_eq!(topics["acid"].wanted_for(Level::Junior), 2);
        let faults = super::topics("topics.toml", &row.repeat(2)).expect_err("twice");
        assert_eq!((faults.len(), faults[0].line), (1, 11));
    }
}
