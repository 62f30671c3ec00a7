//! `mock resume` and `mock score`: sessions that go on, and sessions that are judged later.

use clap::Args;

use super::console::{Console, Error, Outcome};
use super::live::{self, Doing, Seating};
use super::table::Keeping;
use crate::session::Store;

#[derive(Debug, Args)]
pub struct ResumeArgs {
    /// The session's id, its beginning or its end; the last interrupted one where not given
    #[arg(value_name = "SESSION")]
    session: Option<String>,
    #[command(flatten)]
    seating: Seating,
}

#[derive(Debug, Args)]
pub struct ScoreArgs {
    /// The session's id, its beginning or its end; the last one where not given
    #[arg(value_name = "SESSION")]
    session: Option<String>,
    #[command(flatten)]
    seating: Seating,
}

/// Goes on with an interrupted session.
///
/// # Errors
/// See [`Error`].
pub fn resume(args: &ResumeArgs, console: &mut Console) -> Result<Outcome, Error> {
    let named = match &args.session {
        Some(text) => text.clone(),
        None => {
            let store = Store::new(console.paths.sessions());
            let open = store.interrupted()?.ok_or_else(|| {
                Error::unknown("no session was interrupted", "`mock run` begins a new one")
            })?;
            open.header.session.to_string()
        }
    };
    let (store, session) = live::find(console, Some(&named))?;
    if session.state.ended.is_some() {
        let id = session.header.session.short();
        return Err(Error::unknown(
            format!("session {id} is over"),
            format!("`mock score {id}` judges it, `mock transcript {id}` shows it"),
        ));
    }
    if session.header.simulated {
        return Err(Error::unknown(
            "an answers file played that session",
            "run it again with `mock run --answers FILE`",
        ));
    }
    live::sit(console, &Keeping::Disk(&store), &args.seating, Doing::GoOn(session))
}

/// Judges a session that is over.
///
/// # Errors
/// See [`Error`].
pub fn score(args: &ScoreArgs, console: &mut Console) -> Result<Outcome, Error> {
    let (store, session) = live::find(console, args.session.as_deref())?;
    if session.state.ended.is_none() {
        let id = session.header.session.short();
        return Err(Error::unknown(
            format!("session {id} is not over yet"),
            format!("`mock resume {id}` goes on with it"),
        ));
    }
    live::sit(console, &Keeping::Disk(&store), &args.seating, Doing::Judge(session))
}
