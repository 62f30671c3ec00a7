//! The terminal that a person types on, whatever standard input is.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::os::fd::{AsFd, OwnedFd};

/// The terminal that the program was started from, also where all three of its streams lead
/// elsewhere.
const CONTROLLING: &str = "/dev/tty";

/// Standard input where that is a terminal, else the one that the program was started from.
///
/// # Errors
/// There is none.
pub fn keys() -> io::Result<OwnedFd> {
    match beside_a_pipe()? {
        Some(terminal) => Ok(terminal),
        None => io::stdin().as_fd().try_clone_to_owned(),
    }
}

/// The terminal that the program was started from, where standard input is something else.
///
/// # Errors
/// There is none.
pub fn beside_a_pipe() -> io::Result<Option<OwnedFd>> {
    match io::stdin().is_terminal() {
        true => Ok(None),
        false => File::open(CONTROLLING).map(|terminal| Some(terminal.into())),
    }
}
