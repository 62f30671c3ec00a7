//! What a candidate prepares beside answers: questions to put to the interviewer.

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
}
