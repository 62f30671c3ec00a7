//! `mock check` while the session is open in another process: the run is asked for by a file, and
//! answered by one, so that it is journaled where the session is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::engine::verdict::Verdict;
use crate::files::{TEXT_MOST, read, read_text, replace};

/// The file that asks for a run; it holds a token of the one who asks.
const REQUEST: &str = ".check-request";

/// What came of a run that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckAnswer {
    /// The number of the run, and its verdict.
    Ran { run: usize, verdict: Box<Verdict> },
    /// The session did not take it.
    Refused { why: String },
}

fn answer_path(folder: &Path, token: &str) -> PathBuf {
    folder.join(format!(".check-answer-{token}"))
}

/// Asks the process that has the session open for a run.
///
/// # Errors
/// The folder cannot be written.
pub fn ask(folder: &Path, token: &str) -> io::Result<()> {
    replace(&folder.join(REQUEST), token.as_bytes())
}

/// Whether the request is still there: nobody has taken it.
pub fn is_waiting(folder: &Path) -> bool {
    folder.join(REQUEST).exists()
}

/// Takes a request back that nobody answers.
pub fn withdraw(folder: &Path) {
    // One that was taken in this moment is answered into the void.
    let _gone = fs::remove_file(folder.join(REQUEST));
}

/// The answer, once it is there. It is taken away.
pub fn answer(folder: &Path, token: &str) -> Option<CheckAnswer> {
    let path = answer_path(folder, token);
    let answer = serde_json::from_slice(&read(&path, TEXT_MOST).ok()?).ok()?;
    let _left_behind = fs::remove_file(path);
    Some(answer)
}

/// The token of a request, which is taken away.
pub(super) fn take_request(folder: &Path) -> Option<String> {
    let path = folder.join(REQUEST);
    let token = read_text(&path).ok()?;
    fs::remove_file(path).ok()?;
    let is_plain = !token.is_empty() && token.chars().all(|c| c.is_ascii_alphanumeric());
    (is_plain && token.len() <= 64).then_some(token)
}

pub(super) fn put_answer(folder: &Path, token: &str, answer: &CheckAnswer) -> io::Result<()> {
    let json = serde_json::to_vec(answer).map_err(io::Error::other)?;
    replace(&answer_path(folder, token), &json)
}
