//! `mock resume`: an interrupted session goes on.

use super::args::rehearse::ResumeArgs;
use super::context::Context;
use super::error::{Error, Outcome};
use super::host::face::FaceOptions;
use super::host::live::{self, Doing};
use super::host::log::Keeping;
use super::host::model;
use super::named;
use super::settings::Settings;
use crate::grade::engines::Engines;
use crate::journal::file;
use crate::session::Store;

/// # Errors
/// See [`Error`].
pub fn run(args: &ResumeArgs, context: &mut Context) -> Result<Outcome, Error> {
    let store = Store::new(context.paths.sessions());
    let named = match &args.session {
        Some(text) => text.clone(),
        None => newest(&store, context)?,
    };
    let session = named::read_sound(&store, &named)?;
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
    let settings = Settings::load(context.paths)?;
    let face = FaceOptions::resolve(&args.face, &settings, context);
    let model = model::of_session(&args.reader, settings, context)?;
    let engines = Engines::of(args.sql.server.as_ref(), context.paths);
    live::run(context.out, &face, engines, model, &Keeping::Disk(&store), Doing::GoOn(session))?;
    Ok(Outcome::Fine)
}

/// The newest session that can go on here: one that another process writes goes on there.
fn newest(store: &Store, context: &mut Context) -> Result<String, Error> {
    let mut held = Vec::new();
    for session in store.all_interrupted()? {
        let id = session.header.session.short();
        if file::is_held(&session.path) {
            let holder = file::holder(&session.path);
            let holder = holder.map_or("another process".to_owned(), |it| format!("process {it}"));
            held.push(format!("session {id} is being written by {holder}"));
        } else if !session.header.simulated {
            if !held.is_empty() {
                context.tell(format!("{}; going on with {id}", held.join(", ")))?;
            }
            return Ok(session.header.session.to_string());
        }
    }
    Err(match &held[..] {
        [] => Error::unknown("no session was interrupted", "`mock run` begins a new one"),
        _ => Error::unknown(
            format!("{}, and no other was interrupted", held.join(", ")),
            "go on there, or end it there; `mock run` begins a new one",
        ),
    })
}
