//! What a candidate prepares beside answers: questions to put to the interviewer.

use std::collections::BTreeSet;

use serde::Deserialize;

/// A question worth asking an interviewer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PrepQuestion {
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
    }

    #[test]
    fn ids_are_found_at_any_depth() {
        let text = "[[stages]]\nid = \"a\"\n[[stages.items]]\nid = \"b\"\ntext = \"id\"\n";
        assert_eq!(ids(text).expect("valid"), ["a".to_owned(), "b".to_owned()].into());
    }
}
