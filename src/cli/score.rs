//! `mock score`: a session that is over is judged.

use super::args::rehearse::ScoreArgs;
use super::context::Console;
use super::error::{Error, Outcome};
use super::host::live::{Doing, sit};
use super::host::log::Keeping;
use super::host::seating::Seating;
use super::named;
use crate::session::Store;

/// # Errors
/// See [`Error`].
pub fn run(args: &ScoreArgs, console: &mut Console) -> Result<Outcome, Error> {
    let store = Store::new(console.paths.sessions());
    let session = named::read_sound(&store, &args.named.session)?;
    if session.state.ended.is_none() {
        let id = session.header.session.short();
        return Err(Error::unknown(
            format!("session {id} is not over yet"),
            format!("`mock resume {id}` goes on with it"),
        ));
    }
    let seating = Seating::of(&args.seating, console);
    sit(console.out, seating, &Keeping::Disk(&store), Doing::Judge(session))?;
    Ok(Outcome::Fine)
}
