//! What the lists come to: a question, and mostly an answer.

use std::collections::BTreeSet;

use super::text::{clean, slug};
use crate::bank::parse::is_kebab;
use crate::bank::question::{Kind, Level};

/// The longest prompt and answer taken, in letters.
const PROMPT_MOST: usize = 2_000;
const ANSWER_MOST: usize = 20_000;

/// A line or paragraph of a list that is a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Where it begins, from 1.
    pub line: usize,
    pub prompt: String,
    pub answer: Option<String>,
    pub title: Option<String>,
    pub id: Option<String>,
    pub topic: Option<String>,
    pub levels: Vec<Level>,
    pub kind: Option<Kind>,
    pub minutes: Option<u32>,
    pub author: Option<String>,
    pub license: Option<String>,
    pub refs: Vec<String>,
}

/// A list that was read: what is taken, and what is not and why, by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    pub cards: Vec<Card>,
    pub left: Vec<(usize, String)>,
    /// What was not understood of lines that are taken.
    pub unread: Vec<(usize, String)>,
}

impl List {
    /// Takes a card, or says why not.
    pub fn take(&mut self, card: Card) {
        let prompt = clean(&card.prompt);
        let answer = card.answer.as_deref().map(clean).filter(|answer| !answer.is_empty());
        let why = if prompt.is_empty() {
            "it asks nothing".to_owned()
        } else if prompt.chars().count() > PROMPT_MOST {
            format!("its question is longer than {PROMPT_MOST} letters")
        } else if answer.as_ref().is_some_and(|answer| answer.chars().count() > ANSWER_MOST) {
            format!("its answer is longer than {ANSWER_MOST} letters")
        } else {
            self.cards.push(Card { prompt, answer, ..card });
            return;
        };
        self.left.push((card.line, why));
    }

    pub fn leave(&mut self, line: usize, why: impl Into<String>) {
        self.left.push((line, why.into()));
    }
}

impl Card {
    /// Its own id where that is one and free, else one of its title or question.
    pub fn free_id(&self, taken: &BTreeSet<String>) -> String {
        let own = self.id.as_deref().filter(|id| is_kebab(id) && id.len() <= 64);
        slug(own.or(self.title.as_deref()).unwrap_or(&self.prompt), taken)
    }

    /// Its title, or the beginning of its question.
    pub fn told_title(&self) -> String {
        const MOST: usize = 60;
        let title = self.title.as_deref().unwrap_or(&self.prompt);
        let line = clean(title).split_whitespace().collect::<Vec<_>>().join(" ");
        match line.chars().count() {
            count if count <= MOST => line,
            _ => line.chars().take(MOST - 1).chain(['…']).collect(),
        }
    }
}
