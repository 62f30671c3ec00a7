//! What a candidate prepares beside answers: questions to put to the interviewer.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::question::Kind;

/// A question worth asking an interviewer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PrepQuestion {
    #[serde(default)]
    pub id: String,
    pub ask: String,
    pub why: String,
    /// What a good answer from the team sounds like.
    pub listen_for: String,
    /// Key words by which a candidate's own wording of it is recognised.
    pub words: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PrepGroup {
    pub id: String,
    pub title: String,
    /// Kinds of round whose interviewer knows most about it.
    #[serde(default)]
    pub suits: Vec<Kind>,
    pub questions: Vec<PrepQuestion>,
}

#[derive(Deserialize)]
struct File {
    groups: Vec<PrepGroup>,
}

/// Reads `prep/questions-to-ask.toml`.
///
/// # Errors
/// What TOML says of it, with line and column.
pub fn questions_to_ask(text: &str) -> Result<Vec<PrepGroup>, toml::de::Error> {
    toml::from_str::<File>(text).map(|file| file.groups)
}

/// What is done when, by days from the interview.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Stage {
    pub id: String,
    pub title: String,
    /// Before the interview below 0; both included.
    pub from_days: i64,
    pub to_days: i64,
    pub items: Vec<StageItem>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct StageItem {
    pub id: String,
    pub text: String,
    /// What it takes, all in all.
    pub minutes: u32,
    /// 1 is done whatever happens, 3 goes first where time is short.
    pub matters: u32,
    /// The command that does it.
    #[serde(default)]
    pub run: Option<String>,
    /// On the day: minutes before the interview begins at which it is done.
    #[serde(default)]
    pub before: Option<u32>,
    /// Done the evening before.
    #[serde(default)]
    pub eve: bool,
}

#[derive(Deserialize)]
struct Timeline {
    stages: Vec<Stage>,
}

/// Reads `prep/timeline.toml`.
///
/// # Errors
/// What TOML says of it, with line and column.
pub fn timeline(text: &str) -> Result<Vec<Stage>, toml::de::Error> {
    toml::from_str::<Timeline>(text).map(|file| file.stages)
}

/// Where to go on learning.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ResourceGroup {
    pub id: String,
    pub title: String,
    pub items: Vec<Resource>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Resource {
    pub id: String,
    pub title: String,
    #[serde(default)]
    pub by: Option<String>,
    #[serde(default)]
    pub url: Option<String>,
    pub what: String,
    /// What to know before one relies on it.
    #[serde(default)]
    pub caution: Option<String>,
}

#[derive(Deserialize)]
struct Resources {
    groups: Vec<ResourceGroup>,
}

/// Reads `prep/resources.toml`.
///
/// # Errors
/// What TOML says of it, with line and column.
pub fn resources(text: &str) -> Result<Vec<ResourceGroup>, toml::de::Error> {
    toml::from_str::<Resources>(text).map(|file| file.groups)
}

/// A habit that helps in an interview, or one that harms.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Tip {
    pub id: String,
    /// `tip` or `pitfall`.
    pub kind: String,
    pub title: String,
    pub text: String,
    /// What in a session shows it.
    pub signal: String,
}

#[derive(Deserialize)]
struct Tips {
    tips: Vec<Tip>,
}

/// Reads `prep/tips.toml`.
///
/// # Errors
/// What TOML says of it, with line and column.
pub fn tips(text: &str) -> Result<Vec<Tip>, toml::de::Error> {
    toml::from_str::<Tips>(text).map(|file| file.tips)
}

/// Every id in a file of `prep/`, at whatever depth it stands.
///
/// # Errors
/// What TOML says of it, with line and column.
pub fn ids(text: &str) -> Result<BTreeSet<String>, toml::de::Error> {
    fn gather(value: &toml::Value, ids: &mut BTreeSet<String>) {
        match value {
            toml::Value::Table(table) => {
                ids.extend(table.get("id").and_then(|id| id.as_str()).map(str::to_owned));
                table.values().for_each(|inner| gather(inner, ids));
            }
            toml::Value::Array(items) => items.iter().for_each(|inner| gather(inner, ids)),
            _ => {}
        }
    }
    let mut ids = BTreeSet::new();
    gather(&toml::Value::Table(text.parse()?), &mut ids);
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_file_holds_four_groups_of_four() {
        let text = include_str!("../../question-bank/prep/questions-to-ask.toml");
        let groups = questions_to_ask(text).expect("valid");
        assert_eq!(groups.len(), 4);
        assert!(groups.iter().all(|group| group.questions.len() == 4));
        let words = groups.iter().flat_map(|group| &group.questions).map(|q| q.words.len());
        assert!(words.min() > Some(1));
        for kind in Kind::ALL {
            assert!(groups.iter().any(|group| group.suits.contains(kind)), "{kind} suits none");
        }
    }

    #[test]
    fn the_built_in_timeline_leaves_no_day_out() {
        let text = include_str!("../../question-bank/prep/timeline.toml");
        let stages = timeline(text).expect("valid");
        assert_eq!((stages.len(), stages[0].from_days), (5, -42));
        assert!(stages.windows(2).all(|pair| pair[0].to_days + 1 == pair[1].from_days));
        let items = || stages.iter().flat_map(|stage| &stage.items);
        assert!(items().all(|item| (1..=3).contains(&item.matters) && item.minutes <= 480));
        assert!(items().filter_map(|item| item.run.as_ref()).all(|run| run.starts_with("mock ")));
        // What the clock says on the day, and the evening before.
        let on_the_day = stages[3].items.iter().filter_map(|item| item.before);
        assert!(on_the_day.clone().is_sorted_by(|a, b| a > b) && on_the_day.count() >= 4);
        assert!(items().filter(|item| item.before.is_some()).count() < 9);
        assert!(stages[2].items.iter().any(|item| item.eve));
    }

    #[test]
    fn ids_are_found_at_any_depth() {
        let text = "[[stages]]\nid = \"a\"\n[[stages.items]]\nid = \"b\"\ntext = \"id\"\n";
        assert_eq!(ids(text).expect("valid"), ["a".to_owned(), "b".to_owned()].into());
    }
}
