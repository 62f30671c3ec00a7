//! How much of the matrix is covered: what there is about each topic, and what is wanted.

use crate::bank::Bank;
use crate::bank::question::{Kind, Level, Mode, Question};
use crate::bank::topic::Topic;
use crate::words::words;

words! {
    /// How well the bank knows a topic.
    Standing {
        /// A question is about it, or tags it and judges or says something of it.
        There = "there",
        /// It is a tag alone: no rubric item, option or figure of that question speaks of it.
        Thin = "thin",
        Missing = "missing",
    }
}

/// One topic of the matrix, and what there is about it.
#[derive(Debug)]
pub struct Row<'b> {
    pub topic: &'b Topic,
    pub standing: Standing,
    /// By id; those it is only a tag of are not among them.
    pub questions: Vec<&'b Question>,
    /// Questions that tag it and do not speak of it.
    pub tagged: Vec<&'b Question>,
}

impl Row<'_> {
    /// How many there are for a level.
    pub fn at(&self, level: Level) -> usize {
        self.questions.iter().filter(|question| question.ask.levels.contains(&level)).count()
    }

    /// Whether no level wants more than there is.
    pub fn is_full(&self) -> bool {
        Level::ALL.iter().all(|level| self.at(*level) >= self.topic.wanted_for(*level) as usize)
    }

    /// Kinds that the matrix names, and no question has.
    pub fn kinds_missing(&self) -> Vec<Kind> {
        let has = |kind: &Kind| self.questions.iter().any(|question| question.ask.kind == *kind);
        self.topic.kinds.iter().filter(|kind| !has(kind)).copied().collect()
    }

    /// Modes that the matrix names, and no question has.
    pub fn modes_missing(&self) -> Vec<Mode> {
        let has = |mode: &Mode| self.questions.iter().any(|question| question.ask.mode == *mode);
        self.topic.modes.iter().filter(|mode| !has(mode)).copied().collect()
    }
}

/// Every topic, by section and then by name.
pub fn coverage(bank: &Bank) -> Vec<Row<'_>> {
    let mut rows: Vec<Row> = bank.topics.values().map(|topic| row(bank, topic)).collect();
    rows.sort_by_key(|row| (&row.topic.section, &row.topic.id));
    rows
}

fn row<'b>(bank: &'b Bank, topic: &'b Topic) -> Row<'b> {
    let is_tagged = |question: &&Question| question.ask.topics.contains(&topic.id);
    let mut questions: Vec<&Question> =
        bank.questions.iter().filter(|question| question.ask.topic == topic.id).collect();
    let others = bank.questions.iter().filter(|question| question.ask.topic != topic.id);
    let (speaking, tagged): (Vec<&Question>, Vec<&Question>) =
        others.filter(is_tagged).partition(|question| speaks_of(question, topic));
    questions.extend(speaking);
    let standing = match (questions.is_empty(), tagged.is_empty()) {
        (false, _) => Standing::There,
        (true, false) => Standing::Thin,
        (true, true) => Standing::Missing,
    };
    Row { topic, standing, questions, tagged }
}

/// Whether something that judges the answer holds one of the topic's words.
fn speaks_of(question: &Question, topic: &Topic) -> bool {
    let judge = &question.judge;
    let rubric = judge.rubric.iter().flat_map(|item| {
        [item.text.as_str()].into_iter().chain(item.phrasings.iter().map(String::as_str))
    });
    let options = judge.options.iter().flat_map(|option| [&*option.text, &*option.why]);
    let figures = judge.numbers.iter().map(|check| check.text.as_str());
    let mut texts = rubric.chain(options).chain(figures);
    texts.any(|text| topic.words.iter().any(|word| holds_word(text, word)))
}

/// Whether the text holds the words, whole and in any case.
fn holds_word(text: &str, word: &str) -> bool {
    let (text, word) = (text.to_lowercase(), word.to_lowercase());
    let is_part = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(&word).any(|(at, found)| {
        let after = text[at + found.len()..].chars().next();
        !is_part(text[..at].chars().next_back()) && !is_part(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bank::parse::{self, Raw};
    use crate::bank::topic;

    const GOOD: &str = include_str!("../../tests/bank/rerun.toml");

    fn bank(topics: &[(&str, &str)], tags: &str) -> Bank {
        let mut bank = Bank::default();
        let rows: String = topics
            .iter()
            .map(|(id, words)| {
                format!(
                    "[[topics]]\nid = \"{id}\"\nsection = \"S\"\ntitle = \"T\"\n\
                     kinds = [\"phone-screen\", \"coding\"]\nmodes = [\"free\"]\njunior = 1\n\
                     mid = 1\nsenior = 0\nwords = [\"{words}\"]\n"
                )
            })
            .collect();
        bank.topics = topic::topics("topics.toml", &rows).expect("rows");
        let toml = GOOD.replacen("topic = \"acid\"", &format!("topic = \"acid\"\n{tags}"), 1);
        let raw = Raw { path: "rerun.toml", name: "rerun", toml: &toml, files: &[].into() };
        bank.put(parse::question(raw).expect("valid"));
        bank
    }

    #[test]
    fn a_tag_counts_where_something_that_judges_speaks_of_it() {
        let topics = [("acid", "x"), ("tables", "control table"), ("queues", "queue"), ("z", "z")];
        let bank = bank(&topics, "topics = [\"tables\", \"queues\"]");
        let rows = coverage(&bank);
        let standings: Vec<_> = rows.iter().map(|row| (&*row.topic.id, row.standing)).collect();
        let expected = [
            ("acid", Standing::There),
            ("queues", Standing::Thin),
            ("tables", Standing::There),
            ("z", Standing::Missing),
        ];
        assert_eq!(standings, expected);
    }

    #[test]
    fn a_row_knows_what_it_lacks() {
        let bank = bank(&[("acid", "x")], "");
        let row = &coverage(&bank)[0];
        assert_eq!((row.at(Level::Junior), row.at(Level::Mid)), (0, 1));
        assert_eq!(row.kinds_missing(), [Kind::Coding]);
        assert!(row.modes_missing().is_empty());
        assert!(!row.is_full());
    }

    #[test]
    fn part_of_a_word_is_not_the_word() {
        assert!(holds_word("An Index helps", "index"));
        assert!(!holds_word("reindexed", "index"));
    }
}
