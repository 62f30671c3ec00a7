//! The answers file: what the candidate says to which question.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::bank::question::Ask;
use crate::engine::event::Mark;

/// A whole file: answers in order, the first that matches counts, and a default for the rest.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    schema: u32,
    #[serde(default)]
    default: Scripted,
    #[serde(default)]
    answers: Vec<Scripted>,
}

/// What is done with one question.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scripted {
    /// Ids, globs (`ps-*`) or kinds (`behavioral`); also `talk` and `your-questions`.
    #[serde(rename = "for")]
    pub whom: OneOrMany,
    /// The whole answer. STAR answers may carry their four letters in it, each begun by its name
    /// and a colon.
    pub text: String,
    /// The answer by field: STAR letters, phases, or `code`, `notes` and `cases`.
    pub fields: BTreeMap<String, String>,
    /// How often the visible cases are run before the code is handed in.
    pub runs: u32,
    /// Clarifying questions, asked one after the other.
    pub ask: Vec<String>,
    /// How many hints are taken.
    pub hints: u32,
    /// Minutes used; three quarters of the question's time where not given.
    pub minutes: Option<f64>,
    /// Answers to the follow-ups, in the order they come.
    pub followups: Vec<String>,
    pub marks: Marks,
    /// The candidate's own guess, 1–4 by dimension; 3 where not given.
    pub seal: BTreeMap<String, u32>,
    pub skip: bool,
    pub spoken: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    #[default]
    Nothing,
    One(String),
    Many(Vec<String>),
}

/// The candidate's own marks.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Marks {
    /// The same for every item, or `bands`: likely is met, maybe is partly, the rest is missed.
    All(String),
    /// By item id; `*` for the others, or bands where there is none.
    Each(BTreeMap<String, Mark>),
}

impl Default for Marks {
    fn default() -> Marks {
        Marks::All("bands".to_owned())
    }
}

/// Why an answers file cannot be used, with the place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFault {
    path: PathBuf,
    cause: String,
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {}\nexamples/answers-phone-screen.toml shows every key",
            self.path.display(),
            self.cause.trim_end()
        )
    }
}

impl std::error::Error for FileFault {}

impl Answers {
    /// # Errors
    /// Line, column and cause, as TOML gives them.
    pub fn parse(path: &Path, text: &str) -> Result<Answers, FileFault> {
        let fault = |cause: String| FileFault { path: path.to_owned(), cause };
        let answers: Answers = toml::from_str(text).map_err(|error| fault(error.to_string()))?;
        if answers.schema != 1 {
            return Err(fault(format!("schema is {}; this version reads 1", answers.schema)));
        }
        for answer in answers.answers.iter().chain([&answers.default]) {
            answer.check().map_err(fault)?;
        }
        Ok(answers)
    }

    /// The answer for a question, by id, glob or kind.
    pub fn for_question(&self, ask: &Ask) -> &Scripted {
        self.find(&[&ask.id, ask.kind.word()])
    }

    /// The answer for `talk` or `your-questions`.
    pub fn for_talk(&self, name: &str) -> &Scripted {
        self.find(&[name])
    }

    fn find(&self, names: &[&str]) -> &Scripted {
        let matches = |answer: &&Scripted| {
            answer.whom.all().iter().any(|glob| names.iter().any(|name| glob_matches(glob, name)))
        };
        self.answers.iter().find(matches).unwrap_or(&self.default)
    }
}

impl Scripted {
    fn check(&self) -> Result<(), String> {
        let at = self.whom.all().join(", ");
        if let Some(minutes) = self.minutes
            && !(0.0..=1440.0).contains(&minutes)
        {
            return Err(format!("for {at}: minutes = {minutes}; write 0 to 1440"));
        }
        if let Marks::All(word) = &self.marks
            && word != "bands"
            && word.parse::<Mark>().is_err()
        {
            return Err(format!(
                "for {at}: marks = \"{word}\"; write \"bands\", \"met\", \"partly\", \"missed\", \
                 \"not-asked\", or a table of item = mark"
            ));
        }
        if let Some((dim, guess)) = self.seal.iter().find(|(_, guess)| !(1..=4).contains(*guess)) {
            return Err(format!("for {at}: seal.{dim} = {guess}; a guess goes from 1 to 4"));
        }
        Ok(())
    }
}

impl OneOrMany {
    pub fn all(&self) -> Vec<&str> {
        match self {
            OneOrMany::Nothing => Vec::new(),
            OneOrMany::One(one) => vec![one],
            OneOrMany::Many(many) => many.iter().map(String::as_str).collect(),
        }
    }
}

/// `*` stands for any run of characters; nothing else is special.
fn glob_matches(glob: &str, name: &str) -> bool {
    let mut pieces = glob.split('*');
    let Some(rest) = pieces.next().and_then(|first| name.strip_prefix(first)) else {
        return false;
    };
    let Some(last) = glob.contains('*').then(|| glob.rsplit('*').next().unwrap_or_default()) else {
        return rest.is_empty();
    };
    let mut rest = rest;
    let middle: Vec<&str> = pieces.collect();
    for piece in &middle[..middle.len() - 1] {
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Answers, FileFault> {
        Answers::parse(Path::new("a.toml"), text)
    }

    #[test]
    fn globs_match_as_a_shell_does() {
        for (glob, name, expected) in [
            ("ps-*", "ps-kafka", true),
            ("ps-*", "sql-top-n", false),
            ("*kafka*", "ps-kafka-ordering", true),
            ("ps-*-ordering", "ps-kafka-ordering", true),
            ("ps-*-ordering", "ps-kafka-delivery", false),
            ("ps-kafka", "ps-kafka", true),
            ("ps-kafka", "ps-kafka-ordering", false),
            ("*", "", true),
        ] {
            assert_eq!(glob_matches(glob, name), expected, "{glob} {name}");
        }
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_line() {
        let fault = parse("schema = 1\n[[answers]]\nfor = \"ps-*\"\nmintues = 3\n");
        let text = fault.expect_err("unknown key").to_string();
        assert!(text.contains("line 4") && text.contains("mintues"), "{text}");
    }

    #[test]
    fn values_out_of_range_are_named() {
        for (text, word) in [
            ("schema = 2", "schema is 2"),
            ("schema = 1\n[default]\nminutes = -1.0", "minutes = -1"),
            ("schema = 1\n[default]\nmarks = \"good\"", "marks = \"good\""),
            ("schema = 1\n[default]\nseal = { depth = 5 }", "seal.depth = 5"),
        ] {
            let fault = parse(text).expect_err(text).to_string();
            assert!(fault.contains(word), "{fault}");
        }
    }

    #[test]
    fn the_first_match_counts_and_the_default_serves_the_rest() {
        let text = "schema = 1\n[default]\ntext = \"d\"\n[[answers]]\nfor = [\"talk\", \"x-*\"]\ntext = \"t\"";
        let answers = parse(text).expect("valid");
        assert_eq!(answers.for_talk("talk").text, "t");
        assert_eq!(answers.for_talk("your-questions").text, "d");
    }
}
