//! What the program can say to a candidate's own questions.

use crate::bank::prep::{PrepQuestion, questions_to_ask};
use crate::cli::error::Error;

/// # Errors
/// A bug alone: a built-in file that is no TOML.
pub fn prep() -> Result<Vec<PrepQuestion>, Error> {
    let text = include_str!("../../../question-bank/prep/questions-to-ask.toml");
    let groups = questions_to_ask(text).map_err(|error| Error::Bug(error.to_string()))?;
    Ok(groups.into_iter().flat_map(|group| group.questions).collect())
}
