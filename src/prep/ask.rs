//! Questions for the interviewer: the bank's and one's own, which are to be asked in which round,
//! and what was heard.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::slug::{free, slug};
use crate::bank::prep::{PrepGroup, PrepQuestion};
use crate::bank::question::Kind;

/// Words of a question that its id is made of.
const ID_WORDS: usize = 4;

/// Letters from which a word of one's own question tells it from others.
const TELLING: usize = 5;

/// A question of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnQuestion {
    pub id: String,
    pub ask: String,
    /// May be empty, and so may the next.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub listen_for: String,
}

/// A question was asked in a real round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub question: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub round: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub company: String,
    /// What came as an answer; empty where nothing was noted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub heard: String,
}

/// What the log says of such questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Questions {
    pub own: BTreeMap<String, OwnQuestion>,
    /// By round, in the order they were chosen in; under no name for any round.
    pub chosen: BTreeMap<String, Vec<String>>,
    /// Oldest first.
    pub asked: Vec<(NaiveDate, Asked)>,
}

impl Questions {
    /// What is to be asked in a round: chosen for it, then chosen for any.
    #[must_use]
    pub fn chosen_for(&self, round: &str) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for of in [round, ""] {
            for id in self.chosen.get(of).into_iter().flatten() {
                if !ids.contains(&id.as_str()) {
                    ids.push(id);
                }
            }
        }
        ids
    }

    /// A question that is gone is to be asked nowhere.
    pub fn remove(&mut self, id: &str) {
        self.own.remove(id);
        for chosen in self.chosen.values_mut() {
            chosen.retain(|known| known != id);
        }
    }

    /// The id that a new question of one's own gets.
    #[must_use]
    pub fn id_for(&self, ask: &str, bank: &[PrepGroup]) -> String {
        let whole = slug(ask);
        let words: Vec<&str> = whole.split('-').take(ID_WORDS).collect();
        let wanted = if whole.is_empty() { "question".to_owned() } else { words.join("-") };
        let is_of_bank = |id: &str| bank.iter().flat_map(|of| &of.questions).any(|q| q.id == id);
        free(&wanted, |id| self.own.contains_key(id) || is_of_bank(id))
    }
}

impl OwnQuestion {
    /// As the program recognises it in a rehearsal: as a whole, or by two telling words that are next
    /// to each other, since one alone would be in many questions.
    #[must_use]
    pub fn to_prep(&self) -> PrepQuestion {
        let is_telling = |word: &&str| word.chars().count() >= TELLING;
        let whole = slug(&self.ask);
        let telling: Vec<&str> = whole.split('-').filter(is_telling).collect();
        let pairs = telling.windows(2).map(|pair| pair.join(" "));
        PrepQuestion {
            id: self.id.clone(),
            ask: self.ask.clone(),
            why: self.why.clone(),
            listen_for: self.listen_for.clone(),
            words: pairs.chain([self.ask.clone()]).collect(),
        }
    }
}

/// Something that can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub id: String,
    /// The group's title.
    pub group: String,
    pub ask: String,
    pub why: String,
    pub listen_for: String,
    pub is_own: bool,
    /// The interviewer of the round knows most about it.
    pub suits: bool,
}

/// The group of questions of one's own.
pub const OWN_GROUP: &str = "Your own";

/// Everything that can be asked: one's own, then what suits the kind of round, then the rest.
#[must_use]
pub fn offers(bank: &[PrepGroup], questions: &Questions, kind: Option<Kind>) -> Vec<Offer> {
    let own = questions.own.values().map(|question| Offer {
        id: question.id.clone(),
        group: OWN_GROUP.to_owned(),
        ask: question.ask.clone(),
        why: question.why.clone(),
        listen_for: question.listen_for.clone(),
        is_own: true,
        suits: true,
    });
    let suits = |group: &PrepGroup| kind.is_some_and(|kind| group.suits.contains(&kind));
    let mut groups: Vec<&PrepGroup> = bank.iter().collect();
    groups.sort_by_key(|group| !suits(group));
    let of_bank = groups.into_iter().flat_map(|group| {
        group.questions.iter().map(move |question| Offer {
            id: question.id.clone(),
            group: group.title.clone(),
            ask: question.ask.clone(),
            why: question.why.clone(),
            listen_for: question.listen_for.clone(),
            is_own: false,
            suits: suits(group),
        })
    });
    own.chain(of_bank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::prep::questions_to_ask;

    fn bank() -> Vec<PrepGroup> {
        let text = include_str!("../../question-bank/prep/questions-to-ask.toml");
        questions_to_ask(text).expect("valid")
    }

    fn own(id: &str) -> OwnQuestion {
        let text = |text: &str| text.to_owned();
        OwnQuestion { id: text(id), ask: text("Who?"), why: text(""), listen_for: text("") }
    }

    #[test]
    fn what_suits_the_round_comes_first_and_ones_own_before_it() {
        let mut questions = Questions::default();
        questions.own.insert("mine".to_owned(), own("mine"));
        let all = offers(&bank(), &questions, Some(Kind::Behavioral));
        assert_eq!((all.len(), all[0].id.as_str()), (17, "mine"));
        assert_eq!((all[1].group.as_str(), all[1].suits), ("Career development", true));
        assert!(!all[16].suits);
        let any = offers(&bank(), &questions, None);
        assert_eq!(any[1].group, "Architecture and scale", "the bank's own order");
    }

    #[test]
    fn a_rounds_own_choice_comes_before_what_is_asked_anywhere() {
        let mut questions = Questions::default();
        let ids = |ids: &[&str]| ids.iter().map(|&id| id.to_owned()).collect::<Vec<_>>();
        questions.chosen.insert(String::new(), ids(&["growth", "remote"]));
        questions.chosen.insert("coding".to_owned(), ids(&["review", "growth"]));
        assert_eq!(questions.chosen_for("coding"), ["review", "growth", "remote"]);
        assert_eq!(questions.chosen_for("behavioral"), ["growth", "remote"]);
        questions.remove("growth");
        assert_eq!(questions.chosen_for("coding"), ["review", "remote"]);
    }

    #[test]
    fn an_id_is_the_first_words_and_no_other_questions() {
        let mut questions = Questions::default();
        let text = "Who reads the data, and how often?";
        assert_eq!(questions.id_for(text, &bank()), "who-reads-the-data");
        questions.own.insert("who-reads-the-data".to_owned(), own("who-reads-the-data"));
        assert_eq!(questions.id_for(text, &bank()), "who-reads-the-data-2");
        assert_eq!(questions.id_for("Growth?", &bank()), "growth-2", "the bank has it");
        assert_eq!(questions.id_for("?!", &bank()), "question");
    }
}
