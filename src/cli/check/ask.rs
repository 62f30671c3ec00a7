//! A run of a session that another process has open.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use crate::cli::error::Error;
use crate::engine::verdict::Verdict;
use crate::journal::file;
use crate::workspace::checks::{self, CheckAnswer};

/// How often the answer is looked for.
const POLL: Duration = Duration::from_millis(15);

/// How often, until the request has to be taken: five seconds.
const TAKEN_WITHIN: u32 = 334;

/// How often, until the verdict has to be there: ten minutes.
const ANSWERED_WITHIN: u32 = 40_000;

/// Has the session run its visible cases; the number of the run, and its verdict.
///
/// # Errors
/// Where it does not take the run, or nobody answers.
pub fn ask(session: &Path, folder: &Path) -> Result<(usize, Verdict), Error> {
    let token = ulid::Ulid::generate().to_string();
    checks::ask(folder, &token)?;
    let (_held, never) = mpsc::channel::<()>();
    for look in 0..ANSWERED_WITHIN {
        match checks::answer(folder, &token) {
            Some(CheckAnswer::Ran { run, verdict }) => return Ok((run, *verdict)),
            Some(CheckAnswer::Refused { why }) => {
                return Err(Error::Unknown(format!("the session did not take the run: {why}")));
            }
            None => {}
        }
        let is_untaken = look > TAKEN_WITHIN && checks::is_waiting(folder);
        if is_untaken || !file::is_held(session) {
            break;
        }
        let _time = never.recv_timeout(POLL);
    }
    checks::withdraw(folder);
    Err(Error::unknown(
        "the session is open in another process, which does not answer",
        "run the cases there: Alt-V in the room, /run in the plain face",
    ))
}
