//! What is for ever, or brings in a stranger, is asked first.

use std::io::{self, BufRead, IsTerminal};

use super::context::Context;
use super::error::Error;

/// Asks on the terminal. Where nobody can answer, `--yes` is wanted.
///
/// # Errors
/// Where there is no terminal to ask on; `what` says what was to be asked.
pub(super) fn given(context: &mut Context, question: &str, what: &str) -> Result<bool, Error> {
    let stdin = io::stdin();
    if !stdin.is_terminal() {
        let message = format!("nobody can be asked whether {what}; add --yes if that is meant");
        return Err(Error::Usage(message));
    }
    context.out.flush()?;
    write!(context.err, "{question} [y/N] ")?;
    context.err.flush()?;
    let mut line = String::new();
    stdin.lock().read_line(&mut line)?;
    Ok(matches!(line.trim(), "y" | "Y" | "yes"))
}
