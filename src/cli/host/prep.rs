//! What the program can say to a candidate's own questions.

use crate::bank::prep::PrepQuestion;
use crate::cli::built_in::questions;
use crate::cli::error::Error;
use crate::paths::Paths;
use crate::practice::Home;
use crate::prep::ask::OwnQuestion;

/// The bank's, and where a home is given those that the person added. A log that cannot be read
/// keeps nobody from rehearsing.
///
/// # Errors
/// A bug alone: a built-in file that is no TOML.
pub fn prep(home: Option<&Paths>) -> Result<Vec<PrepQuestion>, Error> {
    let practice = home.and_then(|paths| Home::new(paths).read().ok());
    let own = practice.iter().flat_map(|practice| practice.questions.own.values());
    let own: Vec<PrepQuestion> = own.map(OwnQuestion::to_prep).collect();
    Ok(own.into_iter().chain(questions()?.into_iter().flat_map(|group| group.questions)).collect())
}
