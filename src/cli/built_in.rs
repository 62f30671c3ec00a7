//! The files of the guide that are built in.

use super::error::Error;
use crate::bank::prep::{PrepGroup, Stage, questions_to_ask, timeline};

/// The stages, from six weeks before an interview to two weeks after it.
///
/// # Errors
/// A bug alone, as below: a built-in file that is no TOML.
pub(super) fn stages() -> Result<Vec<Stage>, Error> {
    timeline(include_str!("../../question-bank/prep/timeline.toml")).map_err(bug)
}

/// Questions for the interviewer.
///
/// # Errors
/// As above.
pub(super) fn questions() -> Result<Vec<PrepGroup>, Error> {
    questions_to_ask(include_str!("../../question-bank/prep/questions-to-ask.toml")).map_err(bug)
}

fn bug(cause: toml::de::Error) -> Error {
    Error::Bug(cause.to_string())
}
