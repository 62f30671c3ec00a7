//! What is asked before an answer goes in that something speaks against.

use crate::view::words::title;

/// Something that speaks against handing it in as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    NeverRun,
    /// The code is not what was run last.
    Changed,
    Failed,
    StillRunning,
    /// The file of a review is as it was given.
    Unmended,
    /// Parts without a word beside parts that have some.
    Empty(Vec<String>),
}

/// The whole question.
pub fn question(doubts: &[Doubt]) -> String {
    let told: Vec<String> = doubts.iter().map(Doubt::told).collect();
    format!("{} Hand in all the same?", told.join(" "))
}

impl Doubt {
    fn told(&self) -> String {
        match self {
            Doubt::NeverRun => "It was never run.".to_owned(),
            Doubt::Changed => "The code has changed since its last run.".to_owned(),
            Doubt::Failed => "The last run failed.".to_owned(),
            Doubt::StillRunning => "It's still running.".to_owned(),
            Doubt::Unmended => "Nothing is fixed yet.".to_owned(),
            Doubt::Empty(parts) => empty(parts),
        }
    }
}

fn empty(parts: &[String]) -> String {
    let names: Vec<String> = parts.iter().map(|part| title(part)).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => format!("{one} is empty."),
        [before @ .., last] => format!("{} and {last} are empty.", before.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_doubt_is_said_before_the_question() {
        let parts = |names: &[&str]| Doubt::Empty(names.iter().map(ToString::to_string).collect());
        assert_eq!(
            question(&[Doubt::NeverRun, parts(&["notes"])]),
            "It was never run. Notes is empty. Hand in all the same?"
        );
        assert_eq!(
            question(&[parts(&["task", "action", "result"])]),
            "Task, Action and Result are empty. Hand in all the same?"
        );
    }
}
