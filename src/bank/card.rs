//! What a list of questions needs to know of each: the top of its file, which is read much faster
//! than the whole.

use serde::{Deserialize, Serialize};

use super::question::{Ask, Kind, Level, Mode, Question};

/// A question as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub id: String,
    pub title: String,
    pub kind: Kind,
    pub mode: Mode,
    pub levels: Vec<Level>,
    pub topic: String,
    pub topics: Vec<String>,
    pub minutes: u32,
    /// Of a behavioral question: what it asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competency: Option<String>,
    /// `built in`, or the path of the file.
    pub path: String,
    pub unreviewed: bool,
    /// Python modules, without which it isn't drawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// As the question's.
    pub digest: String,
}

impl Card {
    pub fn of(question: Question) -> Card {
        let Question { ask, source, needs, digest, .. } = question;
        Card { needs, ..Card::new(ask, source.path, source.unreviewed, digest) }
    }

    pub fn new(ask: Ask, path: String, unreviewed: bool, digest: String) -> Card {
        let Ask { id, title, kind, mode, levels, topic, topics, minutes, competency, .. } = ask;
        Card {
            id,
            title,
            kind,
            mode,
            levels,
            topic,
            topics,
            minutes,
            competency,
            path,
            unreviewed,
            needs: Vec::new(),
            digest,
        }
    }
}
