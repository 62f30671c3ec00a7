//! What is practised by itself: one point, one class of awkward data, one choice, or a question of
//! one's own.

use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// What a card asks for.
    Asks {
        /// A point of a question's checklist.
        Point = "point",
        /// A class of data that code failed on: null, tie, empty.
        Case = "case",
        /// The right option of a quiz.
        Choice = "choice",
        /// A front and a back from elsewhere.
        Own = "own",
    }
}

words! {
    /// How well it went, in the words of the four keys.
    Grade { Again = "again", Hard = "hard", Good = "good", Easy = "easy" }
}

/// Everything that is needed to ask a card, so that it outlives the session it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// `question/point`; for a card from elsewhere `own/` and what its text comes to.
    pub id: String,
    pub asks: Asks,
    /// Of the question, which siblings share.
    pub title: String,
    pub topic: String,
    /// What the question is about, in a line or two.
    pub situation: String,
    /// The point in the words of the question's file; the back of a card of one's own.
    pub point: String,
    /// How people put it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrasings: Vec<String>,
    /// The sentence of the model answer that makes the point; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub model: String,
    /// A quiz: what can be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// Id of the session that it came from; empty for a card of one's own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub session: String,
}

/// The question that a card's id names: siblings share it. A card of one's own has none.
#[must_use]
pub fn question_of(id: &str) -> Option<&str> {
    id.split_once('/').map(|(question, _)| question).filter(|question| *question != OWN)
}

/// In place of the question's id.
pub const OWN: &str = "own";

/// The point of a question, as a card.
#[must_use]
pub fn id_of(question: &str, point: &str) -> String {
    format!("{question}/{point}")
}
