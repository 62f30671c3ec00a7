//! What is on standard input where a person types on the terminal beside it: the text that their
//! first answer begins with.

use std::io::{self, Write};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::cli::context::PREFIX;
use crate::cli::error::Error;
use crate::engine::decide::ANSWER_MOST;
use crate::files::text_from;

/// A text that comes later is worth a word, so that nobody waits for the screen.
const SOON: Timespec = Timespec { tv_sec: 0, tv_nsec: 400_000_000 };

const HELP: &str =
    "the text of an answer may come by standard input; `mock run < /dev/null` has none";

/// All of it; nothing where there is nothing but blanks.
///
/// # Errors
/// It is no text, or longer than an answer may be.
pub fn read() -> Result<Option<String>, Error> {
    tell_if_late();
    let refused = |why: &str| Error::unknown(format!("standard input is no answer: {why}"), HELP);
    let text = text_from(io::stdin().lock()).map_err(|error| refused(&error.to_string()))?;
    if text.len() > ANSWER_MOST {
        return Err(refused(&format!("it is larger than {} kB", ANSWER_MOST >> 10)));
    }
    Ok((!text.trim().is_empty()).then_some(text))
}

fn tell_if_late() {
    let stdin = rustix::stdio::stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
    if matches!(poll(&mut fds, Some(&SOON)), Ok(0)) {
        let text = "reading your answer from standard input until it ends; ^C gives up";
        // Who can't see it gives up as well.
        let _unsaid = writeln!(io::stderr(), "{PREFIX}{text}");
    }
}
